// Each error row of CreateLoadBalancer that what holds for all orders brings about, as its operator brings it
// about: put, create, the exact row, undo, and the create passes. And of any two that can stand together, the
// one that the stages come to first.

#include <algorithm>
#include <functional>
#include <map>
#include <set>
#include <stdexcept>

#include <gtest/gtest.h>

#include "contract/api/ens/order_error.h"
#include "control/commerce/catalogue/default_commodities.h"
#include "control/commerce/customer/customer_store.h"
#include "control/commerce/ledger/ledger.h"
#include "control/commerce/pricing/default_plan.h"
#include "control/identity/identity_store.h"
#include "control/plane/testing/test_cloud.h"

namespace sluice::control {
namespace {

using api::OrderError;

// What the operator has put.
struct Shop {
  json::Value commodity = *json::parse(commerce::default_elb_post_document());
  std::vector<json::Value> plans = {*json::parse(commerce::default_elb_post_plan_document())};
  json::Value node = {{"EnsRegionId", std::string(TestCloud::region)}};
  std::vector<std::pair<std::string, json::Value>> rules;  // by kind
  bool is_sold = true;                                     // else there is no commodity
  std::string settled_in = "USD";
  bool has_rates = true;
  std::optional<int64_t> stock, quota;

  // With a deposit, so that there is something to pay.
  Shop() { commodity["Deposit"] = {{"Rule", "Cycles"}, {"Cycles", 1}}; }

