#pragma once
// A bank card or a withholding agreement that an account has bound. What is kept is the provider's reference
// to it, which is of no use elsewhere; never a number. Pure.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "control/commerce/money/amount.h"
#include "platform/base/clock.h"

namespace sluice::commerce {

enum class MethodKind { Card, Withhold };
std::string_view to_text(MethodKind kind);  // CARD, as the pay mode and the channel are called
MethodKind to_method_kind(std::string_view text);

// Of a card: Active, Invalid (its issuer says no), Revoked. Of an agreement: Pending, Active, Suspended,
// Terminated.
enum class MethodState { Active, Invalid, Revoked, Pending, Suspended, Terminated };
std::string_view to_text(MethodState state);  // ACTIVE
MethodState to_method_state(std::string_view text);
bool fits(MethodKind kind, MethodState state);

struct PaymentMethod {
  int64_t key = 0;
  int64_t account_key = 0;
  MethodKind kind = MethodKind::Card;
  std::string reference;                 // the provider's
  std::string brand;                     // for people: "visa"; may be empty
  std::optional<base::WallTime> expiry;  // of a card: not to be charged from then on
  MethodState state = MethodState::Active;
  std::optional<Minor> per_payment_max;  // nothing: no limit
  base::WallTime created{};
};

// Whether it can be charged at all.
bool is_usable(const PaymentMethod& method, base::WallTime now);

}  // namespace sluice::commerce
