// The operator's actions about coupons, stored-value cards, methods of payment and hosts: what they take,
// refuse and show.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "market.h"

namespace sluice::control {
namespace {

using ::testing::HasSubstr;

class Funding : public testing::Test {
 protected:
  Parameters coupon(Parameters changes = {}) {
    return with({{"CouponNo", "K"}, {"Currency", "USD"}, {"Amount", "10.00"}, {"ToTime", later}},
                std::move(changes));
  }
  Parameters card(Parameters changes = {}) {
    return with({{"CardNo", "C"}, {"Currency", "USD"}, {"Amount", "60.00"}, {"ToTime", later}},
                std::move(changes));
  }
  // Of the buyer, those of `changes` in the place of these.
  Parameters with(Parameters parameters, Parameters changes) {
    for (auto& [name, value] : parameters) {
      const auto change = std::ranges::find(changes, name, &Parameters::value_type::first);
      if (change != changes.end()) value = change->second;
    }
    for (auto& change : changes) {
      const bool is_there = std::ranges::any_of(
          parameters, [&](const auto& parameter) { return parameter.first == change.first; });
      if (!is_there) parameters.push_back(change);
    }
    return market.buyer.with(std::move(parameters));
  }
  std::string refused(std::string_view action, Parameters parameters) {
    return market.cloud.call(action, std::move(parameters)).code();
  }