  json::Value& module(std::string_view code) {
    for (json::Value& one : commodity["Modules"]) {
      if (one["Code"] == code) return one;
    }
    throw std::logic_error("no such module");
  }
  std::set<std::pair<std::string, std::string>> documents() const {
    std::set<std::pair<std::string, std::string>> all = {{"Node", json::print(node)}};
    if (is_sold) all.emplace("Commodity", json::print(commodity));
    for (const json::Value& plan : plans) all.emplace("PricingPlan", json::print(plan));
    for (const auto& [kind, rule] : rules) all.emplace(kind, json::print(rule));
    if (has_rates) {
      all.emplace("ExchangeRate", R"({"From":"USD","To":"HKD","Rate":"7.78"})");
      all.emplace("ExchangeRate", R"({"From":"USD","To":"XTS","Rate":"2"})");
    }
    return all;
  }
};

struct Cause {
  std::string_view name;
  OrderError row;
  void (*bring_about)(Shop&);
  // Of those behind it, the ones that it leaves no room for.
  std::vector<std::string_view> alone_among = {};
};

void for_each_leaf_asked_for(Shop& shop, const std::function<void(json::Value&)>& change) {
  for (json::Value& plan : shop.plans) {
    for (json::Value& leaf : plan["Leaves"]) {
      if (leaf["Spec"] == "elb.s1.small" && leaf["Cycle"] == "Month") change(leaf);
    }
  }
}

// As the stages come to them.
const std::vector<Cause>& causes() {
  static const std::vector<Cause> all = {
      // S09
      {"node without balancers", OrderError::ProductInstanceTypeNotSupported,
       [](Shop& shop) { shop.node["LoadBalancing"] = false; }},
      {"size not on sale", OrderError::CommodityInvalidItemCode,
       [](Shop& shop) { shop.module("spec")["Items"] = json::Value::array({"elb.s3.small"}); }},
      {"module that nobody sends", OrderError::OrderMissingModuleInfoError,
       [](Shop& shop) {
         shop.commodity["Modules"].push_back({{"Code", "zone"}, {"Required", true}});
       }},
      {"forbidden combination", OrderError::CommodityInvalidComponent,
       [](Shop& shop) {
         shop.commodity["Constraints"].push_back({{"Forbid", "type == 'CLB'"}});
       }},
      {"withdrawn", OrderError::SystemUnSupportOperationType,
       [](Shop& shop) { shop.commodity["Status"] = "Withdrawn"; }},
      {"by the hour only", OrderError::OrderPeriodInvalid,
       [](Shop& shop) {
         shop.module("billing_cycle")["Items"] = json::Value::array({"Hour"});
         shop.module("billing_cycle")["Default"] = "Hour";
       }},
      {"two at least", OrderError::OrderQuantityInvalid,
       [](Shop& shop) {
         shop.commodity["MinQuantity"] = 2;
         shop.commodity["MaxQuantity"] = 2;
       }},
      // S10
      {"sale rule without a result", OrderError::SystemSaleValidateFailed,
       [](Shop& shop) {
         shop.rules.push_back({"SaleRule",
                               {{"Name", "faulty"},
                                {"Priority", 1},
                                {"Effect", "Deny"},
                                {"Condition", "spec =="},
                                {"Strict", false}}});
       }},
      {"sale rule", OrderError::SaleControlVerificationFailed,
       [](Shop& shop) {
         shop.rules.push_back({"SaleRule",
                               {{"Name", "closed"},
                                {"Priority", 2},
                                {"Effect", "Deny"},
                                {"Condition", "spec startsWith 'elb.s1'"}}});
       }},
      {"sold out", OrderError::SaleControlVerificationFailed, [](Shop& shop) { shop.stock = 0; }},
      // S11
      {"once per account", OrderError::OrderOpend,
       [](Shop& shop) { shop.commodity["PurchaseMode"] = "OncePerAccount"; }},
      {"quota", OrderError::OrderQuotaExceeded, [](Shop& shop) { shop.quota = 1; }},
      // S12
      {"no plan",
       OrderError::PricePricingPlanNotFound,
       [](Shop& shop) { shop.plans.clear(); },
       {"plan not in force", "two plans", "no price", "faulty price"}},
      {"plan not in force",
       OrderError::PriceRatingGetRatingpricingPlan,
       [](Shop& shop) { shop.plans.front()["ValidFrom"] = "2027-01-01T00:00:00Z"; },
       {"two plans"}},
      {"two plans", OrderError::PriceRatingGetRatingpricingPlan,
       [](Shop& shop) {
         shop.plans.push_back(shop.plans.front());
         shop.plans.back()["ValidFrom"] = "2025-06-01T00:00:00Z";
       }},
      {"no price",
       OrderError::PricePricingPlanResultNotFound,
       [](Shop& shop) {
         for_each_leaf_asked_for(
             shop, [](json::Value& leaf) { leaf["Regions"] = json::Value::array({"elsewhere"}); });
       },
       {"faulty price"}},
      {"faulty price", OrderError::PricePatingConfigError,
       [](Shop& shop) {
         for_each_leaf_asked_for(shop, [](json::Value& leaf) { leaf["Unit"] = "InstanceHour"; });
       }},
      // S13
      {"no rate", OrderError::OrderQueryOrderExchangeRateFail,
       [](Shop& shop) {
         shop.settled_in = "HKD";
         shop.has_rates = false;
       }},
      {"currency that nothing is settled in", OrderError::OrderTradeCompleteSettleInfoFail,
       [](Shop& shop) { shop.settled_in = "XTS"; }},
      {"order constraint", OrderError::OrderSysConstraintInvalidPlatform,
       [](Shop& shop) {
         shop.rules.push_back({"OrderConstraint", {{"Name", "large"}, {"Require", "payable > 50.00"}}});
       }},
      {"draining node", OrderError::OrderSysConstraintInvalidProduct,
       [](Shop& shop) { shop.node["Draining"] = true; }},
      // S14
      {"risk of the order", OrderError::RiskRiskControlRejection,
       [](Shop& shop) {
         shop.rules.push_back({"RiskRule", {{"Name", "order"}, {"Pack", "order"}}});
       }},
      // S16
      {"risk before the payment", OrderError::PayBeforePayRiskRuleValidateFailed,
       [](Shop& shop) {
         shop.rules.push_back({"RiskRule", {{"Name", "before"}, {"Pack", "before_pay"}}});
       }},
      {"risk of the payer", OrderError::PayRiskRejectForPayerAccount,
       [](Shop& shop) {
         shop.rules.push_back({"RiskRule",
                               {{"Name", "payer"},
                                {"Pack", "payer"},
                                {"Subject", "account"},
                                {"WindowSeconds", 3600},
                                {"Limit", 1}}});
       }},
      {"risk of the trade", OrderError::PatRiskRejectForTradeData,
       [](Shop& shop) {
         shop.rules.push_back(
             {"RiskRule", {{"Name", "trade"}, {"Pack", "trade"}, {"Condition", "payable == 7.5"}}});
       }},
  };
  return all;
}

bool can_stand_together(const Cause& first, const Cause& second) {
  return std::ranges::find(first.alone_among, second.name) == first.alone_among.end();
}

class OrderTerms : public testing::Test {
 protected:
  // An account with money, which has a balancer already.
  OrderTerms() {
    account_id = cloud.call("GetCallerIdentity").text("AccountId");
    cloud.in_database([&](storage::Transaction& tx) {
      account_key = identity::find_account(tx, model::AccountId(account_id))->key;
      const std::string fund = commerce::find_fund_account(tx, account_key)->id;
      const int64_t bank = commerce::open_ledger_account(tx, {commerce::AccountKind::Bank, "test", "USD"}, 1);
      const int64_t cash = commerce::open_ledger_account(tx, {commerce::AccountKind::Cash, fund, "USD"}, 2);
      const commerce::Transfer recharge{.id = {3, 0, 0},
                                        .debit_key = bank,
                                        .credit_key = cash,
                                        .amount = 1'000'00,
                                        .created = cloud.clock().wall()};
      ASSERT_TRUE(commerce::record_transfers(tx, {&recharge, 1}));
    });
    const std::string network = cloud.make_network();
    request = cloud.balancer_parameters(network, cloud.make_vswitch(network));
    for (const char* kind : {"Commodity", "PricingPlan"}) {
      call_ok("DeleteTerm", {{"Kind", kind}, {"Name", "elb_post"}});
    }
    publish({});
    expect_passes();
  }

