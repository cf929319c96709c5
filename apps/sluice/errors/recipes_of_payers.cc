// S15 and S16: who pays, and whether that is suspicious.

#include "errors/steps.h"

namespace sluice::app::errors {
namespace {

Act trusteeship(const char* state) {
  const base::FormPairs parties = {{"AccountId", "{customer}"}, {"ParentAccountId", "{partner}"}};
  return operate("SetTrusteeship", with(parties, {{"State", state}}),
                 {{Who::Operator, "SetTrusteeship", with(parties, {{"State", "DISSOLVED"}})}});
}

Recipe rejected(api::OrderError error, const std::string& pack, const std::string& condition = {}) {
  const std::string name = "sluice-errors-{run}-" + pack;
  return {.error = error,
          .steps = {with_deposit(), recharge("{customer}", "100.00"),
                    put_term("RiskRule", name,
                             R"({"Name":")" + name + R"(","Pack":")" + pack + R"(","Condition":")" +
                                 (only_this_customer + condition) + R"("})")}};
}

}  // namespace

std::vector<Recipe> recipes_of_payers() {
  using enum api::OrderError;
  return {
      {.error = PayQueryParentRelationchangedFailed, .steps = {partner(), trusteeship("CHANGING")}},
      {.error = PayPayerAccountIllegal,
       .steps = {modify_fund_account("{customer}", "Status", "FROZEN", "VALID")}},
      {.error = PayCurrencyNotSupported,
       .steps = {Amend{"Platform", "platform", {{"PaymentCurrencies", R"(["CNY"])"}}}}},
      {.error = PayCurrencyInconsistency, .steps = {partner(), reseller("100.00", "CNY")}},
      {.error = PayTaxCalcFailed, .steps = {modify_customer("TaxRequired", "true", "false")}},
      {.error = PayInvalidPayMethod,
       .steps = {Amend{"Commodity", "elb_post", {{"PayModes", R"(["BALANCE", "CARD"])"}}},
                 modify_fund_account("{customer}", "PayMode", "WIRE", "BALANCE")}},
      {.error = PayAccountBookNotExist, .steps = {with_deposit()}},
      {.error = PayforCreditPayInsufficientBalance,
       .steps = {with_deposit(), partner(), recharge("{partner}", "100.00"), reseller("7.49")}},
      {.error = PayforAccountMoneyValidateError,
       .steps = {with_deposit(), partner(), recharge("{partner}", "7.49"), reseller("100.00")}},
      {.error = PayAmountLimitExceeded,
       .steps = {bill("1.00", far_off), modify_fund_account("{customer}", "UnsecuredMax", "0.50", "NONE")}},
      rejected(PayBeforePayRiskRuleValidateFailed, "before_pay"),
      rejected(PayRiskRejectForPayerAccount, "payer"),
      rejected(PatRiskRejectForTradeData, "trade", " and payable > 5.00"),
  };
}

}  // namespace sluice::app::errors
