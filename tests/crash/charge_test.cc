// Orders that are charged by a payment provider outside, where power is lost at every single change of the
// disk, and he answers, does not answer, or does what he is asked and does not say so: one balancer and one
// charge for each order or none of both, here and at the provider.
//
//   SLUICE_CRASH_ROUNDS   how many random histories; default 15, under a sanitizer 3
//   SLUICE_CRASH_SEED     repeats one of them

#include <cstdio>
#include <map>
#include <random>

#include <gtest/gtest.h>

#include "control/commerce/funding/method_store.h"
#include "control/commerce/ledger/ledger.h"
#include "control/commerce/stock/stock.h"
#include "control/providers/client/breaker.h"
#include "control/providers/sample/sample_thread.h"
#include "control/unfinished/unfinished_call.h"
#include "tests/crash/cloud_on_a_disk.h"
#include "tests/crash/environment.h"
#include "tests/crash/market_of_deposits.h"
#include "tests/support/build.h"

namespace sluice::crash {
namespace {

using control::Parameters;
using control::Reply;
using providers::Behaviour;
using providers::PaymentStep;
using providers::Sample;
using providers::Seam;
using storage::Transaction;
using Paid = providers::PaymentAnswer::Status;

constexpr const char* secret = "the secret of both sides";
constexpr std::string_view small_spec = "elb.s1.small";
constexpr commerce::Minor price = 750;
constexpr int64_t stock_limit = 30;
constexpr int64_t quota_limit = 18;
constexpr std::chrono::milliseconds deadline{1000};

class ChargeCrashTest : public CloudOnADisk {
 protected:
  static constexpr int histories_default = e2e::sanitized ? 3 : 15;
  static constexpr uint64_t places_between = e2e::sanitized ? 5 : 1;  // each costs a third of a second there
  static constexpr int waves_per_history = 6;
  static constexpr uint64_t changes_of_a_wave = 200;
  static constexpr int tokens = 4;

  ChargeCrashTest() : CloudOnADisk("charges") {}
  ~ChargeCrashTest() override { close(); }  // before its provider goes

  void begin_anew() {
    close();
    provider_ = *providers::SampleThread::start(base::Secret(secret), {}, provider_clock_);
    control::Options options;
    options.providers.of(Seam::Payment) = {.server = provider_->endpoint(),
                                           .host = base::format_endpoint(provider_->endpoint()),
                                           .prefix = "",
                                           .secret = base::Secret(secret),
                                           .deadline = deadline,
                                           .attempts = 1};
    open_anew(std::move(options));
    told_.clear();
    cloud_->in_database([this](Transaction& tx) { put_card(tx); });
  }

  // An account that pays by card, for whom a balancer costs a month, and a limit on everything.
  void put_card(Transaction& tx) {
    int64_t key = 1;  // of 2020, which nobody draws any more
    const int64_t revision = key++;
    sell_with_deposit(tx, key++, revision);
    const int64_t account = number(tx, "SELECT key FROM accounts");
    tx.execute("UPDATE fund_accounts SET pay_mode = 'CARD'");
    ASSERT_TRUE(commerce::insert_method(tx, {.key = key++, .account_key = account, .reference = "tok"}));
    std::string fund;
    tx.query("SELECT fund_account_id FROM fund_accounts", {},
             [&](const storage::Row& row) { fund = std::string(row.text(0)); });
    commerce::open_ledger_account(tx, {commerce::AccountKind::Cash, fund, "USD"}, key++);
    commerce::set_stock(tx, control::TestCloud::region, small_spec, stock_limit, 0);
    commerce::set_quota(tx, account, commerce::every_region, quota_limit, 0);
  }

