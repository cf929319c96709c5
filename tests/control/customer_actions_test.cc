// Customers as the operator keeps them: what is told of them, which statuses follow each other, who pays for
// whom, and what is refused.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "control/commerce/hosts/host_store.h"
#include "control/commerce/orders/order_store.h"
#include "market.h"

namespace sluice::control {
namespace {

using ::testing::HasSubstr;

class Customers : public testing::Test {
 protected:
  json::Value told(const Market::Party& party) {
    return market.act("DescribeCustomers", party.with()).value["Customers"][0];
  }
  Reply change(std::string name, std::string value) {
    return market.cloud.call("ModifyCustomer", market.buyer.with({{std::move(name), std::move(value)}}));
  }
  Reply trust(const char* state) {
    return market.cloud.call("SetTrusteeship",
                             market.buyer.with({{"ParentAccountId", market.partner.id}, {"State", state}}));
  }

  Market market;
};

TEST_F(Customers, AreToldAsTheyWereChanged) {
  const Parameters changes = {
      {"Site", "CN"},          {"RealName", "PERSON"},          {"BasicInfoComplete", "false"},
      {"RiskLevel", "HIGH"},   {"SellingParty", "77"},          {"Flags.1", "cross_border"},
      {"Flags.2", "vip"},      {"SettleCurrency", "CNY"},       {"Discount", "0.85"},
      {"TaxRequired", "true"}, {"TaxAddress", "1 Main Street"}, {"TaxJurisdiction", "SG"},
      {"TaxRate", "0.09"},     {"AutoUseCoupon", "false"},      {"PinnedCoupon", "K-1"},
      {"PinnedCard", "C-1"},   {"PostpayOpened", "false"},      {"Status", "RESTRICTED"}};
  market.act("ModifyCustomer", market.buyer.with(changes));
  const json::Value customer = told(market.buyer);
  for (const auto& [name, value] : changes) {
    if (name.starts_with("Flags")) continue;
    const json::Value& shown = customer[name];
    EXPECT_EQ(shown.is_boolean() ? (shown.get<bool>() ? "true" : "false") : shown.get<std::string>(), value)
        << name;
  }
  EXPECT_EQ(customer["Flags"], (json::Value{"cross_border", "vip"}));
  for (const char* name : {"SellingParty", "Flags.1", "SettleCurrency", "TaxAddress", "TaxJurisdiction",
                           "PinnedCoupon", "PinnedCard"}) {
    market.set(market.buyer, name, "NONE");
  }
  const json::Value cleared = told(market.buyer);
  EXPECT_EQ(cleared["Flags"], json::Value::array());
  EXPECT_EQ(cleared["SettleCurrency"], "");
  EXPECT_EQ(cleared["PinnedCard"], "");
  EXPECT_EQ(cleared["Discount"], "0.85") << "what is left out stays";
}

TEST_F(Customers, AreListedPageByPage) {
  const Reply first = market.act("DescribeCustomers", {{"PageSize", "2"}});
  EXPECT_EQ(first.value["TotalCount"], 3);
  ASSERT_EQ(first.value["Customers"].size(), 2u);
  EXPECT_EQ(first.value["Customers"][1]["AccountId"], market.buyer.id);
  const Reply second = market.act("DescribeCustomers", {{"PageSize", "2"}, {"PageNumber", "2"}});
  ASSERT_EQ(second.value["Customers"].size(), 1u);
  EXPECT_EQ(second.value["Customers"][0]["AccountId"], market.partner.id);
  EXPECT_EQ(market.act("DescribeCustomers", {{"AccountId", "1"}}).value["TotalCount"], 0);
}

// From each status every other one: told which are possible.
TEST_F(Customers, TakeTheStatusesThatFollowEachOther) {
  const std::map<std::string, std::string> possible = {{"NORMAL", "FROZEN, RESTRICTED, CLOSING"},
                                                       {"FROZEN", "NORMAL"},
                                                       {"RESTRICTED", "NORMAL"},
                                                       {"CLOSING", "CLOSED"},
                                                       {"CLOSED", "none"}};
  const std::pair<const char*, std::vector<const char*>> paths[] = {{"NORMAL", {}},
                                                                    {"FROZEN", {"FROZEN"}},
                                                                    {"RESTRICTED", {"RESTRICTED"}},
                                                                    {"CLOSING", {"CLOSING"}},
                                                                    {"CLOSED", {"CLOSING", "CLOSED"}}};
  for (const auto& [from, path] : paths) {
    for (const auto& [to, ignored] : possible) {
      market.act("DeleteCustomer", market.buyer.with());
      market.act("OpenCustomer", market.buyer.with());
      for (const char* step : path) market.set(market.buyer, "Status", step);
      const Reply reply = change("Status", to);
      const bool follows = (", " + possible.at(from) + ",").find(", " + to + ",") != std::string::npos;
      EXPECT_EQ(reply.ok(), follows || to == from) << from << " to " << to;
      EXPECT_EQ(told(market.buyer)["Status"], reply.ok() ? to : from);
      if (reply.ok()) continue;
      EXPECT_EQ(reply.code(), "IncorrectCustomerStatus");
      EXPECT_THAT(reply.text("Hint"), HasSubstr("possible now: " + possible.at(from)));
    }
  }
}

TEST_F(Customers, CloseOnlyWithNothingLiveOpenOrUnpaid) {
  market.recharge(market.buyer, "100.00");
  const std::string balancer = market.create().text("LoadBalancerId");
  EXPECT_THAT(change("Status", "CLOSING").text("Hint"), HasSubstr("1 load balancers"));
  market.as_buyer("DeleteLoadBalancer", {{"LoadBalancerId", balancer}});
  const int64_t account_key = market.account_key(market.buyer);
  int64_t order_key = 0;
  market.cloud.in_database([&](storage::Transaction& tx) {
    order_key = schema::newest_key(tx) + 1;
    commerce::insert_order(tx, {.key = order_key,
                                .account_key = account_key,
                                .commodity = "elb_post",
                                .currency = "USD",
                                .state = commerce::OrderState::Unpaid});
  });
  EXPECT_THAT(change("Status", "CLOSING").text("Hint"), HasSubstr("1 orders"));
  market.cloud.in_database([&](storage::Transaction& tx) {
    auto order = *commerce::find_order(tx, account_key, order_key);
    order.state = commerce::OrderState::Cancelled;
    commerce::advance_order(tx, order, commerce::OrderState::Unpaid);
  });
  market.bill(market.buyer, "150.00", later);
  EXPECT_THAT(change("Status", "CLOSING").text("Hint"), HasSubstr("a bill"));
  market.recharge(market.buyer, "50.00");
  market.set(market.buyer, "Status", "CLOSING");
  market.set(market.buyer, "Status", "CLOSED");
}

TEST_F(Customers, AreOpenedAnewAfterTheyWereDeletedAndFindTheirMoneyAgain) {
  market.recharge(market.buyer, "100.00");
  const std::string balancer = market.create().text("LoadBalancerId");
  EXPECT_EQ(market.cloud.call("OpenCustomer", market.buyer.with()).code(), "CustomerAlreadyExists");
  market.act("DeleteCustomer", market.buyer.with());
  EXPECT_TRUE(market.cloud.call_as(market.buyer.key, "DescribeLoadBalancers").ok()) << "the key stays";
  for (const char* action : {"DeleteCustomer", "ModifyCustomer"}) {
    EXPECT_EQ(market.cloud.call(action, market.buyer.with()).code(), "CustomerNotFound") << action;
  }
  market.as_buyer("DeleteLoadBalancer", {{"LoadBalancerId", balancer}});
  market.expect_sound_ledger();
  market.act("OpenCustomer", market.buyer.with());
  EXPECT_EQ(market.book(market.buyer)["Cash"], "100.00") << "the deposit came back meanwhile";
}

TEST_F(Customers, AreRefusedWhatCannotBe) {
  const std::pair<const char*, const char*> wrong[] = {
      {"Discount", "1.01"}, {"Discount", "half"}, {"TaxRate", "-0.1"}, {"SettleCurrency", "usd"}};
  for (const auto& [name, value] : wrong) {
    const Reply reply = change(name, value);
    EXPECT_EQ(reply.code(), std::string("InvalidParameter.") + name);
    EXPECT_THAT(reply.text("Hint"), HasSubstr(value));
    EXPECT_THAT(reply.text("Hint"), HasSubstr("accepted"));
  }
  EXPECT_EQ(
      market.cloud.call("ModifyCustomer", market.buyer.with({{"Flags.1", "a"}, {"Flags.2", "NONE"}})).code(),
      "InvalidParameter.Flags");
  const Reply half =
      market.cloud.call("ModifyCustomer", market.buyer.with({{"RiskLevel", "HIGH"}, {"Discount", "2"}}));
  EXPECT_FALSE(half.ok());
  EXPECT_EQ(told(market.buyer)["RiskLevel"], "LOW") << "all of it or nothing";
  for (const char* action : {"ModifyCustomer", "OpenCustomer", "DeleteCustomer"}) {
    EXPECT_EQ(market.cloud.call(action, {{"AccountId", "1"}}).code(), "AccountNotFound") << action;
  }
}

TEST_F(Customers, KeepTheirCurrencyWhileLimitsAreInIt) {
  market.set_fund(market.buyer, "PerDayMax", "100.00");
  EXPECT_EQ(change("SettleCurrency", "JPY").code(), "InvalidParameter.SettleCurrency");
  market.set_fund(market.buyer, "PerDayMax", "NONE");
  EXPECT_TRUE(change("SettleCurrency", "JPY").ok());
}

TEST_F(Customers, AreTheOperatorsToSeeAndToChange) {
  for (const char* action : {"DescribeCustomers", "ModifyCustomer", "RechargeFundAccount", "CreateBill"}) {
    EXPECT_EQ(market.cloud.call_as(market.partner.key, action, market.partner.with()).code(), "NoPermission")
        << action;
  }
}

// --- trusteeship

TEST_F(Customers, ComeUnderATrusteeshipStepByStep) {
  const std::pair<const char*, const char*> steps[] = {
      {"DISSOLVED", "IncorrectTrusteeshipState"},
      {"INVITED", ""},
      {"INVITED", "IncorrectTrusteeshipState"},
      {"CHANGING", ""},
      {"INVITED", "IncorrectTrusteeshipState"},
      {"ACTIVE", ""},
      {"CHANGING", ""},
      {"DISSOLVED", ""},
      {"ACTIVE", ""},
  };
  int version = 0;
  for (const auto& [state, code] : steps) {
    const Reply reply = trust(state);
    EXPECT_EQ(reply.code(), code) << state;
    if (!reply.ok()) continue;
    EXPECT_EQ(reply.value["Version"], ++version);
    EXPECT_EQ(told(market.buyer)["Trusteeship"]["State"], state);
  }
  EXPECT_EQ(market.cloud
                .call("SetTrusteeship",
                      market.partner.with({{"ParentAccountId", market.buyer.id}, {"State", "ACTIVE"}}))
                .code(),
            "InvalidParameter.ParentAccountId")
      << "no chains";
  EXPECT_EQ(market.cloud
                .call("SetResellerRelation", market.buyer.with({{"ResellerAccountId", market.partner.id},
                                                                {"Currency", "USD"},
                                                                {"QuotaLimit", "1.00"}}))
                .code(),
            "RelationConflict");
}

TEST_F(Customers, ComeUnderATrusteeshipAndOutOfItOnlySettled) {
  const auto expect_refused = [&](const char* state, const char* why) {
    const Reply reply = trust(state);
    EXPECT_EQ(reply.code(), "IncorrectTrusteeshipState");
    EXPECT_THAT(reply.text("Hint"), HasSubstr(why));
  };
  market.bill(market.buyer, "5.00", long_ago);
  expect_refused("ACTIVE", "overdue");
  market.recharge(market.buyer, "5.00");
  ASSERT_TRUE(trust("ACTIVE").ok());
  market.recharge(market.partner, "100.00");
  ASSERT_TRUE(market.create().ok());
  EXPECT_EQ(market.book(market.partner)["Cash"], "92.50") << "the parent pays";
  market.set_host(market.buyer, "ChangeState", "TEMP_UPGRADED");
  expect_refused("DISSOLVED", "upgraded");
  market.set_host(market.buyer, "ChangeState", "NONE");
  ASSERT_TRUE(trust("DISSOLVED").ok());
}

TEST_F(Customers, ArePaidForByAnother) {
  EXPECT_EQ(
      market.cloud.call("SetPayRelation", market.buyer.with({{"PayerAccountId", market.buyer.id}})).code(),
      "InvalidParameter.PayerAccountId");
  EXPECT_EQ(market.cloud
                .call("SetPayRelation",
                      market.buyer.with(
                          {{"PayerAccountId", market.partner.id}, {"FromTime", later}, {"ToTime", long_ago}}))
                .code(),
            "InvalidParameter.ToTime");
  EXPECT_EQ(market.cloud.call("RemovePayRelation", market.buyer.with()).code(), "RelationNotFound");
  market.act("SetPayRelation", market.buyer.with({{"PayerAccountId", market.partner.id}, {"ToTime", later}}));
  EXPECT_EQ(told(market.buyer)["PayRelation"]["PayerAccountId"], market.partner.id);
  EXPECT_EQ(told(market.buyer)["PayRelation"]["ToTime"], later);
  market.recharge(market.partner, "10.00");
  ASSERT_TRUE(market.create().ok());
  EXPECT_EQ(market.book(market.partner)["Cash"], "2.50");
  EXPECT_EQ(market.book(market.partner)["Deposit"], "7.50");
}

}  // namespace
}  // namespace sluice::control
