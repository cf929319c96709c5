// How many commits an order takes is scheduling: all of it in one, collapsed, leaves the same rows as each
// effect in a commit of its own.

#include <map>
#include <set>

#include <gtest/gtest.h>

#include "control/commerce/catalogue/default_commodities.h"
#include "control/commerce/customer/open_customer.h"
#include "control/commerce/funding/coupon_store.h"
#include "control/commerce/funding/method_store.h"
#include "control/commerce/pipeline/perform.h"
#include "control/commerce/pipeline/stages.h"
#include "control/commerce/pricing/default_plan.h"
#include "control/commerce/terms/terms_store.h"
#include "control/schema/testing/scratch_database.h"

namespace sluice::commerce {
namespace {

constexpr int64_t account = 77;
constexpr const char* region = "cn-chengdu-telecom";
constexpr const char* spec = "elb.s1.small";
const base::WallTime now = *base::parse_iso8601("2026-01-02T03:04:05Z");

class Thing final : public Product {
 public:
  std::optional<Refusal> look_up(storage::Transaction&) override { return std::nullopt; }
  std::optional<Refusal> check_kind(storage::Transaction&) override { return std::nullopt; }
  int64_t count_live(storage::Transaction&, bool) override { return 0; }
  std::optional<Refusal> check_before_order(storage::Transaction&) override { return std::nullopt; }
  base::Result<std::string, Refusal> fulfil(storage::Transaction&, int64_t) override {
    return std::string("thing-1");
  }
};

Term term(int64_t key, TermKind kind, std::string name, std::string document) {
  return {.key = key, .kind = kind, .name = std::move(name), .document = std::move(document), .created = now};
}

// A market in which an order has every effect there is: a host to open, a limited size and number, orders
// that gather in a group, addresses that are counted, a time that is paid in advance by a single-use coupon,
// cash, and a card for the rest.
void furnish(storage::Transaction& tx) {
  int64_t keys = 100;
  open_customer(tx, account, "77", now);
  json::Value commodity = *json::parse(default_elb_post_document());
  for (json::Value& module : commodity["Modules"]) {
    if (module["Code"] == "pay_type") module["Items"].push_back("PrePaid");
  }
  commodity["Modules"].push_back({{"Code", "period"}, {"Default", "1"}});
  insert_term(tx, term(++keys, TermKind::Commodity, "elb_post", json::print(commodity)), 1);
  insert_term(
      tx, term(++keys, TermKind::PricingPlan, "elb_post", std::string(default_elb_post_plan_document())), 2);
  insert_term(tx,
              term(++keys, TermKind::RiskRule, "addresses",
                   R"({"Name": "addresses", "Pack": "order", "Subject": "address", "WindowSeconds": 60,
                       "Limit": 100})"),
              3);
  set_stock(tx, region, spec, 5, 0);
  set_quota(tx, account, every_region, 5, 0);
  FundAccount fund = *find_fund_account(tx, account);
  fund.combines_payments = true;
  update_fund_account(tx, fund);
  const int64_t bank = open_ledger_account(tx, {AccountKind::Bank, "wire", "USD"}, ++keys);
  const int64_t cash = open_ledger_account(tx, {AccountKind::Cash, fund.id, "USD"}, ++keys);
  const Transfer recharge{
      .id = {++keys, 1, 1}, .debit_key = bank, .credit_key = cash, .amount = 2'00, .created = now};
  ASSERT_TRUE(record_transfers(tx, {&recharge, 1}));
  const Coupon coupon{.key = ++keys,
                      .no = "K",
                      .account_key = account,
                      .ledger_key = ++keys,
                      .promotion = "spring",
                      .currency = "USD",
                      .nominal = 1'00,
                      .to = now + std::chrono::hours(1),
                      .rule = {.single_use = true}};
  const int64_t promotion = open_ledger_account(tx, promotion_account(coupon), ++keys);
  ASSERT_TRUE(issue_coupon(tx, coupon, promotion, now));
  ASSERT_TRUE(insert_method(tx, {.key = ++keys, .account_key = account, .reference = "tok", .created = now}));
}

struct Order77 {
  Purchase purchase{.buyer = {.account_key = account, .account_id = "77", .address = "192.0.2.1"},
                    .commodity = "elb_post",
                    .modules = {{"region", region}, {"spec", spec}, {"pay_type", "PrePaid"}},
                    .ens_region_id = region,
                    .spec = spec,
                    .now = now,
                    .received = now};
  FreshKeys keys{.order = 1001,
                 .subscription = 1002,
                 .host = 1003,
                 .host_id = "elbhost-1",
                 .deposit_account = 1004,
                 .channel_account = 1005,
                 .revenue_account = 1006};
  TestChannel channel;
  TermsCache cache;
  std::shared_ptr<const Terms> terms;
  std::optional<Situation> situation;
  Thing thing;
  Progress progress;

