#include <algorithm>

#include "control/commerce/funding/choice.h"
#include "control/commerce/funding/refuse.h"

namespace sluice::commerce {
namespace {

using api::OrderError;

// What the pay mode asks for; nothing for the modes that ask for no method.
std::optional<MethodKind> kind_of_mode(std::string_view pay_mode) {
  for (const MethodKind kind : {MethodKind::Card, MethodKind::Withhold}) {
    if (pay_mode == to_text(kind)) return kind;
  }
  return std::nullopt;
}

}  // namespace

base::Result<void, Refusal> check_pay_mode(const FundingNeed& need, const FundingSources& sources) {
  const auto kind = kind_of_mode(need.pay_mode);
  if (!kind) return {};
  bool is_bound = false;
  for (const PaymentMethod& method : sources.methods) {
    if (method.kind != *kind) continue;
    if (is_usable(method, need.now)) return {};
    is_bound = true;
  }
  const bool by_card = *kind == MethodKind::Card;
  if (!is_bound) {
    return refuse(OrderError::PayNoCreditCard, by_card ? "the account pays by card and has bound none"
                                                       : "the account pays by withholding and has bound no "
                                                         "agreement");
  }
  if (by_card) {
    return refuse(OrderError::PayInvalidCreditCard,
                  "every card that the account has bound is expired, revoked or refused by its issuer");
  }
  return refuse(OrderError::PayWithholdingAgreementIllegal,
                "no withholding agreement of the account is ACTIVE");
}

std::vector<const PaymentMethod*> usable_methods(const FundingNeed& need, const FundingSources& sources) {
  const auto kind = kind_of_mode(need.pay_mode);
  std::vector<const PaymentMethod*> usable;
  if (!kind && need.pay_mode != "BALANCE") return usable;
  for (const PaymentMethod& method : sources.methods) {
    const auto& modes = need.pay_modes;
    const bool is_allowed =
        modes.empty() || std::find(modes.begin(), modes.end(), to_text(method.kind)) != modes.end();
    if (is_allowed && is_usable(method, need.now)) usable.push_back(&method);
  }
  if (kind) {
    std::stable_partition(usable.begin(), usable.end(),
                          [&](const PaymentMethod* method) { return method->kind == *kind; });
  }
  return usable;
}

}  // namespace sluice::commerce
