#pragma once
// A stored-value card of an account: the customer's own money, bought in advance, that may pay for some
// products. As with coupons, its row keeps facts, the ledger its balance, and the status follows. Pure.

#include <cstdint>
#include <string>
#include <string_view>

#include "control/commerce/funding/balance.h"
#include "control/commerce/funding/coupon_rule.h"

namespace sluice::commerce {

// What was decided about it. A frozen card can be thawed, a cancelled one stays so.
enum class CardState { Active, Frozen, Cancelled };
std::string_view to_text(CardState state);  // ACTIVE
CardState to_card_state(std::string_view text);

struct StoredValueCard {
  int64_t key = 0;
  std::string no;
  int64_t account_key = 0;  // the owner
  int64_t ledger_key = 0;   // of CARD:no
  std::string currency;
  Minor nominal = 0;
  base::WallTime from{};  // in force from <= now < to
  base::WallTime to{};
  CardState state = CardState::Active;
  ProductScope products;
  base::WallTime created{};
  Balance balance;  // as it was read; written by transfers only
};

// Cancelled, Frozen as was decided; then Expired once its time is over, UsedUp once it is empty.
enum class CardStatus { Available, Frozen, UsedUp, Expired, Cancelled };
CardStatus status_of(const StoredValueCard& card, base::WallTime now);
std::string_view to_text(CardStatus status);  // USED_UP

}  // namespace sluice::commerce
