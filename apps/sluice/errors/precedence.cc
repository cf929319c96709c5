#include <algorithm>
#include <vector>

#include "errors/row.h"

namespace sluice::app::errors {
namespace {

using enum api::OrderError;

struct Stage {
  std::string_view id, name;
  std::vector<api::OrderError> rows;  // as the stage comes to them
};

const std::vector<Stage>& stages() {
  static const std::vector<Stage> all = {
      {"S04", "permission", {NoPermission}},
      {"S05", "parameters", {InvalidParameter}},
      {"S06", "token", {Processing, OrderNotFound}},
      {"S07",
       "account",
       {AccountAliyunAccountNotExist, AccountAliyunAccountFrozen, OrderAccountStatusIllegal,
        AuthRamAuthFailed, OrderBidUserOrderForbidden, OrderNoRealNameAuthentication, BasicInfoUncompleted,
        OrderArrearage}},
      {"S08", "resource", {CallInterface}},
      {"S09",
       "catalogue",
       {ProductInstanceTypeNotSupported, CommodityInvalidItemCode, OrderMissingModuleInfoError,
        CommodityInvalidComponent, SystemUnSupportOperationType, OrderPeriodInvalid, OrderQuantityInvalid}},
      {"S10",
       "sale control",
       {SystemSaleValidateFailed, SaleControlVerificationFailed, SystemQueryImmortalError}},
      {"S11",
       "purchase",
       {SystemConcurrentOperate, OrderQueryInstanceError, OrderQueryInstanceNotExists,
        ProductInstanceReleased, SystemQueryInstanceInfoFailed, OrderLatestOrderIsHandling,
        OrderInstHasUnpaidOrder, OrderCaptureFailed, OrderInstHasUnsettledBills, OrderInstanceHasTempUpgrade,
        OrderInstanceHasInactiveChange, PurchaseExistValidProdRuleError, PurchaseExistRenewchangeProd,
        OrderOpend, OrderQuotaExceeded}},
      {"S12",
       "quote",
       {PriceHsfTimeoutError, PricePricingPlanNotFound, PriceRatingGetRatingpricingPlan,
        PricePatingConfigError, PricePricingPlanResultNotFound}},
      {"S13",
       "order",
       {OrderQueryUserSettleInfoFail, OrderQueryOrderExchangeRateFail, OrderTradeCompleteSettleInfoFail,
        OrderSysConstraintInvalidPlatform, OrderSysConstraintInvalidProduct, OrderMainOrderSizeOverflow,
        OrderGroupOrderSizeOverflow, TradeTradeOrderAfterPayCheckError, PayOrderPayTimeInvalid}},
      {"S14", "risk", {RiskRiskControlRejection}},
      {"S15",
       "payer",
       {PayQueryParentRelationshipFailed, PayQueryParentRelationchangedFailed,
        PayPayFailedParentRelationchanged, PayPayerAccountIllegal, PayCurrencyNotSupported,
        PayCurrencyInconsistency, PayTaxCalcFailed, PayInvalidPayMethod, PayAccountBookNotExist,
        PayQueryAvailableEnduserAmountFailed, PayQueryAvailableAmountFailed,
        PayforCreditPayInsufficientBalance, PayforAccountMoneyValidateError, PayAmountLimitExceeded}},
      {"S16",
       "payment risk",
       {PayBeforePayRiskRuleValidateFailed, PayRiskRejectForPayerAccount, PatRiskRejectForTradeData}},
      {"S17",
       "authorise",
       {PayPayForbidUserCoupon, PayCounponNotExist, PayCouponNotMeetConsumptionRule, PayCouponAmountNotEnough,
        PayStoredCardNotExist, PayNoCreditCard, PayInvalidCreditCard, PayWithholdingAgreementIllegal,
        PayInsufficientBalance, PayMegrePayOrderHasThanOneChagreChannel, SystemUseCouponFailed,
        SystemUseStoredCardFailed, PayResellerPayGetUrlError, PayHsfTimeoutError, PaySystemError}},
      {"S18", "fulfil", {OrderFailed}},
      {"S19", "capture", {PayPayChannelPayOrderNotExist, PayPayChannelPayOrderInvalidStatus}},
      // These have no rank: they win wherever they happen.
      {"any stage", "", {SystemOtsSystem, SystemSystemError}},
  };
  return all;
}

}  // namespace

std::optional<Place> place_of(api::OrderError error) {
  int rank = 0;
  for (const Stage& stage : stages()) {
    for (const api::OrderError each : stage.rows) {
      ++rank;
      if (each == error) return Place{stage.id, stage.name, stage.name.empty() ? 0 : rank};
    }
  }
  return std::nullopt;
}

}  // namespace sluice::app::errors
