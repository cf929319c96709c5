#include "control/commerce/funding/stored_value_card.h"

#include <algorithm>
#include <iterator>

namespace sluice::commerce {
namespace {

constexpr std::string_view state_words[] = {"ACTIVE", "FROZEN", "CANCELLED"};
constexpr std::string_view status_words[] = {"AVAILABLE", "FROZEN", "USED_UP", "EXPIRED", "CANCELLED"};

}  // namespace

std::string_view to_text(CardState state) {
  return state_words[static_cast<size_t>(state)];
}

CardState to_card_state(std::string_view text) {
  const auto* const found = std::find(std::begin(state_words), std::end(state_words), text);
  return static_cast<CardState>(std::distance(std::begin(state_words), found));
}

CardStatus status_of(const StoredValueCard& card, base::WallTime now) {
  if (card.state == CardState::Cancelled) return CardStatus::Cancelled;
  if (card.state == CardState::Frozen) return CardStatus::Frozen;
  if (now >= card.to) return CardStatus::Expired;
  if (card.balance.posted == 0) return CardStatus::UsedUp;
  return CardStatus::Available;
}

std::string_view to_text(CardStatus status) {
  return status_words[static_cast<size_t>(status)];
}

}  // namespace sluice::commerce
