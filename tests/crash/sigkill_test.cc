// The server is killed at a random instant while creates with tokens, starts and stops are under way, and
// started again on what it left; again and again on the same data.
//
//   SLUICE_CRASH_ROUNDS   how many rounds; default 50, under a sanitizer 5
//   SLUICE_CRASH_SEED     repeats the choices of an earlier run, though not its timing; default: drawn and
//   printed

#include <algorithm>
#include <cstdio>
#include <random>

#include <gtest/gtest.h>

#include "platform/storage/testing/scratch_directory.h"
#include "tests/crash/burst.h"
#include "tests/crash/environment.h"
#include "tests/crash/listener_watch.h"
#include "tests/crash/token_ledger.h"
#include "tests/support/build.h"
#include "tests/support/sluice_server.h"

namespace sluice::crash {
namespace {

using std::chrono::nanoseconds;

constexpr int rounds_to_hit_everything = 20;  // kills before, between and after commit and answer
constexpr int rounds_between_full_checks = 10;
constexpr int rounds_between_killed_restarts = 5;
// Some instants fall behind the last answer.
constexpr double spread_over_duration = 1.1;

double ms(nanoseconds duration) {
  return std::chrono::duration<double, std::milli>(duration).count();
}

class SigkillTest : public ::testing::Test {
 protected:
  static constexpr size_t creates_at_once = 200;
  static constexpr size_t listeners_at_first =
      24;  // one is stopped per round and two are started: never fewer than 20
  static constexpr size_t earlier_tokens_per_round = 20;
  static constexpr int rounds_default = e2e::sanitized ? 5 : 50;

  SigkillTest() {
    start();
    const std::string block = e2e::own_block();
    e2e::Api api = server_->api();
    network_ = api.make_network("10.0.0.0/8");
    const std::string vswitch = api.make_vswitch(network_, block);
    const Call call = caller();
    ledger_ = std::make_unique<TokenLedger>(network_, vswitch, block);
    watch_ = std::make_unique<ListenerWatch>(call, network_, vswitch, listeners_at_first);
    ledger_->add_instance(watch_->instance_address());
    for (const std::string& id : watch_->balancers()) ledger_->add_balancer(id);
  }

  void start() {
    const auto before = std::chrono::steady_clock::now();
    server_ = std::make_unique<e2e::SluiceServer>(e2e::ServerSettings{.data_dir = directory_.path("data")});
    time_to_start_ = std::chrono::steady_clock::now() - before;
    ASSERT_TRUE(server_->ready()) << server_->process().errors();
    api_ = std::make_unique<e2e::Api>(server_->endpoint());
  }

  Call caller() {
    return [this](std::string_view action, const Parameters& parameters) -> Answer {
      e2e::Reply reply = api_->call(action, parameters);
      return {reply.status, std::move(reply.body), std::move(reply.value)};
    };
  }

  double chance() { return std::uniform_real_distribution<>(0, 1)(random_); }

  // A round in which nobody is killed.
  void run_undisturbed() {
    const std::vector<Asked> creates = ledger_->draw_creates(creates_at_once);
    const Burst burst = send_at_once(server_->endpoint(), creates, e2e::patience, [] {});
    for (size_t i = 0; i < creates.size(); ++i) ledger_->take_answer(creates[i], burst.answers[i]);
    EXPECT_EQ(ledger_->acknowledged(), creates_at_once);
    round_duration_ = burst.duration;
    ledger_->check_round(caller());
    watch_->check_forwarding(random_);
  }

  void run_until_killed(nanoseconds instant) {
    watch_->make_more(caller());
    std::vector<Asked> asked = ledger_->draw_creates(creates_at_once);
    const std::vector<Asked> orders = watch_->draw_orders(random_);
    asked.insert(asked.begin() + creates_at_once / 2, orders.begin(), orders.end());
    const Burst burst = send_at_once(server_->endpoint(), asked, instant, [this] { server_->sigkill(); });
    for (size_t i = 0; i < asked.size(); ++i) {
      if (asked[i].action == "CreateLoadBalancer") {
        ledger_->take_answer(asked[i], burst.answers[i]);
      } else {
        watch_->take_answer(asked[i], burst.answers[i]);
      }
    }
  }

  // A start that is killed before it is ready, most likely.
  void kill_a_restart() {
    e2e::ChildProcess process(e2e::serve_command({.data_dir = directory_.path("data")}));
    process.read_line(std::chrono::duration_cast<nanoseconds>(time_to_start_ * chance()));
  }

  void check_after_restart(bool everything) {
    const Call call = caller();
    // Ready means that what was started is served: no waiting here.
    watch_->settle_unanswered(call);
    watch_->check_forwarding(random_);
    ledger_->check_what_is_left(call);
    const std::vector<Asked> retries = ledger_->draw_retries(earlier_tokens_per_round, random_());
    const Burst burst = send_at_once(server_->endpoint(), retries, e2e::patience, [] {});
    round_duration_ = burst.duration;
    for (size_t i = 0; i < retries.size(); ++i) ledger_->take_retry(retries[i], burst.answers[i]);
    ledger_->check_round(call);
    if (everything) ledger_->check_everything(call);
  }

