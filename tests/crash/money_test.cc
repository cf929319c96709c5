// Orders that are paid, where power is lost at every single change of the disk: one balancer and one charge
// for each order or none of both, and money, coupon, stock, quota and addresses account for exactly the
// balancers that are there.
//
//   SLUICE_CRASH_ROUNDS   how many random histories; default 20, under a sanitizer 4
//   SLUICE_CRASH_SEED     repeats one of them

#include <cstdio>
#include <map>
#include <random>
#include <set>

#include <gtest/gtest.h>

#include "control/commerce/funding/coupon_store.h"
#include "control/commerce/stock/stock.h"
#include "tests/crash/cloud_on_a_disk.h"
#include "tests/crash/environment.h"
#include "tests/crash/market_of_deposits.h"
#include "tests/support/build.h"

namespace sluice::crash {
namespace {

using commerce::AccountKind;
using commerce::Minor;
using control::Parameters;
using control::Reply;
using storage::Transaction;

constexpr std::string_view spec = "elb.s2.medium";
constexpr Minor deposit = 5200;  // one cycle of it
constexpr Minor recharged = 20 * deposit;
constexpr Minor coupon_value = 2 * deposit - 100;
constexpr int64_t stock_total = 30;
constexpr int64_t quota_most = 18;

class MoneyCrashTest : public CloudOnADisk {
 protected:
  static constexpr int histories_default = e2e::sanitized ? 4 : 20;
  static constexpr int waves_per_history = 8;
  static constexpr uint64_t changes_of_a_wave = 150;
  static constexpr int tokens = 4;

  MoneyCrashTest() : CloudOnADisk("money") {}

  void begin_anew() {
    open_anew();
    told_.clear();
    cloud_->in_database([this](Transaction& tx) { put_money(tx); });
  }

  // An account with cash and a coupon, for whom a balancer costs a deposit, and a limit on everything.
  void put_money(Transaction& tx) {
    int64_t key = 1;  // of 2020, which nobody draws any more
    const int64_t revision = key++;
    sell_with_deposit(tx, key++, revision);
    const int64_t account = number(tx, "SELECT key FROM accounts");
    std::string fund;
    tx.query("SELECT fund_account_id FROM fund_accounts", {},
             [&](const storage::Row& row) { fund = std::string(row.text(0)); });
    const auto open = [&](AccountKind kind, const std::string& owner) {
      return commerce::open_ledger_account(tx, {kind, owner, "USD"}, key++);
    };
    const int64_t bank = open(AccountKind::Bank, "wire"), cash = open(AccountKind::Cash, fund);
    const commerce::Transfer recharge{
        .id = {key++, 1, 1}, .debit_key = bank, .credit_key = cash, .amount = recharged, .created = {}};
    ASSERT_TRUE(commerce::record_transfers(tx, {&recharge, 1}));
    commerce::Coupon coupon{.key = key++,
                            .no = "K-1",
                            .account_key = account,
                            .ledger_key = key++,
                            .promotion = "spring",
                            .currency = "USD",
                            .nominal = coupon_value,
                            .from = {},
                            .to = base::WallTime::max()};
    coupon.to = *base::parse_iso8601("2030-01-01T00:00:00Z");
    const int64_t promotion = commerce::open_ledger_account(tx, commerce::promotion_account(coupon), key++);
    ASSERT_TRUE(commerce::issue_coupon(tx, coupon, promotion, {}));
    commerce::set_stock(tx, control::TestCloud::region, spec, stock_total, 0);
    commerce::set_quota(tx, account, commerce::every_region, quota_most, 0);
  }

  struct Call {
    std::string action;
    Parameters parameters;
    std::string token;
  };
  Call create(const std::string& token = {}) const {
    Parameters parameters = cloud_->balancer_parameters(network_, vswitch_);
    for (auto& [name, value] : parameters) {
      if (name == "LoadBalancerSpec") value = spec;
    }
    if (!token.empty()) parameters.emplace_back("ClientToken", token);
    return {"CreateLoadBalancer", parameters, token};
  }
  static Call remove(const std::string& id) { return {"DeleteLoadBalancer", {{"LoadBalancerId", id}}, {}}; }

  // All under way before the first of them is answered.
  void run(const std::vector<Call>& wave) {
    std::vector<std::shared_ptr<Reply>> replies;
    for (const Call& call : wave) replies.push_back(cloud_->start(call.action, call.parameters));
    cloud_->settle();
    for (size_t i = 0; i < wave.size(); ++i) {
      if (!replies[i]->ok() || wave[i].token.empty()) continue;
      const std::string id = replies[i]->text("LoadBalancerId");
      const auto [known, is_new] = told_.emplace(wave[i].token, id);
      EXPECT_EQ(known->second, id) << "two balancers for " << wave[i].token;
    }
  }

