// Money: recharges, credit, bills and arrears, deposits and quotas, as figures of the ledger.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "control/commerce/funding/coupon_store.h"
#include "market.h"

namespace sluice::control {
namespace {

using api::OrderError;
using commerce::AccountKind;
using ::testing::HasSubstr;

class Funds : public testing::Test {
 protected:
  Reply recharge_with(Parameters changes) {
    std::map<std::string, std::string> all = {
        {"AccountId", market.buyer.id}, {"Currency", "USD"}, {"Amount", "10.00"}, {"Channel", "wire"}};
    for (const auto& [name, value] : changes) all[name] = value;
    return market.cloud.call("RechargeFundAccount", {all.begin(), all.end()});
  }
  json::Value bill(const std::string& id) {
    return market.act("DescribeBills", market.buyer.with({{"BillId", id}})).value["Bills"][0];
  }
  Reply grant(const char* quota) {
    return market.cloud.call(
        "SetResellerRelation",
        market.buyer.with(
            {{"ResellerAccountId", market.partner.id}, {"Currency", "USD"}, {"QuotaLimit", quota}}));
  }
  json::Value reseller() {
    return market.act("DescribeCustomers", market.buyer.with()).value["Customers"][0]["Reseller"];
  }
  std::string cash() { return market.book(market.buyer)["Cash"].get<std::string>(); }

