// `sluice errors provoke`: every row that the state of an account, of what is sold, of the request or of a
// provider causes on CreateLoadBalancer is brought about by the program itself, and told exactly, and so are
// those of payments by number, of refunds and of renewals. The others say why not.

#include <filesystem>
#include <map>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "contract/api/ens/order_error.h"
#include "platform/json/json.h"
#include "platform/storage/testing/scratch_directory.h"
#include "tests/support/sluice_server.h"

namespace sluice::e2e {
namespace {

using api::OrderError;
using enum api::OrderError;

// Of one part a private server is the stage.
struct Part {
  const char* name;
  std::vector<OrderError> rows;
  const char* kind = "state";  // of those that are no outages
};

const std::vector<Part>& provoked() {
  static const std::vector<Part> parts = {
      {"Account",
       {NoPermission, InvalidParameter, AccountAliyunAccountNotExist, AccountAliyunAccountFrozen,
        OrderAccountStatusIllegal, AuthRamAuthFailed, OrderBidUserOrderForbidden,
        OrderNoRealNameAuthentication, BasicInfoUncompleted, OrderArrearage}},
      {"Catalogue",
       {ProductInstanceTypeNotSupported, CommodityInvalidItemCode, OrderMissingModuleInfoError,
        CommodityInvalidComponent, SystemUnSupportOperationType, OrderPeriodInvalid, OrderQuantityInvalid,
        SystemSaleValidateFailed, SaleControlVerificationFailed}},
      {"Purchase",
       {SystemConcurrentOperate, OrderQueryInstanceNotExists, ProductInstanceReleased,
        SystemQueryInstanceInfoFailed, OrderLatestOrderIsHandling, OrderInstHasUnpaidOrder,
        OrderCaptureFailed, OrderInstHasUnsettledBills, OrderInstanceHasTempUpgrade,
        OrderInstanceHasInactiveChange, PurchaseExistValidProdRuleError, PurchaseExistRenewchangeProd,
        OrderOpend, OrderQuotaExceeded}},
      {"Order",
       {PricePricingPlanNotFound, PriceRatingGetRatingpricingPlan, PricePatingConfigError,
        PricePricingPlanResultNotFound, OrderQueryUserSettleInfoFail, OrderQueryOrderExchangeRateFail,
        OrderTradeCompleteSettleInfoFail, OrderSysConstraintInvalidPlatform, OrderSysConstraintInvalidProduct,
        OrderMainOrderSizeOverflow, OrderGroupOrderSizeOverflow, RiskRiskControlRejection}},
      {"Payer",
       {PayQueryParentRelationchangedFailed, PayPayerAccountIllegal, PayCurrencyNotSupported,
        PayCurrencyInconsistency, PayTaxCalcFailed, PayInvalidPayMethod, PayAccountBookNotExist,
        PayforCreditPayInsufficientBalance, PayforAccountMoneyValidateError, PayAmountLimitExceeded,
        PayBeforePayRiskRuleValidateFailed, PayRiskRejectForPayerAccount, PatRiskRejectForTradeData}},
      {"Payment",
       {PayPayForbidUserCoupon, PayCounponNotExist, PayCouponNotMeetConsumptionRule, PayCouponAmountNotEnough,
        PayStoredCardNotExist, PayNoCreditCard, PayInvalidCreditCard, PayWithholdingAgreementIllegal,
        PayInsufficientBalance, PayMegrePayOrderHasThanOneChagreChannel, SystemUseCouponFailed,
        SystemUseStoredCardFailed}},
      {"Outside",
       {SystemQueryImmortalError, PriceHsfTimeoutError, PayQueryParentRelationshipFailed,
        PayPayFailedParentRelationchanged, SystemSystemError, CallInterface, OrderQueryInstanceError,
        PayQueryAvailableAmountFailed, PayQueryAvailableEnduserAmountFailed, PayResellerPayGetUrlError}},
      {"Charge",
       {PayHsfTimeoutError, PaySystemError, PayPayChannelPayOrderNotExist,
        PayPayChannelPayOrderInvalidStatus}},
      {"UnderWay", {OrderFailed, Processing}},
      {"Storage", {SystemOtsSystem}},
      {"PaidByNumber", {OrderNotFound, TradeTradeOrderAfterPayCheckError, PayOrderPayTimeInvalid}},
      {"Refund",
       {SystemCanRefundCheckFailed, OrderExistsReleasedInstances, PayForbiddenNoReasonFefund,
        PayPartRefundNotSupport, PayQueryPayChangeChannelNotEqual, PayRefundFailed,
        RefundRefundInstanceNotFound, RefundRefundNoValidProd, RefundRefundParamInvalid,
        SystemResellerPayCalRefundUnitError, RefundRefundQueryOrderFail},
       "elsewhere"},
      {"Renewal", {OrderAbnormalResourceStatusForRenew}, "elsewhere"},
      {"Change",
       {OrderHomeCurrencyCanNotDowngrade, OrderHomeCurrencyCanNotUpgradeByValueTransfer,
        PurchaseExistToBeValidProdRuleError, PurchaseExistToBeValidRenewChangeProdRuleError,
        SystemTransferDeleteOldResourceFailed},
       "elsewhere"},
  };
  return parts;
}

// Those of the rows above that something behind the call causes.
const std::set<OrderError>& outages() {
  static const std::set<OrderError> errors = {SystemQueryImmortalError,
                                              PriceHsfTimeoutError,
                                              PayQueryParentRelationshipFailed,
                                              SystemSystemError,
                                              CallInterface,
                                              OrderQueryInstanceError,
                                              PayQueryAvailableAmountFailed,
                                              PayQueryAvailableEnduserAmountFailed,
                                              PayResellerPayGetUrlError,
                                              PayHsfTimeoutError,
                                              PaySystemError,
                                              OrderFailed,
                                              SystemOtsSystem,
                                              PayPayChannelPayOrderNotExist,
                                              PayPayChannelPayOrderInvalidStatus};
  return errors;
}

Command provoke(std::vector<std::string> words, const std::string& temporary) {
  words.insert(words.begin(), {"errors", "provoke", "--json"});
  Command command = sluice(std::move(words));
  command.environment["TMPDIR"] = temporary;
  return command;
}

bool is_empty(const std::string& directory) {
  return std::filesystem::is_empty(directory);
}

TEST(ErrorTable, HasEachRowProvokedOnce) {
  std::map<OrderError, int> times;
  for (const Part& part : provoked()) {
    for (const OrderError error : part.rows) ++times[error];
  }
  const auto listed = json::parse(run(sluice({"errors", "list", "--json"})).output);
  ASSERT_TRUE(listed);
  ASSERT_EQ(listed->size(), std::size(api::create_load_balancer_errors));
  for (size_t i = 0; i < listed->size(); ++i) {
    const json::Value& row = (*listed)[i];
    const OrderError error = static_cast<OrderError>(i);
    EXPECT_EQ(times[error], 1) << row;
    EXPECT_EQ(row["code"].get<std::string>(), api::row_of(error).code);
    EXPECT_EQ(row["message"].get<std::string>(), api::row_of(error).message);
    EXPECT_EQ(row["http_status"], api::row_of(error).http_status);
  }
}

class ErrorRows : public testing::TestWithParam<Part> {};
INSTANTIATE_TEST_SUITE_P(Of, ErrorRows, testing::ValuesIn(provoked()),
                         [](const auto& part) { return std::string(part.param.name); });

TEST_P(ErrorRows, AreToldExactlyAsTheyAreProvoked) {
  const storage::ScratchDirectory temporary;
  std::vector<std::string> codes;
  for (const OrderError error : GetParam().rows) {
    const std::string code(api::row_of(error).code);
    if (codes.empty() || codes.back() != code) codes.push_back(code);  // a code with two rows is given once
  }
  const Finished finished = run(provoke(codes, temporary.path("")));
  EXPECT_EQ(finished.exit, 0) << finished.errors;
  EXPECT_TRUE(is_empty(temporary.path("")));
  const auto parsed = json::parse(finished.output);
  ASSERT_TRUE(parsed) << finished.output;
  // Of one row it is one object.
  const auto told = parsed->is_array() ? parsed->get<std::vector<json::Value>>() : std::vector{*parsed};
  ASSERT_EQ(told.size(), GetParam().rows.size());
  for (size_t i = 0; i < told.size(); ++i) {
    const json::Value& value = told[i];
    const OrderError error = GetParam().rows[i];
    const api::Error expected = api::make_error(
        api::row_of(error), error == OrderError::InvalidParameter ? "LoadBalancerName" : std::string_view());
    SCOPED_TRACE(expected.code + " " + json::print(value));
    EXPECT_EQ(json::find_text(value, "code"), expected.code);
    EXPECT_EQ(json::find_text(value, "message"), expected.message);
    EXPECT_EQ(json::find_integer(value, "http_status"), expected.http_status);
    EXPECT_EQ(json::find_text(value, "kind"), outages().contains(error) ? "outage" : GetParam().kind);
    EXPECT_FALSE(json::find_text(value, "request_id").value_or("").empty());
    EXPECT_EQ(json::find_array(value, "left_behind"), nullptr);
    EXPECT_FALSE(value["steps"].empty());
  }
}

TEST(InvalidParameters, AreEachProvokedByTheirName) {
  const storage::ScratchDirectory temporary;
  std::vector<std::string> codes;
  for (const char* const name : {"EnsRegionId", "LoadBalancerSpec", "LoadBalancerName", "PayType",
                                 "NetworkId", "VSwitchId", "ClientToken"}) {
    codes.push_back(std::string("InvalidParameter.") + name);
  }
  const Finished finished = run(provoke(codes, temporary.path("")));
  EXPECT_EQ(finished.exit, 0) << finished.errors;
  const auto told = json::parse(finished.output);
  ASSERT_TRUE(told) << finished.output;
  ASSERT_EQ(told->size(), codes.size());
  for (size_t i = 0; i < codes.size(); ++i) EXPECT_EQ((*told)[i]["code"].get<std::string>(), codes[i]);
}

}  // namespace
}  // namespace sluice::e2e
