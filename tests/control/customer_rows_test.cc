// What keeps a customer from creating a load balancer, row by row: brought about by the operator's actions,
// told exactly, taken back, and then the create passes.

#include <gtest/gtest.h>

#include "obstacles.h"

namespace sluice::control {
namespace {

using api::OrderError;
using commerce::TermKind;

Parameters trusteeship(Market& m, const char* state) {
  return m.buyer.with({{"ParentAccountId", m.partner.id}, {"State", state}});
}

Parameters reseller(Market& m, const char* quota, const char* currency = "USD") {
  return m.buyer.with({{"ResellerAccountId", m.partner.id}, {"Currency", currency}, {"QuotaLimit", quota}});
}

Parameters paid_by_partner(Market& m) {
  return m.buyer.with({{"PayerAccountId", m.partner.id}});
}

void remove_reseller(Market& m) {
  m.act("RemoveResellerRelation", m.buyer.with());
}

constexpr const char* only_balance = R"(["BALANCE"])";

const Obstacle obstacles[] = {
    {"NoCustomer", OrderError::AccountAliyunAccountNotExist,
     [](Market& m) { m.act("DeleteCustomer", m.buyer.with()); },
     [](Market& m) { m.act("OpenCustomer", m.buyer.with()); }},
    {"NoParent", OrderError::AccountAliyunAccountNotExist,
     [](Market& m) {
       m.act("SetTrusteeship", trusteeship(m, "ACTIVE"));
       m.act("DeleteCustomer", m.partner.with());
     },
     [](Market& m) {
       m.act("OpenCustomer", m.partner.with());
       m.act("SetTrusteeship", trusteeship(m, "DISSOLVED"));
     }},
    {"Frozen", OrderError::AccountAliyunAccountFrozen, [](Market& m) { m.set(m.buyer, "Status", "FROZEN"); },
     [](Market& m) { m.set(m.buyer, "Status", "NORMAL"); }},
    {"Restricted", OrderError::OrderAccountStatusIllegal,
     [](Market& m) { m.set(m.buyer, "Status", "RESTRICTED"); },
     [](Market& m) { m.set(m.buyer, "Status", "NORMAL"); }},
    {"Closing", OrderError::OrderAccountStatusIllegal, [](Market& m) { m.set(m.buyer, "Status", "CLOSING"); },
     [](Market& m) {
       m.act("DeleteCustomer", m.buyer.with());
       m.act("OpenCustomer", m.buyer.with());
     }},
    {"Closed", OrderError::OrderAccountStatusIllegal,
     [](Market& m) {
       m.set(m.buyer, "Status", "CLOSING");
       m.set(m.buyer, "Status", "CLOSED");
     },
     [](Market& m) {
       m.act("DeleteCustomer", m.buyer.with());
       m.act("OpenCustomer", m.buyer.with());
     }},
    {"NotOpened", OrderError::OrderAccountStatusIllegal,
     [](Market& m) {
       m.publish_commodity("OpenMode", R"("Manual")");
       m.set(m.buyer, "PostpayOpened", "false");
     },
     [](Market& m) { m.set(m.buyer, "PostpayOpened", "true"); }},
    {"SellingParty", OrderError::OrderBidUserOrderForbidden,
     [](Market& m) { m.set(m.buyer, "SellingParty", "77"); },
     [](Market& m) { m.set(m.buyer, "SellingParty", "NONE"); }},
    {"NoName", OrderError::OrderNoRealNameAuthentication,
     [](Market& m) { m.set(m.buyer, "RealName", "NONE"); },
     [](Market& m) { m.set(m.buyer, "RealName", "PERSON"); }},
    {"NoBasicInfo", OrderError::BasicInfoUncompleted,
     [](Market& m) { m.set(m.buyer, "BasicInfoComplete", "false"); },
     [](Market& m) { m.set(m.buyer, "BasicInfoComplete", "true"); }},
    {"Arrears", OrderError::OrderArrearage, [](Market& m) { m.bill(m.buyer, "1500.00", long_ago); },
     [](Market& m) { m.recharge(m.buyer, "600.00"); }},
    {"ArrearsOfTheParent", OrderError::OrderArrearage,
     [](Market& m) {
       m.act("SetTrusteeship", trusteeship(m, "ACTIVE"));
       m.bill(m.partner, "5.00", long_ago);
     },
     [](Market& m) { m.recharge(m.partner, "20.00"); }},
    {"NoSettlementProfile", OrderError::OrderQueryUserSettleInfoFail,
     [](Market& m) { m.set(m.buyer, "SettleCurrency", "NONE"); },
     [](Market& m) { m.set(m.buyer, "SettleCurrency", "USD"); }},
    {"OpenOrders", OrderError::OrderMainOrderSizeOverflow,
     [](Market& m) {
       m.publish_platform(R"({"OpenOrdersMax": 1})");
       m.record_order(m.buyer, "Upgrade", "FULFILLING");
     },
     [](Market& m) {
       m.advance(m.buyer, m.order_in(m.buyer, "FULFILLING"), {"CAPTURING", "COMPLETED"});
     }},
    {"FullGroup", OrderError::OrderGroupOrderSizeOverflow,
     [](Market& m) {
       m.act("ModifyFundAccount", m.buyer.with({{"CombinePayments", "true"}, {"GroupSizeMax", "1"}}));
       EXPECT_TRUE(m.create().ok());
     },
     [](Market& m) { m.set_fund(m.buyer, "GroupSizeMax", "2"); }},
    {"TrusteeshipChanging", OrderError::PayQueryParentRelationchangedFailed,
     [](Market& m) { m.act("SetTrusteeship", trusteeship(m, "CHANGING")); },
     [](Market& m) { m.act("SetTrusteeship", trusteeship(m, "DISSOLVED")); }},
    {"FundFrozen", OrderError::PayPayerAccountIllegal,
     [](Market& m) { m.set_fund(m.buyer, "Status", "FROZEN"); },
     [](Market& m) { m.set_fund(m.buyer, "Status", "VALID"); }},
    {"RelationOver", OrderError::PayPayerAccountIllegal,
     [](Market& m) {
       m.act("SetPayRelation", m.buyer.with({{"PayerAccountId", m.partner.id},
                                             {"FromTime", "2025-01-01T00:00:00Z"},
                                             {"ToTime", "2025-02-01T00:00:00Z"}}));
     },
     [](Market& m) { m.act("RemovePayRelation", m.buyer.with()); }},
    {"ResellerFrozen", OrderError::PayPayerAccountIllegal,
     [](Market& m) {
       Parameters frozen = reseller(m, "100.00");
       frozen.emplace_back("Status", "FROZEN");
       m.act("SetResellerRelation", frozen);
     },
     remove_reseller},
    {"CurrencyNotSupported", OrderError::PayCurrencyNotSupported,
     [](Market& m) { m.publish_platform(R"({"PaymentCurrencies": ["CNY"]})"); },
     [](Market& m) { m.publish_platform("{}"); }},
    {"PayerInOtherCurrency", OrderError::PayCurrencyInconsistency,
     [](Market& m) {
       m.recharge(m.partner, "100.00", "CNY");
       m.act("SetPayRelation", paid_by_partner(m));
     },
     [](Market& m) { m.recharge(m.partner, "100.00"); }},
    {"QuotaInOtherCurrency", OrderError::PayCurrencyInconsistency,
     [](Market& m) { m.act("SetResellerRelation", reseller(m, "100.00", "CNY")); }, remove_reseller},
    {"NoTaxAddress", OrderError::PayTaxCalcFailed, [](Market& m) { m.set(m.buyer, "TaxRequired", "true"); },
     [](Market& m) { m.set(m.buyer, "TaxAddress", "1 Main Street"); }},
    {"PayMode", OrderError::PayInvalidPayMethod,
     [](Market& m) {
       m.publish_commodity("PayModes", only_balance);
       m.set_fund(m.buyer, "PayMode", "WIRE");
     },
     [](Market& m) { m.set_fund(m.buyer, "PayMode", "BALANCE"); }},
    {"NoBook", OrderError::PayAccountBookNotExist,
     [](Market& m) { m.act("SetPayRelation", paid_by_partner(m)); },
     [](Market& m) { m.recharge(m.partner, "100.00"); }},
    {"QuotaShort", OrderError::PayforCreditPayInsufficientBalance,
     [](Market& m) {
       m.recharge(m.partner, "100.00");
       m.act("SetResellerRelation", reseller(m, "7.49"));
     },
     [](Market& m) { m.act("SetResellerRelation", reseller(m, "7.50")); }},
    {"PartnerShort", OrderError::PayforAccountMoneyValidateError,
     [](Market& m) {
       m.recharge(m.partner, "7.49");
       m.act("SetResellerRelation", reseller(m, "100.00"));
     },
     [](Market& m) { m.recharge(m.partner, "0.01"); }},
    {"PerPayment", OrderError::PayAmountLimitExceeded,
     [](Market& m) { m.set_fund(m.buyer, "PerPaymentMax", "7.49"); },
     [](Market& m) { m.set_fund(m.buyer, "PerPaymentMax", "NONE"); }},
    {"PerDay", OrderError::PayAmountLimitExceeded,
     [](Market& m) {
       m.set_fund(m.buyer, "PerDayMax", "14.99");
       EXPECT_TRUE(m.create().ok());
     },
     [](Market& m) { m.cloud.clock().advance(std::chrono::hours(24)); }},
    {"PerMonth", OrderError::PayAmountLimitExceeded,
     [](Market& m) {
       m.set_fund(m.buyer, "PerMonthMax", "14.99");
       EXPECT_TRUE(m.create().ok());
       m.cloud.clock().advance(std::chrono::hours(24));
     },
     [](Market& m) { m.cloud.clock().advance(std::chrono::hours(24 * 30)); }},
    {"Unsecured", OrderError::PayAmountLimitExceeded,
     [](Market& m) { m.set_fund(m.buyer, "UnsecuredMax", "7.49"); },
     [](Market& m) { m.set_fund(m.buyer, "UnsecuredMax", "NONE"); }},
    {"DepositShort", OrderError::PayInsufficientBalance, [](Market& m) { m.bill(m.buyer, "992.51", later); },
     [](Market& m) { m.recharge(m.buyer, "0.01"); }},
    {"BelowTheThreshold", OrderError::PayInsufficientBalance,
     [](Market& m) { m.publish_commodity("OpenThreshold", R"("1000.01")"); },
     [](Market& m) { m.recharge(m.buyer, "0.01"); }},
};

class ACreate : public testing::TestWithParam<Obstacle> {};
INSTANTIATE_TEST_SUITE_P(Customers, ACreate, testing::ValuesIn(obstacles),
                         [](const auto& one) { return std::string(one.param.name); });

TEST_P(ACreate, IsKeptBackByItAndPassesWithoutIt) {
  Market m;
  m.recharge(m.buyer, "1000.00");
  expect_kept_back(m, GetParam());
}

TEST(Precedence, OfWhatTheAccountMayIsThatOfTheStage) {
  Market m;
  m.recharge(m.buyer, "1000.00");
  const Key key = [&] {
    m.as_buyer("CreateUser", {{"UserName", "alice"}});
    const Reply made = m.as_buyer("CreateAccessKey", {{"UserName", "alice"}});
    return Key{made.value["AccessKey"]["AccessKeyId"].get<std::string>(),
               made.value["AccessKey"]["AccessKeySecret"].get<std::string>()};
  }();
  const auto attach = [](Market& market, const char* name, const char* statement) {
    market.as_buyer("CreatePolicy",
                    {{"PolicyName", name},
                     {"PolicyDocument", std::string(R"({"Version":"1","Statement":[)") + statement + "]}"}});
    market.as_buyer("AttachPolicyToUser",
                    {{"PolicyType", "Custom"}, {"PolicyName", name}, {"UserName", "alice"}});
  };
  attach(m, "all", R"({"Effect":"Allow","Action":"*","Resource":"*"})");
  attach(m, "no-orders", R"({"Effect":"Deny","Action":"bss:PayOrder","Resource":"*"})");
  const Obstacle in_order[] = {
      {"Frozen", OrderError::AccountAliyunAccountFrozen,
       [](Market& market) { market.set(market.buyer, "Status", "FROZEN"); },
       [](Market& market) { market.set(market.buyer, "Status", "NORMAL"); }},
      obstacles[6],
      {"Denied", OrderError::AuthRamAuthFailed, [](Market&) {},
       [](Market& market) {
         market.as_buyer("DetachPolicyFromUser",
                         {{"PolicyType", "Custom"}, {"PolicyName", "no-orders"}, {"UserName", "alice"}});
       }},
      obstacles[7],
      obstacles[8],
      obstacles[9],
      obstacles[10],
  };
  expect_in_turn(m, in_order, [&] { return m.cloud.call_as(key, "CreateLoadBalancer", m.order()); });
}

TEST(Precedence, OfWhoPaysIsThatOfTheStage) {
  Market m;
  const Obstacle in_order[] = {
      {"Changing", OrderError::PayQueryParentRelationchangedFailed,
       [](Market& market) { market.act("SetTrusteeship", trusteeship(market, "CHANGING")); },
       [](Market& market) { market.act("SetTrusteeship", trusteeship(market, "DISSOLVED")); }},
      {"Frozen", OrderError::PayPayerAccountIllegal,
       [](Market& market) { market.set_fund(market.partner, "Status", "FROZEN"); },
       [](Market& market) { market.set_fund(market.partner, "Status", "VALID"); }},
      obstacles[19],
      {"OtherCurrency", OrderError::PayCurrencyInconsistency,
       [](Market& market) { market.act("SetResellerRelation", reseller(market, "5.00", "CNY")); },
       [](Market& market) { market.act("SetResellerRelation", reseller(market, "5.00")); }},
      {"Tax", OrderError::PayTaxCalcFailed,
       [](Market& market) { market.set(market.buyer, "TaxRequired", "true"); },
       [](Market& market) { market.set(market.buyer, "TaxRequired", "false"); }},
      {"PayMode", OrderError::PayInvalidPayMethod,
       [](Market& market) {
         market.publish_commodity("PayModes", only_balance);
         market.set_fund(market.partner, "PayMode", "WIRE");
       },
       [](Market& market) { market.set_fund(market.partner, "PayMode", "BALANCE"); }},
      {"NoBook", OrderError::PayAccountBookNotExist, [](Market&) {},
       [](Market& market) { market.recharge(market.partner, "5.00"); }},
      {"Quota", OrderError::PayforCreditPayInsufficientBalance, [](Market&) {},
       [](Market& market) { market.act("SetResellerRelation", reseller(market, "50.00")); }},
      {"Money", OrderError::PayforAccountMoneyValidateError, [](Market&) {},
       [](Market& market) { market.recharge(market.partner, "50.00"); }},
      {"Limit", OrderError::PayAmountLimitExceeded,
       [](Market& market) { market.set_fund(market.partner, "PerPaymentMax", "1.00"); },
       [](Market& market) { market.set_fund(market.partner, "PerPaymentMax", "NONE"); }},
  };
  expect_in_turn(m, in_order, [&] { return m.create(); });
}

}  // namespace
}  // namespace sluice::control
