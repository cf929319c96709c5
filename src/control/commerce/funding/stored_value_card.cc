#include "control/commerce/funding/stored_value_card.h"

#include <algorithm>
#include <iterator>

namespace sluice::commerce {
namespace {

constexpr std::string_view card_states[] = {"ACTIVE", "FROZEN", "CANCELLED"};
constexpr std::string_view card_statuses[] = {"AVAILABLE", "FROZEN", "USED_UP", "EXPIRED", "CANCELLED"};

}  // namespace

std::string_view to_text(CardState state) {
  return card_states[static_cast<size_t>(state)];
}

CardState to_card_state(std::string_view text) {
  const auto* const found = std::find(std::begin(card_states), std::end(card_states), text);
  return static_cast<CardState>(std::distance(std::begin(card_states), found));
}

CardStatus status_of(const StoredValueCard& card, base::WallTime now) {
  if (card.state == CardState::Cancelled) return CardStatus::Cancelled;
  if (card.state == CardState::Frozen) return CardStatus::Frozen;
  if (now >= card.to) return CardStatus::Expired;
  if (card.balance.posted == 0) return CardStatus::UsedUp;
  return CardStatus::Available;
}

std::string_view to_text(CardStatus status) {
  return card_statuses[static_cast<size_t>(status)];
}

}  // namespace sluice::commerce