  void behave(Behaviour behaviour, std::optional<PaymentStep> step = std::nullopt) {
    provider_->with(
        [&](Sample& sample) { sample.behave(Seam::Payment, {.behaviour = behaviour, .step = step}); });
  }
  template <class Look>
  auto at_provider(Look look) {
    uint64_t value = 0;
    provider_->with([&](Sample& sample) { value = look(sample); });
    return value;
  }
  int64_t payments(Paid status) {
    return static_cast<int64_t>(
        at_provider([&](Sample& sample) { return sample.state().payments.count(status); }));
  }

  // Time passes while somebody is not answered.
  void turn_until(const std::function<bool()>& done) {
    uint64_t silences = at_provider([](Sample& sample) { return sample.left_unanswered(); });
    cloud_->turn_until([&] {
      const uint64_t now = at_provider([](Sample& sample) { return sample.left_unanswered(); });
      if (std::exchange(silences, now) != now) cloud_->clock().advance(deadline);
      return done();
    });
  }

  void run(const std::vector<std::string>& wave) {
    std::vector<std::shared_ptr<Reply>> replies;
    for (const std::string& token : wave) {
      Parameters parameters = cloud_->balancer_parameters(network_, vswitch_);
      if (!token.empty()) parameters.emplace_back("ClientToken", token);
      replies.push_back(cloud_->start("CreateLoadBalancer", parameters));
    }
    turn_until(
        [&] { return std::ranges::all_of(replies, [](const auto& reply) { return reply->answered(); }); });
    for (size_t i = 0; i < wave.size(); ++i) {
      if (!replies[i]->ok() || wave[i].empty()) continue;
      const std::string id = replies[i]->text("LoadBalancerId");
      const auto [known, is_new] = told_.emplace(wave[i], id);
      EXPECT_EQ(known->second, id) << "two balancers for " << wave[i];
    }
  }