  Reply call_ok(std::string_view action, Parameters parameters) {
    Reply reply = cloud.call(action, std::move(parameters));
    EXPECT_TRUE(reply.ok()) << action << " " << reply.body;
    return reply;
  }

  // By the operator's calls, for what differs from what there is.
  void publish(const Shop& shop) {
    const auto wanted = shop.documents();
    std::erase_if(put, [&](const auto& each) {
      if (wanted.contains(each.first)) return false;
      call_ok("DeleteTerm", {{"TermId", each.second}});
      return true;
    });
    for (const auto& document : wanted) {
      if (put.contains(document)) continue;
      put[document] =
          call_ok("PutTerm",
                  {{"Kind", document.first}, {"Document", document.second}, {"AcceptFaults", "true"}})
              .text("TermId");
    }
    limit("Stock", stock, shop.stock, {request[0], request[1]}, "Total");
    limit("Quota", quota, shop.quota, {{"AccountId", account_id}}, "Most");
    if (std::exchange(settled_in, shop.settled_in) != shop.settled_in) {
      cloud.in_database([&](storage::Transaction& tx) {
        auto customer = *commerce::find_customer(tx, account_key);
        customer.settle_currency = shop.settled_in;
        commerce::update_customer(tx, customer, cloud.clock().wall());
      });
    }
  }
  void limit(const std::string& what, std::optional<int64_t>& is, const std::optional<int64_t>& wanted,
             Parameters where, const std::string& parameter) {
    if (std::exchange(is, wanted) == wanted) return;
    if (!wanted) {
      call_ok("Remove" + what, std::move(where));
      return;
    }
    where.emplace_back(parameter, std::to_string(*wanted));
    call_ok("Set" + what, std::move(where));
  }

  void expect_passes() {
    const Reply made = call_ok("CreateLoadBalancer", request);
    if (kept.empty()) {
      kept = made.text("LoadBalancerId");
      return;
    }
    call_ok("DeleteLoadBalancer", {{"LoadBalancerId", made.text("LoadBalancerId")}});
  }
  void expect_row(OrderError row) {
    const Reply refused = cloud.call("CreateLoadBalancer", request);
    const api::ErrorRow& expected = api::row_of(row);
    EXPECT_EQ(refused.code(), expected.code) << refused.body;
    EXPECT_EQ(refused.text("Message"), expected.message);
    EXPECT_EQ(refused.http_status, expected.http_status);
  }

  TestCloud cloud;
  std::string account_id;
  int64_t account_key = 0;
  Parameters request;
  std::string kept;                                                // the balancer that the account has
  std::map<std::pair<std::string, std::string>, std::string> put;  // ids, by kind and document
  std::optional<int64_t> stock, quota;
  std::string settled_in = "USD";
};

TEST_F(OrderTerms, BringAboutEachRowAndLetOrdersPassOnceTheyAreUndone) {
  for (const Cause& cause : causes()) {
    SCOPED_TRACE(cause.name);
    Shop shop;
    cause.bring_about(shop);
    publish(shop);
    expect_row(cause.row);
    publish({});
    expect_passes();
  }
}

TEST_F(OrderTerms, WithoutACommodityNothingIsSold) {
  Shop shop;
  shop.is_sold = false;
  publish(shop);
  expect_row(OrderError::CommodityInvalidItemCode);
  publish({});
  expect_passes();
}

// Every pair, whatever lies between them.
TEST_F(OrderTerms, OfTwoCausesTheOneThatTheStagesComeToFirstIsTold) {
  int pairs = 0;
  for (auto first = causes().begin(); first != causes().end(); ++first) {
    for (auto second = std::next(first); second != causes().end(); ++second) {
      if (!can_stand_together(*first, *second)) continue;
      SCOPED_TRACE(std::string(first->name) + ", " + std::string(second->name));
      Shop shop;
      first->bring_about(shop);
      second->bring_about(shop);
      publish(shop);
      expect_row(first->row);
      ++pairs;
    }
  }
  EXPECT_GT(pairs, 250);
}

}  // namespace
}  // namespace sluice::control
