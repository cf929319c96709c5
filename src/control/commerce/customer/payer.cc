#include "control/commerce/customer/payer.h"

#include <algorithm>

namespace sluice::commerce {
namespace {

using api::OrderError;

Refusal refuse(OrderError error, std::string hint = {}) {
  return Refusal{.error = error, .hint = std::move(hint)};
}

bool is_trustee_child(const Payers& payers) {
  return payers.trusteeship && payers.trusteeship->state == TrusteeshipState::Active;
}

std::optional<Refusal> check_relation(const PayerFacts& facts) {
  const auto& trusteeship = facts.payers->trusteeship;
  if (trusteeship && trusteeship->state == TrusteeshipState::Changing) {
    return refuse(OrderError::PayQueryParentRelationchangedFailed);
  }
  const int64_t version = is_trustee_child(*facts.payers) ? trusteeship->version : 0;
  if (facts.relation_version && *facts.relation_version != version) {
    return refuse(OrderError::PayPayFailedParentRelationchanged);
  }
  return std::nullopt;
}

std::optional<Refusal> check_fund(const PayerFacts& facts) {
  if (!facts.fund) return refuse(OrderError::PayPayerAccountIllegal, "there is no fund account to pay with");
  if (facts.fund->status != FundStatus::Valid) {
    return refuse(OrderError::PayPayerAccountIllegal,
                  "the fund account " + facts.fund->id + " is " + std::string(to_text(facts.fund->status)));
  }
  const auto& relation = facts.payers->pay_relation;
  if (relation && !is_in_force(*relation, facts.now)) {
    return refuse(OrderError::PayPayerAccountIllegal,
                  "the right to pay with " + facts.fund->id + " is not in force");
  }
  if (facts.payers->reseller && facts.payers->reseller->frozen) {
    return refuse(OrderError::PayPayerAccountIllegal, "the relation to the reseller is frozen");
  }
  return std::nullopt;
}

std::optional<Refusal> check_currency(const PayerFacts& facts, const Platform& platform) {
  const std::string& currency = facts.customer->settle_currency;
  const auto& supported = platform.payment_currencies;
  if (std::find(supported.begin(), supported.end(), currency) == supported.end()) {
    return refuse(OrderError::PayCurrencyNotSupported, "the account settles in " + currency);
  }
  const bool is_own = payer_of(facts.customer->account_key, *facts.payers) == facts.customer->account_key;
  if (!is_own && !facts.has_book && facts.has_other_book) {
    return refuse(OrderError::PayCurrencyInconsistency,
                  "the payer has no money in " + currency + ", only in another");
  }
  if (facts.payers->reseller && facts.payers->reseller->currency != currency) {
    return refuse(
        OrderError::PayCurrencyInconsistency,
        "the quota is in " + facts.payers->reseller->currency + ", the account settles in " + currency);
  }
  return std::nullopt;
}

std::optional<Refusal> check_money(const PayerFacts& facts) {
  if (facts.payable > 0 && facts.fund->pay_mode == PayMode::Balance && !facts.has_book) {
    return refuse(OrderError::PayAccountBookNotExist,
                  "nothing was ever recharged in " + facts.customer->settle_currency);
  }
  if (facts.quota_unheard) return facts.quota_unheard;
  if (facts.money_unheard) return facts.money_unheard;
  if (!facts.payers->reseller || facts.payable == 0) return std::nullopt;
  if (facts.payable > facts.quota_available.value_or(0))
    return refuse(OrderError::PayforCreditPayInsufficientBalance);
  if (facts.payable > facts.money_available) return refuse(OrderError::PayforAccountMoneyValidateError);
  return std::nullopt;
}

std::optional<Refusal> check_limits(const PayerFacts& facts) {
  const PaymentLimits& limits = facts.fund->limits;
  const auto exceeds = [](const std::optional<Minor>& limit, Minor amount) {
    return limit && amount > *limit;
  };
  if (facts.payable > 0) {
    if (exceeds(limits.per_payment, facts.payable)) {
      return refuse(OrderError::PayAmountLimitExceeded, "more than one payment may be");
    }
    if (exceeds(limits.per_day, facts.paid_today + facts.payable)) {
      return refuse(OrderError::PayAmountLimitExceeded, "more than may be paid in a day");
    }
    if (exceeds(limits.per_month, facts.paid_this_month + facts.payable)) {
      return refuse(OrderError::PayAmountLimitExceeded, "more than may be paid in a month");
    }
  }
  if (!facts.has_default_method && exceeds(limits.unsecured, facts.owed_unsecured + facts.payable)) {
    return refuse(OrderError::PayAmountLimitExceeded,
                  "more than may be owed without a default method of payment");
  }
  return std::nullopt;
}

}  // namespace

int64_t payer_of(int64_t account_key, const Payers& payers) {
  if (is_trustee_child(payers)) return payers.trusteeship->parent_key;
  if (payers.reseller) return payers.reseller->reseller_key;
  return payers.pay_relation ? payers.pay_relation->payer_key : account_key;
}

std::optional<Refusal> check_payer(const PayerFacts& facts, const Platform& platform) {
  if (auto refusal = check_relation(facts)) return refusal;
  if (auto refusal = check_fund(facts)) return refusal;
  if (auto refusal = check_currency(facts, platform)) return refusal;
  if (facts.customer->tax.required && facts.customer->tax.address.empty()) {
    return refuse(OrderError::PayTaxCalcFailed, "the account's tax address is empty");
  }
  const auto& modes = facts.modes_accepted;
  if (std::find(modes.begin(), modes.end(), facts.fund->pay_mode) == modes.end()) {
    return refuse(OrderError::PayInvalidPayMethod, "the account pays by " +
                                                       std::string(to_text(facts.fund->pay_mode)) +
                                                       ", which this commodity does not take");
  }
  if (auto refusal = check_money(facts)) return refusal;
  return check_limits(facts);
}

}  // namespace sluice::commerce