  // The provider is well again, and everything that was begun ends.
  void end_everything() {
    behave(Behaviour::Proper);
    const auto is_done = [&] {
      bool is_done = false;
      cloud_->in_database([&](Transaction& tx) {
        is_done = number(tx, "SELECT COUNT(*) FROM unfinished_calls") == 0 &&
                  number(tx, "SELECT COUNT(*) FROM channel_orders WHERE wanted <> ''") == 0;
      });
      return is_done;
    };
    // What is asked is answered before time passes again.
    constexpr int turns_between = 20;
    for (int turn = 0; !is_done(); ++turn) {
      ASSERT_LT(turn, 10'000) << "something that was begun does not end";
      if (turn % turns_between == 0) {
        cloud_->clock().advance(providers::Breaker::rest + unfinished::lease);
        cloud_->turn();
        cloud_->plane().end_unfinished();
      }
      int turned = 0;
      cloud_->turn_until([&] { return ++turned > 2; });
    }
  }

  void check() {
    cloud_->in_database([this](Transaction& tx) {
      EXPECT_EQ(commerce::find_ledger_faults(tx), std::vector<std::string>{});
      const int64_t live = number(tx, "SELECT COUNT(*) FROM load_balancers");
      EXPECT_EQ(number(tx, "SELECT COUNT(*) FROM orders WHERE state = 'COMPLETED' AND outcome = 'SUCCESS'"),
                live);
      EXPECT_EQ(number(tx,
                       "SELECT COUNT(*) FROM load_balancers l JOIN orders o ON o.key = l.order_key AND "
                       "o.resource_id = l.load_balancer_id AND o.state = 'COMPLETED'"),
                live);
      EXPECT_EQ(number(tx,
                       "SELECT COUNT(*) FROM orders WHERE state NOT IN ('COMPLETED', 'CANCELLED', "
                       "'FAILED')"),
                0);
      EXPECT_EQ(number(tx, "SELECT COUNT(*) FROM channel_orders WHERE state = 'CAPTURED'"), live);
      EXPECT_EQ(payments(Paid::Captured), live) << "at the provider";
      EXPECT_EQ(payments(Paid::Authorised), 0) << "at the provider";
      EXPECT_EQ(number(tx,
                       "SELECT COALESCE(SUM(debits_posted - credits_posted), 0) FROM ledger_accounts "
                       "WHERE kind = 'CHANNEL'"),
                live * price);
      EXPECT_EQ(number(tx, "SELECT COALESCE(SUM(debits_pending + credits_pending), 0) FROM ledger_accounts"),
                0);
      EXPECT_EQ(number(tx, "SELECT COUNT(*) FROM order_holds"), 0);
      EXPECT_EQ(number(tx, "SELECT used FROM stocks"), live);
      EXPECT_EQ(number(tx, "SELECT reserved FROM stocks"), 0);
      EXPECT_EQ(number(tx, "SELECT live FROM quotas"), live);
      EXPECT_EQ(number(tx, "SELECT COUNT(*) FROM private_addresses"), live);
      EXPECT_EQ(number(tx, "SELECT COUNT(*) FROM client_tokens WHERE succeeded_by = 0"),
                number(tx, "SELECT COUNT(DISTINCT resource_id) FROM client_tokens"));
    });
  }

  base::ManualClock provider_clock_{*base::parse_iso8601(control::TestCloud::started_at)};
  std::unique_ptr<providers::SampleThread> provider_;
  std::map<std::string, std::string> told_;  // token, balancer
};

TEST_F(ChargeCrashTest, ABalancerAndItsChargeAreOneWhereverThePowerIsLost) {
  uint64_t place = 1;
  for (bool reached = true; reached && !HasFailure(); place += places_between) {
    SCOPED_TRACE("power lost at change " + std::to_string(place));
    begin_anew();
    if (HasFatalFailure()) return;
    const std::vector<std::string> wave = {"t-1", "", "t-1", "t-2"};
    disk_.crash_at_change(place);
    run(wave);
    reached = disk_.crashed();
    lose_power_and_start_again();
    if (HasFatalFailure()) return;
    end_everything();
    check();
    run(wave);  // everybody tries again
    end_everything();
    check();
    EXPECT_EQ(told_.size(), 2u);
  }
  std::printf("power was lost at changes up to the %lluth\n",
              static_cast<unsigned long long>(place - 2 * places_between));
  EXPECT_GT(place, 10u);
}

TEST_F(ChargeCrashTest, EverythingIsAccountedForInRandomHistories) {
  const uint64_t first_seed = from_environment("SLUICE_CRASH_SEED", std::random_device{}());
  const auto histories = from_environment("SLUICE_CRASH_ROUNDS", histories_default);
  constexpr Behaviour behaviours[] = {Behaviour::Proper,    Behaviour::Proper,  Behaviour::Mute,
                                      Behaviour::Silent,    Behaviour::Failing, Behaviour::Refusing,
                                      Behaviour::Forgetful, Behaviour::Closing};
  for (uint64_t seed = first_seed; seed < first_seed + histories && !HasFailure(); ++seed) {
    SCOPED_TRACE("SLUICE_CRASH_SEED=" + std::to_string(seed));
    std::mt19937_64 random(seed);
    begin_anew();
    for (int wave = 0; wave < waves_per_history && !HasFailure(); ++wave) {
      const bool disturbed = random() % 2 == 0;
      std::vector<std::string> calls;
      for (uint64_t i = 0; i < 1 + random() % 6; ++i) {
        calls.push_back(random() % 3 == 0 ? "" : "t-" + std::to_string(random() % tokens));
      }
      const auto step = static_cast<PaymentStep>(random() % 4);
      behave(behaviours[random() % std::size(behaviours)],
             random() % 2 == 0 ? std::nullopt : std::optional(step));
      if (disturbed) disk_.crash_at_change(1 + random() % changes_of_a_wave);
      run(calls);
      if (disturbed) lose_power_and_start_again();
      if (HasFatalFailure()) return;
      if (random() % 2 == 0) continue;
      end_everything();
      check();
    }
    end_everything();
    check();
  }
}

}  // namespace
}  // namespace sluice::crash
