// S15 and S16: who pays, and whether that is suspicious.

#include "errors/row.h"

namespace sluice::app::errors {
namespace {

using enum api::OrderError;

constexpr Row rows_of_payers[] = {
    {.error = PayQueryParentRelationshipFailed,
     .kind = Kind::Outage,
     .cause = "Trusteeships are kept elsewhere, and could not be looked up.",
     .remedy = "Try again; look at the provider if it lasts."},
    {.error = PayQueryParentRelationchangedFailed,
     .cause = "A trusteeship of the account is being changed, so that nobody can say who pays.",
     .remedy = "Try again when the change is through or taken back (SetTrusteeship)."},
    {.error = PayPayFailedParentRelationchanged,
     .cause = "Between placing the order and paying it the trusteeship became another one.",
     .remedy = "Order anew: the new payer then pays."},
    {.error = PayPayerAccountIllegal,
     .cause =
         "The fund account that is to pay is frozen or closed, or the relation by which it pays is over or "
         "frozen.",
     .remedy =
         "The operator thaws the fund account (ModifyFundAccount) or renews the relation (SetPayRelation)."},
    {.error = PayCurrencyNotSupported,
     .cause = "The account settles in a currency that the platform takes no payments in.",
     .remedy = "Let the account settle in another one, or add it to the platform's PaymentCurrencies."},
    {.error = PayCurrencyInconsistency,
     .cause =
         "The order is in one currency, and what should pay it is in another: the money of the payer, or the "
         "quota from a reseller.",
     .remedy = "Recharge the payer in the order's currency, or grant the quota in it."},
    {.error = PayTaxCalcFailed,
     .cause = "Tax has to be worked out for the account, and its tax address is missing.",
     .remedy = "Set the address (ModifyCustomer TaxAddress)."},
    {.error = PayInvalidPayMethod,
     .cause = "The fund account pays in a way that the commodity does not take.",
     .remedy = "Change how it pays (ModifyFundAccount PayMode), or have the commodity take it."},
    {.error = PayAccountBookNotExist,
     .cause = "The payer pays from his balance, and has never had any in the order's currency.",
     .remedy = "Recharge in that currency (RechargeFundAccount)."},
    {.error = PayQueryAvailableEnduserAmountFailed,
     .kind = Kind::Outage,
     .cause = "The money behind a reseller's customer is kept elsewhere, and could not be asked for.",
     .remedy = "Try again; look at the provider if it lasts."},
    {.error = PayQueryAvailableAmountFailed,
     .kind = Kind::Outage,
     .cause = "Balances are kept elsewhere, and could not be asked for.",
     .remedy = "Try again; look at the provider if it lasts."},
    {.error = PayforCreditPayInsufficientBalance,
     .cause = "The account buys on a quota of its reseller's, and too little of that is left.",
     .remedy = "The reseller grants more (SetResellerRelation QuotaLimit)."},
    {.error = PayforAccountMoneyValidateError,
     .cause = "The account has quota enough, but its reseller, who pays, has too little money.",
     .remedy = "The reseller recharges his fund account."},
    {.error = PayAmountLimitExceeded,
     .cause =
         "The payment is more than the fund account allows at once, in a day or in a month; or more would be "
         "owed than is allowed without a method of payment that can be charged.",
     .remedy = "Raise the limit (ModifyFundAccount), wait for the next day or month, or pay what is owed."},
    {.error = PayBeforePayRiskRuleValidateFailed,
     .cause = "A risk rule stops the payment before any money is looked at, mostly because payments come too "
              "often.",
     .remedy = "Wait until the window of the rule is over, or talk to the operator."},
    {.error = PayRiskRejectForPayerAccount,
     .cause = "A risk rule rejects the payment because of who pays.",
     .remedy = "Let another account pay, or talk to the operator."},
    {.error = PatRiskRejectForTradeData,
     .cause =
         "A risk rule rejects the payment because of what is paid: its amount, its currency, what is bought.",
     .remedy = "Order something that the rule lets pass, or talk to the operator."},
};

}  // namespace

std::span<const Row> words_of_payers() {
  return rows_of_payers;
}

}  // namespace sluice::app::errors