  const uint64_t seed_ = from_environment("SLUICE_CRASH_SEED", std::random_device{}());
  std::mt19937_64 random_{seed_};
  storage::ScratchDirectory directory_;
  std::unique_ptr<e2e::SluiceServer> server_;
  std::unique_ptr<e2e::Api> api_;
  nanoseconds time_to_start_{};
  nanoseconds round_duration_{};  // of the last one that was not cut short
  std::string network_;
  std::unique_ptr<TokenLedger> ledger_;
  std::unique_ptr<ListenerWatch> watch_;
};

TEST_F(SigkillTest, WhatWasAcknowledgedStandsAndNothingIsThereTwice) {
  const int rounds = static_cast<int>(from_environment("SLUICE_CRASH_ROUNDS", rounds_default));
  run_undisturbed();
  std::printf("seed %llu; %zu creates at once take %.1f ms\n", static_cast<unsigned long long>(seed_),
              creates_at_once, ms(round_duration_));
  std::vector<double> instants;  // spread evenly, in random order
  for (int i = 0; i < rounds; ++i) instants.push_back((i + chance()) / rounds * spread_over_duration);
  std::ranges::shuffle(instants, random_);

  size_t acknowledged = 0, left_unacknowledged = 0, lost = 0;
  for (int round = 0; round < rounds && !HasFailure(); ++round) {
    SCOPED_TRACE("round " + std::to_string(round) + " of seed " + std::to_string(seed_));
    const auto instant =
        std::chrono::duration_cast<nanoseconds>(round_duration_ * instants[static_cast<size_t>(round)]);
    run_until_killed(instant);
    if (round % rounds_between_killed_restarts == 0) kill_a_restart();
    start();
    if (HasFatalFailure()) return;
    check_after_restart(round == rounds - 1 ||
                        round % rounds_between_full_checks == rounds_between_full_checks - 1);
    std::printf(
        "round %2d: killed after %6.1f ms; %3zu acknowledged, %3zu there; ready in %.0f ms; %zu listeners\n",
        round, ms(instant), ledger_->acknowledged(), ledger_->left(), ms(time_to_start_), watch_->running());
    acknowledged += ledger_->acknowledged();
    left_unacknowledged += ledger_->left() - ledger_->acknowledged();
    lost += creates_at_once - ledger_->left();
    EXPECT_GE(watch_->running(), 20u);
  }
  std::printf("%d rounds: %zu acknowledged, %zu there without an answer, %zu not there\n", rounds,
              acknowledged, left_unacknowledged, lost);
  if (rounds >= rounds_to_hit_everything) {
    EXPECT_GT(acknowledged, 0u);
    EXPECT_GT(left_unacknowledged, 0u);
    EXPECT_GT(lost, 0u);
  }
  EXPECT_EQ(server_->terminate(), 0) << server_->process().errors();
}

// SIGTERM is an end in good order: besides, whatever took effect was answered.
TEST_F(SigkillTest, SigtermUnderLoadLosesNothingDoublesNothingAndAnswersWhatItDid) {
  constexpr int rounds = e2e::sanitized ? 3 : 10;
  run_undisturbed();
  size_t acknowledged = 0, lost = 0;
  for (int round = 0; round < rounds && !HasFailure(); ++round) {
    SCOPED_TRACE("round " + std::to_string(round) + " of seed " + std::to_string(seed_));
    const std::vector<Asked> creates = ledger_->draw_creates(creates_at_once);
    const auto instant = std::chrono::duration_cast<nanoseconds>(round_duration_ * round / rounds);
    const Burst burst =
        send_at_once(server_->endpoint(), creates, instant, [this] { EXPECT_EQ(server_->terminate(), 0); });
    for (size_t i = 0; i < creates.size(); ++i) ledger_->take_answer(creates[i], burst.answers[i]);
    start();
    if (HasFatalFailure()) return;
    check_after_restart(round == rounds - 1);
    EXPECT_EQ(ledger_->left(), ledger_->acknowledged()) << "a create took effect and was not answered";
    std::printf("round %2d: SIGTERM after %6.1f ms; %3zu acknowledged\n", round, ms(instant),
                ledger_->acknowledged());
    acknowledged += ledger_->acknowledged();
    lost += creates_at_once - ledger_->left();
  }
  std::printf("%d rounds: %zu acknowledged, %zu not there\n", rounds, acknowledged, lost);
  EXPECT_GT(acknowledged, 0u);
}

TEST(FirstStart, ThatIsKilledAnywhereLeavesNothingInTheWayOfTheNext) {
  constexpr int starts = e2e::sanitized ? 8 : 40;
  storage::ScratchDirectory directory;
  const auto start = [&](const std::string& name) {
    return e2e::SluiceServer({.data_dir = directory.path(name), .own_key = false});
  };
  const auto before = std::chrono::steady_clock::now();
  ASSERT_TRUE(start("undisturbed").ready());
  const nanoseconds time_to_start = std::chrono::steady_clock::now() - before;

  for (int i = 0; i < starts && !::testing::Test::HasFailure(); ++i) {
    const std::string name = "start-" + std::to_string(i);
    {
      e2e::ChildProcess process(e2e::serve_command({.data_dir = directory.path(name), .own_key = false}));
      process.read_line(time_to_start * i / starts);
    }
    SCOPED_TRACE("killed after " + std::to_string(ms(time_to_start * i / starts)) + " ms");
    e2e::SluiceServer server = start(name);
    ASSERT_TRUE(server.ready()) << server.process().errors();
    const e2e::Finished call = e2e::run(e2e::sluice(
        {"call", "--endpoint", server.url(), "--data-dir", directory.path(name), "DescribeEnsRegions"}));
    EXPECT_EQ(call.exit, 0) << "the key that was drawn does not fit: " << call.output << call.errors;
  }
}

}  // namespace
}  // namespace sluice::crash