  Market market;
};

TEST_F(Funds, ARechargeOpensTheBookAndIsTakenOncePerToken) {
  EXPECT_TRUE(market.book(market.buyer).empty());
  const Reply first = recharge_with({{"ClientToken", "t-1"}});
  ASSERT_TRUE(first.ok()) << first.body;
  EXPECT_EQ(first.text("CashAvailable"), "10.00");
  const Reply again = recharge_with({{"ClientToken", "t-1"}});
  EXPECT_EQ(again.text("RechargeId"), first.text("RechargeId"));
  EXPECT_EQ(cash(), "10.00");
  EXPECT_EQ(recharge_with({{"ClientToken", "t-1"}, {"Amount", "11.00"}}).code(),
            "InvalidParameter.ClientToken");
  EXPECT_EQ(market.balance(AccountKind::Bank, "wire"), -1000);
  market.expect_sound_ledger();
}

TEST_F(Funds, WhatIsNoAmountIsRefused) {
  const std::pair<const char*, const char*> wrong[] = {
      {"Amount", "0"},    {"Amount", "-1.00"}, {"Amount", "1.001"}, {"Amount", "1e3"},
      {"Amount", "1,00"}, {"Currency", "usd"}, {"Currency", "XXX"}, {"Channel", "a b"}};
  for (const auto& [name, value] : wrong) {
    const Reply reply = recharge_with({{name, value}});
    EXPECT_EQ(reply.code(), std::string("InvalidParameter.") + name) << value;
    EXPECT_THAT(reply.text("Hint"), HasSubstr(value));
  }
  EXPECT_EQ(recharge_with({{"Currency", "JPY"}, {"Amount", "1.5"}}).code(), "InvalidParameter.Amount");
  EXPECT_TRUE(recharge_with({{"Currency", "JPY"}, {"Amount", "15"}}).ok());
  EXPECT_EQ(recharge_with({{"AccountId", "1"}}).code(), "AccountNotFound");
  EXPECT_TRUE(market.book(market.buyer).empty()) << "nothing in dollars was written";
}

TEST_F(Funds, ABillTakesCashThenCreditAndLeavesTheRestUnpaid) {
  market.recharge(market.buyer, "30.00");
  market.act("SetCreditLine", market.buyer.with({{"Currency", "USD"}, {"Limit", "20.00"}}));
  const std::string id = market.bill(market.buyer, "60.00", later);
  EXPECT_EQ(bill(id)["Paid"], "50.00");
  EXPECT_EQ(bill(id)["State"], "ISSUED");
  const json::Value book = market.book(market.buyer);
  EXPECT_EQ(book["Cash"], "0.00");
  EXPECT_EQ(book["CreditUsed"], "20.00");
  EXPECT_EQ(book["Unpaid"], "10.00");
  EXPECT_EQ(book["Available"], "-10.00");
  EXPECT_EQ(market.balance(AccountKind::Revenue, "elb_post"), 6000);
  EXPECT_EQ(market.balance(AccountKind::Arrears, Market::fund(market.buyer)), -1000);
}

TEST_F(Funds, ABillIsOverdueFromItsDueTimeOnWithoutAnybodyComingBy) {
  market.act("SetCreditLine", market.buyer.with({{"Currency", "USD"}, {"Limit", "0"}}));
  const std::string id = market.bill(market.buyer, "10.00", "2026-01-02T04:04:05Z");
  const auto listed = [&](const char* state) {
    return market.act("DescribeBills", market.buyer.with({{"State", state}})).value["TotalCount"];
  };
  market.publish_commodity("Deposit", R"({"Rule": "None"})");
  EXPECT_TRUE(market.create().ok()) << "nothing is payable, and the bill is not due";
  market.cloud.clock().advance(std::chrono::minutes(59));
  EXPECT_EQ(bill(id)["State"], "ISSUED");
  EXPECT_EQ(listed("OVERDUE"), 0);
  EXPECT_EQ(listed("ISSUED"), 1);
  EXPECT_TRUE(market.create().ok());
  market.cloud.clock().advance(std::chrono::minutes(1));
  EXPECT_EQ(bill(id)["State"], "OVERDUE");
  EXPECT_EQ(listed("OVERDUE"), 1);
  EXPECT_EQ(listed("ISSUED"), 0);
  expect_row(market.create(), OrderError::OrderArrearage);
  market.cloud.restart();
  expect_row(market.create(), OrderError::OrderArrearage);
  EXPECT_EQ(market.recharge(market.buyer, "10.00").value["PaidBills"][0]["State"], "PAID");
  EXPECT_EQ(listed("PAID"), 1);
  EXPECT_TRUE(market.create().ok());
}

TEST_F(Funds, ARechargePaysTheOldestBillFirst) {
  const std::string oldest = market.bill(market.buyer, "10.00", later);
  const std::string newest = market.bill(market.buyer, "10.00", long_ago);
  const Reply first = market.recharge(market.buyer, "15.00");
  EXPECT_EQ(first.text("CashAvailable"), "0.00");
  ASSERT_EQ(first.value["PaidBills"].size(), 2u);
  EXPECT_EQ(first.value["PaidBills"][0]["BillId"], oldest);
  EXPECT_EQ(first.value["PaidBills"][0]["State"], "PAID");
  EXPECT_EQ(first.value["PaidBills"][1]["Amount"], "5.00");
  EXPECT_EQ(first.value["PaidBills"][1]["State"], "OVERDUE");
  expect_row(market.create(), OrderError::OrderArrearage);
  const Reply second = market.recharge(market.buyer, "20.00");
  EXPECT_EQ(second.text("CashAvailable"), "15.00");
  EXPECT_EQ(second.value["PaidBills"][0]["BillId"], newest);
  EXPECT_EQ(market.balance(AccountKind::Arrears, Market::fund(market.buyer)), 0);
  EXPECT_EQ(market.balance(AccountKind::Revenue, "elb_post"), 2000);
  EXPECT_TRUE(market.create().ok());
}

TEST_F(Funds, ABillIsPaidWholeOrNotAtAllWhenAsked) {
  market.recharge(market.buyer, "7.50");
  const std::string balancer = market.create().text("LoadBalancerId");
  const std::string id = market.bill(market.buyer, "10.00", long_ago);
  const Parameters paying = market.buyer.with({{"BillId", id}});
  EXPECT_EQ(market.cloud.call("PayBill", paying).code(), "InsufficientBalance");
  market.as_buyer("DeleteLoadBalancer", {{"LoadBalancerId", balancer}});
  EXPECT_EQ(market.cloud.call("PayBill", paying).code(), "InsufficientBalance") << "the deposit alone";
  EXPECT_EQ(cash(), "7.50");
  market.act("SetCreditLine", market.buyer.with({{"Currency", "USD"}, {"Limit", "2.50"}}));
  EXPECT_EQ(market.act("PayBill", paying).value["Bill"]["State"], "PAID");
  EXPECT_EQ(market.cloud.call("PayBill", paying).code(), "IncorrectBillState");
  EXPECT_EQ(market.cloud.call("PayBill", market.partner.with({{"BillId", id}})).code(), "BillNotFound");
  EXPECT_EQ(market.book(market.buyer)["CreditUsed"], "2.50");
}

TEST_F(Funds, ABillIsForOneResourceAndCycleOrForAHost) {
  const Parameters charge = {
      {"Currency", "USD"}, {"Amount", "1.00"}, {"DueTime", later}, {"Cycle", "2026-01"}};
  const auto create = [&](Parameters others) {
    Parameters all = market.buyer.with(charge);
    all.insert(all.end(), others.begin(), others.end());
    return market.cloud.call("CreateBill", all);
  };
  EXPECT_EQ(create({}).code(), "InvalidParameter.ResourceId");
  EXPECT_EQ(create({{"ResourceId", "a"}, {"HostId", "b"}}).code(), "InvalidParameter.ResourceId");
  EXPECT_EQ(create({{"HostId", "elbhost-none"}}).code(), "InvalidParameter.HostId");
  EXPECT_EQ(create({{"ResourceId", "a"}, {"Commodity", "none"}}).code(), "InvalidParameter.Commodity");
  EXPECT_TRUE(create({{"ResourceId", "a"}}).ok());
  EXPECT_EQ(create({{"ResourceId", "a"}}).code(), "BillAlreadyExists");
  market.expect_sound_ledger();

  market.recharge(market.buyer, "8.50");
  ASSERT_TRUE(market.create().ok());
  std::string host;
  market.cloud.in_database([&](storage::Transaction& tx) {
    tx.query("SELECT host_id FROM host_instances", {}, [&](const storage::Row& row) { host = row.text(0); });
  });
  EXPECT_TRUE(create({{"HostId", host}}).ok());
  expect_row(market.create(), OrderError::OrderInstHasUnsettledBills);
  market.recharge(market.buyer, "10.00");
  EXPECT_TRUE(market.create().ok());
}

TEST_F(Funds, ACreditLineMayBeLoweredBelowWhatIsDrawnAndSuspended) {
  market.recharge(market.buyer, "1.00");
  const auto set = [&](const char* name, const char* value) {
    market.act("SetCreditLine", market.buyer.with({{"Currency", "USD"}, {name, value}}));
  };
  set("Limit", "20.00");
  ASSERT_TRUE(market.create().ok());
  EXPECT_EQ(market.book(market.buyer)["CreditUsed"], "6.50");
  set("Limit", "5.00");
  expect_row(market.create(), OrderError::PayInsufficientBalance);
  set("Limit", "20.00");
  set("Suspended", "true");
  expect_row(market.create(), OrderError::PayInsufficientBalance);
  set("Suspended", "false");
  EXPECT_TRUE(market.create().ok());
}

TEST_F(Funds, AFundAccountIsClosedForGoodAndOnlySettled) {
  market.recharge(market.buyer, "10.00");
  const auto close = [&] {
    return market.cloud.call("ModifyFundAccount", market.buyer.with({{"Status", "CLOSED"}})).code();
  };
  EXPECT_EQ(close(), "FundAccountNotSettled");
  const std::string id = market.bill(market.buyer, "11.00", later);
  EXPECT_EQ(close(), "FundAccountNotSettled") << "something is owed";
  market.recharge(market.buyer, "1.00");
  EXPECT_EQ(bill(id)["State"], "PAID");
  EXPECT_EQ(close(), "");
  EXPECT_EQ(recharge_with({}).code(), "IncorrectFundAccountStatus");
  EXPECT_EQ(close(), "IncorrectFundAccountStatus");
}

TEST_F(Funds, AFrozenFundAccountTakesMoneyInAndGivesNone) {
  market.set_fund(market.buyer, "Status", "FROZEN");
  const std::string id = market.bill(market.buyer, "5.00", later);
  market.recharge(market.buyer, "10.00");
  EXPECT_EQ(bill(id)["Paid"], "0.00");
  EXPECT_EQ(market.cloud.call("PayBill", market.buyer.with({{"BillId", id}})).code(), "InsufficientBalance");
  market.set_fund(market.buyer, "Status", "VALID");
  EXPECT_EQ(market.act("PayBill", market.buyer.with({{"BillId", id}})).value["Bill"]["State"], "PAID");
  EXPECT_EQ(cash(), "5.00");
}

TEST_F(Funds, ADepositIsSetAsideAndComesBackWhenTheBalancerIsReleased) {
  market.recharge(market.buyer, "10.00");
  const int64_t account_key = market.account_key(market.buyer);
  market.cloud.in_database([&](storage::Transaction& tx) {
    const int64_t key = schema::newest_key(tx) + 1;
    const base::WallTime now = market.cloud.clock().wall();
    const commerce::Coupon coupon{.key = key,
                                  .no = "K-1",
                                  .account_key = account_key,
                                  .ledger_key = key + 1,
                                  .promotion = "welcome",
                                  .currency = "USD",
                                  .nominal = 300,
                                  .from = now,
                                  .to = now + std::chrono::hours(24),
                                  .created = now};
    const int64_t promotion = commerce::open_ledger_account(tx, commerce::promotion_account(coupon), key + 2);
    ASSERT_TRUE(commerce::issue_coupon(tx, coupon, promotion, now));
  });
  const Reply created = market.create();
  ASSERT_TRUE(created.ok()) << created.body;
  const std::string fund = Market::fund(market.buyer);
  EXPECT_EQ(market.balance(AccountKind::Coupon, "K-1"), 0);
  EXPECT_EQ(market.balance(AccountKind::Cash, fund), 550);
  EXPECT_EQ(market.balance(AccountKind::Deposit, fund), 750);
  EXPECT_EQ(market.balance(AccountKind::Promotion, "welcome"), -300);
  market.expect_sound_ledger();
  market.as_buyer("DeleteLoadBalancer", {{"LoadBalancerId", created.text("LoadBalancerId")}});
  EXPECT_EQ(market.balance(AccountKind::Cash, fund), 1000) << "all of the cash";
  EXPECT_EQ(market.balance(AccountKind::Deposit, fund), 0);
  EXPECT_EQ(market.balance(AccountKind::Coupon, "K-1"), 0) << "and what the coupon paid to the promotion";
  EXPECT_EQ(market.balance(AccountKind::Promotion, "welcome"), 0);
  market.expect_sound_ledger();
}

TEST_F(Funds, OfCreatesAtOnceAsManyPassAsThereIsMoneyFor) {
  constexpr int affordable = 3, tried = 8;
  market.recharge(market.buyer, "22.51");  // three times 7.50
  std::vector<std::shared_ptr<Reply>> replies;
  for (int i = 0; i < tried; ++i) {
    replies.push_back(market.cloud.start_as(market.buyer.key, "CreateLoadBalancer", market.order()));
  }
  market.cloud.settle();
  int passed = 0;
  for (const auto& reply : replies) {
    if (reply->ok()) {
      ++passed;
    } else {
      expect_row(*reply, OrderError::PayInsufficientBalance);
    }
  }
  EXPECT_EQ(passed, affordable);
  EXPECT_EQ(cash(), "0.01");
  EXPECT_EQ(market.book(market.buyer)["Deposit"], "22.50");
  EXPECT_EQ(market.book(market.buyer)["CashHeld"], "0.00");
  const Reply listed = market.cloud.call_as(market.buyer.key, "DescribeLoadBalancers");
  EXPECT_EQ(listed.value["TotalCount"], affordable);
}

// --- an end user's quota

TEST_F(Funds, AQuotaIsSpentBesideThePartnersMoneyAndComesBackWithIt) {
  market.recharge(market.partner, "100.00");
  ASSERT_TRUE(grant("20.00").ok());
  const Reply created = market.create();
  ASSERT_TRUE(created.ok()) << created.body;
  EXPECT_EQ(reseller()["QuotaConsumed"], "7.50");
  EXPECT_EQ(market.balance(AccountKind::Quota, market.buyer.id, "quota:USD"), 1250);
  EXPECT_EQ(market.balance(AccountKind::QuotaPool, Market::fund(market.partner), "quota:USD"), -1250);
  EXPECT_EQ(market.book(market.partner)["Cash"], "92.50");
  market.expect_sound_ledger();
  ASSERT_TRUE(market.create().ok());
  expect_row(market.create(), OrderError::PayforCreditPayInsufficientBalance);
  EXPECT_EQ(reseller()["QuotaConsumed"], "15.00") << "what was refused took nothing";
  market.as_buyer("DeleteLoadBalancer", {{"LoadBalancerId", created.text("LoadBalancerId")}});
  EXPECT_EQ(reseller()["QuotaConsumed"], "7.50");
  EXPECT_EQ(market.book(market.partner)["Cash"], "92.50");
  market.expect_sound_ledger();
  EXPECT_TRUE(market.create().ok());
}

TEST_F(Funds, AQuotaIsNotLoweredBelowWhatIsSpentNorRaisedByARelease) {
  market.recharge(market.partner, "100.00");
  ASSERT_TRUE(grant("20.00").ok());
  const std::string balancer = market.create().text("LoadBalancerId");
  const Reply lower = grant("7.49");
  EXPECT_EQ(lower.code(), "InvalidParameter.QuotaLimit");
  EXPECT_THAT(lower.text("Hint"), HasSubstr("7.50"));
  ASSERT_TRUE(grant("7.50").ok());
  EXPECT_EQ(market.balance(AccountKind::Quota, market.buyer.id, "quota:USD"), 0);
  market.act("RemoveResellerRelation", market.buyer.with());
  EXPECT_EQ(market.cloud.call("RemoveResellerRelation", market.buyer.with()).code(), "RelationNotFound");
  ASSERT_TRUE(grant("10.00").ok());
  EXPECT_EQ(reseller()["QuotaConsumed"], "0.00") << "a relation that is made anew begins anew";
  market.as_buyer("DeleteLoadBalancer", {{"LoadBalancerId", balancer}});
  EXPECT_EQ(market.balance(AccountKind::Quota, market.buyer.id, "quota:USD"), 1000);
  market.expect_sound_ledger();
}

}  // namespace
}  // namespace sluice::control
