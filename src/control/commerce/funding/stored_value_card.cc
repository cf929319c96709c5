#include "control/commerce/funding/stored_value_card.h"

#include "platform/base/words.h"

namespace sluice::commerce {
namespace {

constexpr std::string_view card_states[] = {"ACTIVE", "FROZEN", "CANCELLED"};
constexpr std::string_view card_statuses[] = {"AVAILABLE", "FROZEN", "USED_UP", "EXPIRED", "CANCELLED"};

}  // namespace

std::string_view to_text(CardState state) {
  return base::word_of(card_states, state);
}

CardState to_card_state(std::string_view text) {
  return base::enum_of<CardState>(card_states, text);
}

CardStatus status_of(const StoredValueCard& card, base::WallTime now) {
  if (card.state == CardState::Cancelled) return CardStatus::Cancelled;
  if (card.state == CardState::Frozen) return CardStatus::Frozen;
  if (now >= card.to) return CardStatus::Expired;
  if (card.balance.posted == 0) return CardStatus::UsedUp;
  return CardStatus::Available;
}

std::string_view to_text(CardStatus status) {
  return base::word_of(card_statuses, status);
}

}  // namespace sluice::commerce