  Market market;
};

TEST_F(Funding, ACouponIsPaidForByItsPromotionAndGoesBackToIt) {
  const Reply granted = market.act("GrantCoupon", coupon({{"Promotion", "autumn"}}));
  EXPECT_EQ(granted.value["Coupon"]["Balance"], "10.00");
  EXPECT_EQ(granted.value["Coupon"]["Status"], "AVAILABLE");
  EXPECT_EQ(market.balance(commerce::AccountKind::Promotion, "autumn"), -10'00);
  market.recharge(market.buyer, "0.01");
  ASSERT_TRUE(market.create().ok()) << "used by itself";
  const Reply cancelled = market.act("CancelCoupon", {{"CouponNo", "K"}});
  EXPECT_EQ(cancelled.value["Coupon"]["Balance"], "0.00");
  EXPECT_EQ(cancelled.value["Coupon"]["Status"], "CANCELLED");
  EXPECT_EQ(market.balance(commerce::AccountKind::Promotion, "autumn"), -7'50);
  EXPECT_EQ(market.act("CancelCoupon", {{"CouponNo", "K"}}).value["Coupon"]["Status"], "CANCELLED");
}

TEST_F(Funding, AWrongCouponIsRefusedByTheParameterThatIsWrong) {
  struct Case {
    const char* parameter;
    const char* value;
    const char* code;
    const char* hint;
  };
  const Case cases[] = {
      {"Amount", "0", "InvalidParameter.Amount", "0.01"},
      {"Amount", "1.001", "InvalidParameter.Amount", "2 of them behind a point"},
      {"Currency", "XTS", "InvalidParameter.Currency", "USD"},
      {"ToTime", long_ago, "InvalidParameter.ToTime", "a time after"},
      {"FromTime", later, "InvalidParameter.ToTime", "a time after"},
      {"Rule", R"({"Product": {}})", "InvalidParameter.Rule", "Product"},
      {"Rule", R"({"PayTypes": ["Later"]})", "InvalidParameter.Rule", "PayTypes[0]"},
      {"Rule", "[]", "InvalidParameter.Rule", "object"},
      {"AccountId", "1", "AccountNotFound", ""},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(std::string(c.parameter) + " " + c.value);
    Parameters parameters = coupon({{c.parameter, c.value}});
    if (std::string_view(c.parameter) == "AccountId") parameters.front().second = c.value;
    const Reply reply = market.cloud.call("GrantCoupon", parameters);
    EXPECT_EQ(reply.code(), c.code) << reply.body;
    EXPECT_THAT(reply.text("Hint"), HasSubstr(c.hint));
  }
  market.act("GrantCoupon", coupon());
  EXPECT_EQ(refused("GrantCoupon", coupon()), "CouponAlreadyExists");
  EXPECT_EQ(refused("CancelCoupon", {{"CouponNo", "none"}}), "CouponNotFound");
}

TEST_F(Funding, CouponsAreListedWithTheirRules) {
  const char* const rule = R"({"Sites": ["INTL"], "SingleUse": true})";
  market.act("GrantCoupon", coupon({{"Rule", rule}}));
  market.act("GrantCoupon", coupon({{"CouponNo", "K-2"}}));
  const Reply all = market.act("DescribeCoupons", {});
  EXPECT_EQ(all.value["TotalCount"], 2);
  const Reply one = market.act("DescribeCoupons", market.buyer.with({{"CouponNo", "K"}}));
  EXPECT_EQ(*json::parse(one.value["Coupons"][0]["Rule"].get<std::string>()), *json::parse(rule));
  EXPECT_EQ(market.act("DescribeCoupons", market.partner.with()).value["TotalCount"], 0);
}

TEST_F(Funding, ACardIsBoughtOfCashAndWhatIsLeftOfItIsCashAgain) {
  EXPECT_EQ(refused("SellStoredValueCard", card()), "InsufficientBalance");
  market.recharge(market.buyer, "100.00");
  market.act("SellStoredValueCard", card());
  EXPECT_EQ(market.book(market.buyer)["Cash"], "40.00");
  EXPECT_EQ(refused("SellStoredValueCard", card()), "StoredValueCardAlreadyExists");
  ASSERT_TRUE(market.create().ok());
  EXPECT_EQ(market.book(market.buyer)["Cash"], "40.00") << "cards are used before cash";
  const Reply cancelled = market.act("CancelStoredValueCard", {{"CardNo", "C"}});
  EXPECT_EQ(cancelled.value["StoredValueCard"]["Status"], "CANCELLED");
  EXPECT_EQ(market.book(market.buyer)["Cash"], "92.50");
  EXPECT_EQ(refused("ModifyStoredValueCard", {{"CardNo", "C"}, {"Status", "ACTIVE"}}),
            "IncorrectStoredValueCardStatus");
}

TEST_F(Funding, AFrozenCardPaysNothing) {
  market.recharge(market.buyer, "100.00");
  market.act("SellStoredValueCard", card({{"Channel", "wire"}}));
  EXPECT_EQ(market.book(market.buyer)["Cash"], "100.00") << "somebody brought the money";
  market.act("ModifyStoredValueCard", {{"CardNo", "C"}, {"Status", "FROZEN"}});
  ASSERT_TRUE(market.create().ok());
  EXPECT_EQ(market.book(market.buyer)["Cash"], "92.50");
  EXPECT_EQ(
      market.act("DescribeStoredValueCards", market.buyer.with()).value["StoredValueCards"][0]["Status"],
      "FROZEN");
}

TEST_F(Funding, AMethodIsOneOfItsKindAndReference) {
  const auto set = [&](Parameters changes) {
    return market.cloud.call("SetPaymentMethod",
                             with({{"Kind", "CARD"}, {"Reference", "tok"}}, std::move(changes)));
  };
  const auto methods = [&] {
    return market.act("DescribePaymentMethods", market.buyer.with()).value["PaymentMethods"];
  };
  ASSERT_TRUE(set({{"Brand", "visa"}, {"PerPaymentMax", "30.00"}, {"ExpiryTime", later}}).ok());
  ASSERT_TRUE(set({{"Status", "INVALID"}, {"ExpiryTime", "NONE"}}).ok());
  ASSERT_TRUE(set({{"Kind", "WITHHOLD"}, {"Status", "PENDING"}}).ok());
  ASSERT_EQ(methods().size(), 2u);
  EXPECT_EQ(methods()[0]["Brand"], "visa") << "what is left out stays";
  EXPECT_EQ(methods()[0]["Status"], "INVALID");
  EXPECT_EQ(methods()[0]["ExpiryTime"], "");
  EXPECT_EQ(methods()[0]["PerPaymentMax"], "30.00");
  EXPECT_EQ(set({{"Status", "SUSPENDED"}}).code(), "InvalidParameter.Status");
  EXPECT_EQ(set({{"Kind", "WITHHOLD"}, {"ExpiryTime", later}}).code(), "InvalidParameter.ExpiryTime");
  EXPECT_EQ(set({{"ExpiryTime", "tomorrow"}}).code(), "InvalidParameter.ExpiryTime");
  EXPECT_EQ(set({{"PerPaymentMax", "1.001"}}).code(), "InvalidParameter.PerPaymentMax");
  market.act("RemovePaymentMethod", market.buyer.with({{"Kind", "CARD"}, {"Reference", "tok"}}));
  EXPECT_EQ(methods().size(), 1u);
  EXPECT_EQ(refused("RemovePaymentMethod", market.buyer.with({{"Kind", "CARD"}, {"Reference", "tok"}})),
            "PaymentMethodNotFound");
  for (int i = 1; i < 16; ++i) ASSERT_TRUE(set({{"Reference", "tok-" + std::to_string(i)}}).ok());
  EXPECT_EQ(set({{"Reference", "one-more"}}).code(), "TooManyPaymentMethods");
}

TEST_F(Funding, AHostIsThreeRecordsThatArePutAndTakenAwayAlone) {
  const Parameters host = market.buyer.with({{"HostId", "host-1"}});
  const auto told = [&] { return market.act("DescribeHosts", market.buyer.with()).value["Hosts"]; };
  EXPECT_EQ(refused("SetHostDetails", host), "HostInstanceNotFound");
  market.act("SetHostSubscription", host);
  EXPECT_EQ(refused("SetHostSubscription", host), "HostSubscriptionAlreadyExists");
  EXPECT_EQ(told()[0]["HasInstance"], false);
  market.act("SetHostInstance", market.buyer.with({{"HostId", "host-1"}, {"LockedUntilTime", later}}));
  EXPECT_EQ(told()[0]["LockedUntilTime"], later);
  EXPECT_EQ(told()[0]["HasDetails"], false);
  market.act("SetHostDetails", market.buyer.with({{"HostId", "host-1"}, {"Plan", "small"}}));
  EXPECT_EQ(told()[0]["Plan"], "small");
  market.act("SetHostInstance", market.buyer.with({{"HostId", "host-1"}, {"LockedUntilTime", "NONE"}}));
  EXPECT_EQ(told()[0]["LockedUntilTime"], "");
  market.recharge(market.buyer, "10.00");
  ASSERT_TRUE(market.create().ok());
  EXPECT_EQ(told().size(), 1u) << "the balancer hangs on the host that there is";
  EXPECT_EQ(refused("SetHostInstance", market.partner.with({{"HostId", "host-1"}})),
            "InvalidParameter.HostId");
  EXPECT_EQ(refused("SetHostSubscription", market.partner.with({{"HostId", "host-1"}})),
            "InvalidParameter.HostId");
  market.act("RemoveHostDetails", host);
  EXPECT_EQ(refused("RemoveHostDetails", host), "HostDetailsNotFound");
  market.act("RemoveHostSubscription", host);
  EXPECT_EQ(told()[0]["Commodity"], "");
  market.act("RemoveHostInstance", host);
  EXPECT_EQ(told().size(), 0u);
  EXPECT_EQ(refused("RemoveHostInstance", host), "HostInstanceNotFound");
  EXPECT_EQ(refused("RemoveHostSubscription", host), "HostSubscriptionNotFound");
}

TEST_F(Funding, LinesThatSayWhatIsPaidForDoNotOverlap) {
  const auto add = [&](Parameters line) {
    line.emplace_back("HostId", "host-1");
    return market.cloud.call("AddSubscriptionLine", market.buyer.with(std::move(line)));
  };
  market.act("SetHostInstance", market.buyer.with({{"HostId", "host-1"}}));
  const Reply base = add({{"Kind", "BASE"}, {"ToTime", "2026-02-01T00:00:00Z"}});
  ASSERT_TRUE(base.ok()) << base.body;
  EXPECT_EQ(add({{"Kind", "RENEWAL"}, {"FromTime", "2026-01-31T00:00:00Z"}}).code(),
            "InvalidParameter.FromTime");
  EXPECT_TRUE(add({{"Kind", "RENEWAL"}, {"FromTime", "2026-02-01T00:00:00Z"}}).ok());
  EXPECT_TRUE(add({{"Kind", "TEMPORARY"}}).ok());
  EXPECT_TRUE(add({{"Kind", "RENEW_CHANGE"}, {"FromTime", later}}).ok());
  EXPECT_EQ(add({{"Kind", "RENEW_CHANGE"}, {"FromTime", later}}).code(), "InvalidParameter.Kind");
  EXPECT_EQ(add({{"Kind", "BASE"}, {"FromTime", later}, {"ToTime", long_ago}}).code(),
            "InvalidParameter.ToTime");
  const Parameters line = market.buyer.with({{"HostId", "host-1"}, {"LineId", base.text("LineId")}});
  market.act("CancelSubscriptionLine", line);
  EXPECT_TRUE(add({{"Kind", "BASE"}, {"ToTime", "2026-02-01T00:00:00Z"}}).ok()) << "in its place";
  EXPECT_EQ(refused("CancelSubscriptionLine", market.buyer.with({{"HostId", "host-1"}, {"LineId", "1"}})),
            "SubscriptionLineNotFound");
}

// Everything about accounts' money is the operator's alone.
TEST_F(Funding, TheseActionsAreTheOperators) {
  const std::pair<const char*, Parameters> calls[] = {
      {"GrantCoupon", coupon()},
      {"SellStoredValueCard", card()},
      {"SetPaymentMethod", market.buyer.with({{"Kind", "CARD"}, {"Reference", "tok"}})},
      {"SetHostInstance", market.buyer.with({{"HostId", "host-1"}})},
      {"RecordOrder", market.buyer.with({{"OrderType", "Upgrade"}, {"Currency", "USD"}, {"Amount", "1.00"}})},
      {"DescribeOrders", market.buyer.with()}};
  for (const auto& [action, parameters] : calls) {
    EXPECT_EQ(market.cloud.call_as(market.buyer.key, action, parameters).code(), "NoPermission") << action;
  }
}

}  // namespace
}  // namespace sluice::control
