#include "control/commerce/funding/plan.h"

#include <algorithm>

#include "control/commerce/funding/choice.h"
#include "control/commerce/funding/refuse.h"

namespace sluice::commerce {
namespace {

using api::OrderError;

// The legs so far and what they do not reach.
struct Draft {
  FundingPlan plan;
  Minor rest = 0;

  void take(SourceKind source, int64_t entity_key, int64_t ledger_key, Minor there) {
    const Minor amount = std::min(rest, there);
    if (amount <= 0) return;
    plan.legs.push_back({source, entity_key, ledger_key, amount});
    rest -= amount;
  }
};

std::string money(Minor amount, const FundingNeed& need) {
  const Currency* const currency = find_currency(need.currency);
  return (currency == nullptr ? std::to_string(amount) : format_amount(amount, *currency)) + " " +
         need.currency;
}

// Cash and credit without what issued bills will take: first of the cash.
struct Funds {
  Minor cash = 0;
  Minor credit = 0;
  Minor available = 0;  // for the threshold; may be below zero
};

Funds funds_of(const FundingSources& sources) {
  const Minor cash = std::max<Minor>(sources.cash.free, 0);
  const Minor billed_on_credit = std::max<Minor>(sources.bills_due - cash, 0);
  return {.cash = std::max<Minor>(cash - sources.bills_due, 0),
          .credit = std::max<Minor>(sources.credit.free - billed_on_credit, 0),
          .available = sources.cash.free + sources.credit.free - sources.bills_due};
}

base::Result<void, Refusal> check_threshold(const FundingNeed& need, const Funds& funds) {
  if (funds.available >= need.open_threshold || need.open_threshold == 0) return {};
  return refuse(OrderError::PayInsufficientBalance,
                "found " + money(funds.available, need) + " available; accepted: at least " +
                    money(need.open_threshold, need) + " to order " + need.commodity);
}

base::Result<void, Refusal> check_currencies(const FundingNeed& need, const FundingSources& sources) {
  const auto check = [&](const auto& pinned, const char* what) -> base::Result<void, Refusal> {
    if (!pinned || pinned->currency == need.currency) return {};
    return refuse(OrderError::PayCurrencyInconsistency, "the pinned " + std::string(what) + " " + pinned->no +
                                                            " is in " + pinned->currency +
                                                            "; accepted: " + need.currency);
  };
  if (auto checked = check(sources.pinned_coupon, "coupon"); !checked) return checked;
  return check(sources.pinned_card, "stored-value card");
}

// The rest that is left for one external method, or why none takes it.
base::Result<void, Refusal> charge_externally(Draft& draft, const FundingNeed& need,
                                              const FundingSources& sources) {
  if (draft.rest == 0) return {};
  Minor together = 0;
  for (const PaymentMethod* method : usable_methods(need, sources)) {
    const Minor most = method->per_payment_max.value_or(amount_max);
    if (most >= draft.rest) {
      draft.take(source_of(method->kind), method->key, 0, most);
      return {};
    }
    together += most;
  }
  if (together >= draft.rest) {
    return refuse(OrderError::PayMegrePayOrderHasThanOneChagreChannel,
                  "no method of payment may take the " + money(draft.rest, need) +
                      " that are left; accepted: one whose limit for a payment reaches");
  }
  return refuse(OrderError::PayInsufficientBalance, money(need.payable, need) + " are payable and " +
                                                        money(draft.rest - together, need) + " missing");
}

// Pinned sources were planned with what they hold; is it free?
base::Result<void, Refusal> check_races(const FundingNeed& need, const FundingSources& sources,
                                        const FundingPlan& plan) {
  const auto taken = [&](SourceKind source, int64_t key) {
    for (const FundingLeg& leg : plan.legs) {
      if (leg.source == source && leg.entity_key == key) return leg.amount;
    }
    return Minor{0};
  };
  if (const auto& coupon = sources.pinned_coupon) {
    if (coupon->reserved_for != 0) {
      return refuse(OrderError::SystemUseCouponFailed,
                    "the coupon " + coupon->no + " is reserved by another order");
    }
    if (taken(SourceKind::Coupon, coupon->key) > coupon->balance.free()) {
      return refuse(
          OrderError::SystemUseCouponFailed,
          "other orders hold " + money(coupon->balance.held, need) + " of the coupon " + coupon->no);
    }
  }
  if (const auto& card = sources.pinned_card) {
    const Minor amount = taken(SourceKind::StoredCard, card->key);
    if (amount > 0 && card->state == CardState::Frozen) {
      return refuse(OrderError::SystemUseStoredCardFailed,
                    "the stored-value card " + card->no + " is frozen");
    }
    if (amount > card->balance.free()) {
      return refuse(
          OrderError::SystemUseStoredCardFailed,
          "other orders hold " + money(card->balance.held, need) + " of the stored-value card " + card->no);
    }
  }
  return {};
}

}  // namespace

base::Result<FundingPlan, Refusal> plan_funding(const FundingNeed& need, const FundingSources& sources) {
  const Funds funds = funds_of(sources);
  if (need.payable == 0) {
    if (auto checked = check_threshold(need, funds); !checked) return base::Unexpected{checked.error()};
    return FundingPlan{};
  }
  if (auto checked = check_currencies(need, sources); !checked) return base::Unexpected{checked.error()};
  const auto coupon = choose_coupon(need, sources);
  if (!coupon) return base::Unexpected{coupon.error()};
  const auto cards = choose_cards(need, sources);
  if (!cards) return base::Unexpected{cards.error()};
  if (auto checked = check_pay_mode(need, sources); !checked) return base::Unexpected{checked.error()};
  if (auto checked = check_threshold(need, funds); !checked) return base::Unexpected{checked.error()};

  Draft draft{.rest = need.payable};
  if (coupon->coupon != nullptr) {
    draft.take(SourceKind::Coupon, coupon->coupon->key, coupon->coupon->ledger_key, coupon->there);
    if (coupon->coupon->rule.single_use) draft.plan.coupon_to_reserve = coupon->coupon->key;
  }
  for (const CardChoice& card : *cards) {
    draft.take(SourceKind::StoredCard, card.card->key, card.card->ledger_key, card.there);
  }
  draft.take(SourceKind::Cash, 0, sources.cash.ledger_key, funds.cash);
  draft.take(SourceKind::Credit, 0, sources.credit.ledger_key, funds.credit);
  if (auto charged = charge_externally(draft, need, sources); !charged)
    return base::Unexpected{charged.error()};
  if (auto checked = check_races(need, sources, draft.plan); !checked)
    return base::Unexpected{checked.error()};
  return std::move(draft.plan);
}

}  // namespace sluice::commerce
