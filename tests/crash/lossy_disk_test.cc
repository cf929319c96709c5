// The same invariants where a crash takes more away: the control plane runs on a disk that forgets every
// write that was not synced, and loses power at a random change to it. A real node serves the listeners.
//
//   SLUICE_CRASH_ROUNDS   how many rounds; default 50, under a sanitizer 10
//   SLUICE_CRASH_SEED     repeats the choices of an earlier run, though not its timing; default: drawn and
//   printed

#include <algorithm>
#include <cstdio>
#include <optional>
#include <random>

#include <gtest/gtest.h>
#include <sqlite3.h>

#include "control/plane/testing/test_cloud.h"
#include "edge/agent/agent.h"
#include "platform/base/log.h"
#include "platform/storage/testing/lossy_vfs.h"
#include "tests/crash/environment.h"
#include "tests/crash/listener_watch.h"
#include "tests/crash/token_ledger.h"
#include "tests/support/build.h"
#include "tests/support/eventually.h"

namespace sluice::crash {
namespace {

constexpr size_t creates_at_once = 50;  // few enough to make several commits of a round
constexpr size_t creates_per_round = 200;
constexpr size_t listeners_at_first = 24;
constexpr size_t earlier_tokens_per_round = 20;
constexpr int rounds_default = e2e::sanitized ? 10 : 50;
constexpr int rounds_per_data_directory = 10;  // what is there has to be read again in every round
constexpr int rounds_between_crashed_starts = 3;
constexpr uint64_t changes_of_a_start_max = 24;
constexpr int rounds_between_faults = 4;
// `after` is drawn below what stands here, which a round reaches.
constexpr storage::LossyVfs::Fault faults[] = {
    {.operation = storage::LossyVfs::Operation::Sync, .code = SQLITE_IOERR_FSYNC, .after = 8, .times = 1},
    {.operation = storage::LossyVfs::Operation::Write, .code = SQLITE_FULL, .after = 400, .times = 20},
};
// Some places fall behind the last answer.
constexpr double spread_over_changes = 1.1;

class LossyDiskTest : public ::testing::Test {
 protected:
  // Failing commits and checkpoints are what happens here all the time.
  LossyDiskTest() { base::configure_log(base::LogFormat::Text, base::LogLevel::Off); }
  ~LossyDiskTest() override { close(); }

  void begin_anew() {
    close();
    watch_.reset();
    cloud_.emplace(control::Options{.vfs = disk_.name()});
    connect_node();
    const std::string block = e2e::own_block();
    const std::string network = cloud_->make_network("10.0.0.0/8");
    const std::string vswitch = cloud_->make_vswitch(network, block);
    ledger_.emplace(network, vswitch, block);
    watch_.emplace(call_, network, vswitch, listeners_at_first);
    ledger_->add_instance(watch_->instance_address());
    for (const std::string& id : watch_->balancers()) ledger_->add_balancer(id);
    run_undisturbed();
  }

  void connect_node() {
    node_.emplace(node_clock_, agent::AgentOptions{.node_id = control::local_node.get()}, opener_,
                  [this](const nodelink::Report& report) { cloud_->plane().take(report); });
    cloud_->plane().connect_node(
        [this](std::vector<std::string> messages) { node_->apply(std::move(messages)); });
    EXPECT_TRUE(cloud_->plane().wait_for_node(e2e::patience));
  }

  // As the program ends: the node falls silent first.
  void close() {
    if (node_) node_->stop();
    if (cloud_) cloud_->close();
    node_.reset();
  }

  // In waves, each of which is under way as a whole before any of it is answered.
  std::vector<Answer> send(const std::vector<Asked>& asked) {
    std::vector<std::shared_ptr<control::Reply>> replies;
    for (const Asked& one : asked) {
      replies.push_back(cloud_->start(one.action, one.parameters));
      if (replies.size() % creates_at_once == 0) cloud_->settle();
    }
    cloud_->settle();
    std::vector<Answer> answers;
    for (const auto& reply : replies) answers.push_back({reply->http_status, reply->body, reply->value});
    return answers;
  }

  // A place within a round, or shortly behind it. What a create changes grows with the indexes.
  uint64_t draw_place() {
    const double changes = changes_per_create_ * creates_per_round * spread_over_changes;
    return 1 + random_() % static_cast<uint64_t>(changes);
  }

  // A round in which nothing fails.
  void run_undisturbed() {
    const uint64_t before = disk_.changes();
    const std::vector<Asked> creates = ledger_->draw_creates(creates_per_round);
    const std::vector<Answer> answers = send(creates);
    for (size_t i = 0; i < creates.size(); ++i) ledger_->take_answer(creates[i], answers[i]);
    EXPECT_EQ(ledger_->acknowledged(), creates_per_round);
    changes_per_create_ = static_cast<double>(disk_.changes() - before) / creates_per_round;
    ledger_->check_round(call_);
    watch_->check_forwarding(random_);
  }