  void check() {
    cloud_->in_database([](Transaction& tx) {
      EXPECT_EQ(commerce::find_ledger_faults(tx), std::vector<std::string>{});
      const int64_t live = number(tx, "SELECT COUNT(*) FROM load_balancers");
      // Each balancer has the order that made it, each order that has not given its deposit back its
      // balancer.
      EXPECT_EQ(
          number(tx,
                 "SELECT COUNT(*) FROM load_balancers l JOIN orders o ON o.key = l.order_key AND "
                 "o.resource_id = l.load_balancer_id AND o.state = 'COMPLETED' AND o.outcome = 'SUCCESS' AND "
                 "o.deposit_left = " +
                     std::to_string(deposit)),
          live);
      EXPECT_EQ(number(tx, "SELECT COUNT(*) FROM orders WHERE deposit_left > 0"), live);
      EXPECT_EQ(number(tx, "SELECT COUNT(*) FROM orders WHERE state <> 'COMPLETED'"), 0);
      const auto held = [&](const char* kind) {
        return number(
            tx, std::string("SELECT COALESCE(SUM(credits_posted - debits_posted), 0) FROM ledger_accounts "
                            "WHERE kind = '") +
                    kind + "'");
      };
      EXPECT_EQ(held("DEPOSIT"), live * deposit);
      EXPECT_EQ(held("CASH") + held("COUPON") + held("DEPOSIT"), -held("BANK") - held("PROMO"));
      EXPECT_EQ(held("BANK"), -recharged);
      EXPECT_EQ(number(tx, "SELECT COALESCE(SUM(debits_pending + credits_pending), 0) FROM ledger_accounts"),
                0);
      EXPECT_EQ(number(tx, "SELECT used FROM stocks"), live);
      EXPECT_EQ(number(tx, "SELECT reserved FROM stocks"), 0);
      EXPECT_EQ(number(tx, "SELECT live FROM quotas"), live);
      EXPECT_EQ(number(tx, "SELECT COUNT(*) FROM private_addresses"), live);
      EXPECT_EQ(number(tx, "SELECT COUNT(*) FROM served_addresses"), live);
      EXPECT_LE(number(tx, "SELECT COUNT(*) FROM host_instances"), 1);
    });
  }

  std::vector<std::string> balancers() {
    std::vector<std::string> ids;
    cloud_->in_database([&](Transaction& tx) {
      tx.query("SELECT load_balancer_id FROM load_balancers", {},
               [&](const storage::Row& row) { ids.emplace_back(row.text(0)); });
    });
    return ids;
  }

  std::vector<Call> draw_wave(std::mt19937_64& random) {
    std::vector<Call> wave;
    const auto ids = balancers();
    for (uint64_t i = 0; i < 1 + random() % 12; ++i) {
      const uint64_t kind = random() % 5;
      if (kind < 2 && !ids.empty()) {
        wave.push_back(remove(ids[random() % ids.size()]));  // some of them twice
      } else {
        wave.push_back(kind == 2 ? create() : create("t-" + std::to_string(random() % tokens)));
      }
    }
    return wave;
  }

  std::map<std::string, std::string> told_;  // token, balancer
};

TEST_F(MoneyCrashTest, ABalancerAndItsChargeAreOneWhereverThePowerIsLost) {
  uint64_t place = 1;
  for (bool reached = true; reached && !HasFailure(); ++place) {
    SCOPED_TRACE("power lost at change " + std::to_string(place));
    begin_anew();
    if (HasFatalFailure()) return;
    run({create("t-0"), create()});
    const std::string gone = told_.at("t-0");
    const std::vector<Call> wave = {create(),     remove(gone),  create("t-1"),
                                    remove(gone), create("t-1"), create("t-2")};
    disk_.crash_at_change(place);
    run(wave);
    reached = disk_.crashed();
    lose_power_and_start_again();
    if (HasFatalFailure()) return;
    check();
    run(wave);  // everybody tries again
    check();
  }
  std::printf("power was lost at each of %llu changes\n", static_cast<unsigned long long>(place - 2));
  EXPECT_GT(place, 10u);
}

TEST_F(MoneyCrashTest, EverythingIsAccountedForInRandomHistories) {
  const uint64_t first_seed = from_environment("SLUICE_CRASH_SEED", std::random_device{}());
  const auto histories = from_environment("SLUICE_CRASH_ROUNDS", histories_default);
  for (uint64_t seed = first_seed; seed < first_seed + histories && !HasFailure(); ++seed) {
    SCOPED_TRACE("SLUICE_CRASH_SEED=" + std::to_string(seed));
    std::mt19937_64 random(seed);
    begin_anew();
    for (int wave = 0; wave < waves_per_history && !HasFailure(); ++wave) {
      const bool disturbed = random() % 2 == 0;
      const auto calls = draw_wave(random);
      if (disturbed) disk_.crash_at_change(1 + random() % changes_of_a_wave);
      run(calls);
      if (disturbed) lose_power_and_start_again();
      if (HasFatalFailure()) return;
      if (random() % 2 == 0) check();
    }
    check();
  }
}

}  // namespace
}  // namespace sluice::crash