  void decide(storage::Transaction& tx) {
    terms = cache.at(tx);
    situation.emplace(Situation{.purchase = purchase, .terms = *terms, .keys = keys, .channel = channel});
    const auto refusal = run_stages(purchase_stages(), tx, thing, *situation);
    ASSERT_FALSE(refusal) << refusal->hint;
  }
  void carry_out(storage::Transaction& tx, std::span<const Effect> effects) {
    const auto refusal = perform(tx, thing, *situation, effects, progress);
    ASSERT_FALSE(refusal) << refusal->hint;
  }
};

// Every row of every table, in order.
std::map<std::string, std::vector<std::string>> all_rows(storage::Transaction& tx) {
  std::map<std::string, std::vector<std::string>> rows;
  tx.query("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'", {},
           [&](const storage::Row& row) { rows[std::string(row.text(0))]; });
  for (auto& [table, lines] : rows) {
    std::string columns;
    tx.query(
        "SELECT name FROM pragma_table_info(?)", {std::string_view(table)},
        [&](const storage::Row& row) { columns.append(columns.empty() ? "" : ", ").append(row.text(0)); });
    tx.query("SELECT json_array(" + columns + ") FROM " + table + " ORDER BY 1", {},
             [&](const storage::Row& row) { lines.emplace_back(row.text(0)); });
  }
  return rows;
}

TEST(Commits, OneOfThemLeavesTheSameRowsAsOneForEachEffect) {
  schema::ScratchDatabase together, apart;
  Order77 collapsed, split;
  const auto step = [](schema::ScratchDatabase& database, const auto& work) {
    database.run([&](storage::Transaction& tx) {
      work(tx);
      return true;
    });
  };
  step(together, furnish);
  step(apart, furnish);
  step(together, [&](storage::Transaction& tx) {
    collapsed.decide(tx);
    collapsed.carry_out(tx, collapse(collapsed.situation->effects));
  });
  step(apart, [&](storage::Transaction& tx) { split.decide(tx); });
  for (const Effect& effect : split.situation->effects) {
    step(apart, [&](storage::Transaction& tx) { split.carry_out(tx, {&effect, 1}); });
  }
  const auto expected = together.run(all_rows);
  const auto found = apart.run(all_rows);
  EXPECT_EQ(found, expected);
  EXPECT_EQ(expected.at("orders").size(), 1u);
  EXPECT_EQ(expected.at("risk_counters").size(), 1u);
  EXPECT_EQ(expected.at("ledger_transfers").size(), 2u + 3u + 1u)
      << "coupon, cash and card, and their income";
  // But the two that only collapse() makes, and the one of a payment provider outside.
  const size_t kinds = std::variant_size_v<Effect> - 3;
  std::set<size_t> seen;
  for (const Effect& effect : split.situation->effects) seen.insert(effect.index());
  EXPECT_EQ(seen.size(), kinds) << "the order has every effect there is";
}

// Between any two commits money is held, not lost: what was set aside is pending until it is taken.
TEST(Commits, LeaveASoundLedgerWhereverTheyStop) {
  schema::ScratchDatabase database;
  Order77 order;
  database.run([&](storage::Transaction& tx) {
    furnish(tx);
    order.decide(tx);
    return true;
  });
  for (const Effect& effect : order.situation->effects) {
    const auto faults = database.run([&](storage::Transaction& tx) {
      order.carry_out(tx, {&effect, 1});
      return find_ledger_faults(tx);
    });
    EXPECT_EQ(faults, std::vector<std::string>());
  }
}

}  // namespace
}  // namespace sluice::commerce