  void make_a_fault() {
    storage::LossyVfs::Fault fault = faults[random_() % std::size(faults)];
    fault.after = random_() % fault.after;
    disk_.inject(fault);
  }

  void run_until_power_is_lost(uint64_t at_change, bool with_fault) {
    watch_->make_more(call_);
    std::vector<Asked> asked = ledger_->draw_creates(creates_per_round);
    const std::vector<Asked> orders = watch_->draw_orders(random_);
    asked.insert(asked.begin() + creates_per_round / 2, orders.begin(), orders.end());
    disk_.crash_at_change(at_change);
    if (with_fault) make_a_fault();
    const std::vector<Answer> answers = send(asked);
    disk_.crash();
    disk_.heal();
    for (size_t i = 0; i < asked.size(); ++i) {
      if (asked[i].action == "CreateLoadBalancer") {
        ledger_->take_answer(asked[i], answers[i]);
      } else {
        watch_->take_answer(asked[i], answers[i]);
      }
    }
    close();
    disk_.revive();
  }

  // Whether or not it gets as far as being open.
  void lose_power_in_a_start() {
    disk_.crash_at_change(1 + random_() % changes_of_a_start_max);
    if (cloud_->reopen()) connect_node();
    disk_.crash();
    close();
    disk_.revive();
  }

  void check_after_restart(bool everything) {
    watch_->settle_unanswered(call_);
    watch_->check_forwarding(random_);
    ledger_->check_what_is_left(call_);
    const std::vector<Asked> retries = ledger_->draw_retries(earlier_tokens_per_round, random_());
    const uint64_t before = disk_.changes();
    const std::vector<Answer> answers = send(retries);
    const size_t made = creates_per_round - ledger_->left();
    if (made > creates_at_once)
      changes_per_create_ = static_cast<double>(disk_.changes() - before) / static_cast<double>(made);
    for (size_t i = 0; i < retries.size(); ++i) ledger_->take_retry(retries[i], answers[i]);
    ledger_->check_round(call_);
    if (everything) ledger_->check_everything(call_);
  }

  const uint64_t seed_ = from_environment("SLUICE_CRASH_SEED", std::random_device{}());
  std::mt19937_64 random_{seed_};
  storage::LossyVfs disk_{"lossy"};
  base::SystemClock node_clock_;
  agent::SystemSocketOpener opener_;
  std::optional<control::TestCloud> cloud_;
  std::optional<agent::Agent> node_;
  const Call call_ = [this](std::string_view action, const Parameters& parameters) -> Answer {
    control::Reply reply = cloud_->call(action, parameters);
    return {reply.http_status, std::move(reply.body), std::move(reply.value)};
  };
  double changes_per_create_ = 0;
  std::optional<TokenLedger> ledger_;
  std::optional<ListenerWatch> watch_;
};

TEST_F(LossyDiskTest, WhatWasAcknowledgedStandsAndNothingIsThereTwice) {
  const int rounds = static_cast<int>(from_environment("SLUICE_CRASH_ROUNDS", rounds_default));
  std::printf("seed %llu\n", static_cast<unsigned long long>(seed_));
  size_t acknowledged = 0, left_unacknowledged = 0, lost = 0;
  for (int round = 0; round < rounds && !HasFailure(); ++round) {
    SCOPED_TRACE("round " + std::to_string(round) + " of seed " + std::to_string(seed_));
    if (round % rounds_per_data_directory == 0) begin_anew();
    run_until_power_is_lost(draw_place(), round % rounds_between_faults == 0);
    if (round % rounds_between_crashed_starts == 0) lose_power_in_a_start();
    const auto reopened = cloud_->reopen();
    ASSERT_TRUE(reopened) << reopened.error();
    connect_node();
    const bool last =
        round % rounds_per_data_directory == rounds_per_data_directory - 1 || round == rounds - 1;
    check_after_restart(last);
    acknowledged += ledger_->acknowledged();
    left_unacknowledged += ledger_->left() - ledger_->acknowledged();
    lost += creates_per_round - ledger_->left();
    EXPECT_GE(watch_->running(), 20u);
  }
  std::printf("%d rounds: %zu acknowledged, %zu there without an answer, %zu not there\n", rounds,
              acknowledged, left_unacknowledged, lost);
  EXPECT_GT(acknowledged, 0u);
  EXPECT_GT(lost, 0u) << "power was never lost within a round";
}

}  // namespace
}  // namespace sluice::crash
