#include <algorithm>
#include <tuple>

#include "control/commerce/funding/choice.h"
#include "control/commerce/funding/refuse.h"

namespace sluice::commerce {
namespace {

bool is_in_force(const StoredValueCard& card, const FundingNeed& need) {
  return card.from <= need.now && need.now < card.to && card.products.includes(need.commodity);
}

}  // namespace

base::Result<std::vector<CardChoice>, Refusal> choose_cards(const FundingNeed& need,
                                                            const FundingSources& sources) {
  std::vector<CardChoice> choices;
  const auto& pinned = sources.pinned_card;
  if (!sources.preference.pinned_card.empty()) {
    if (!pinned) {
      return refuse(
          api::OrderError::PayStoredCardNotExist,
          "the pinned stored-value card " + sources.preference.pinned_card + " is none of this account's");
    }
    // A frozen one stays in the plan, so that it fails loudly.
    if (pinned->state != CardState::Cancelled && is_in_force(*pinned, need) && pinned->balance.posted > 0)
      choices.push_back({&*pinned, pinned->balance.posted});
  }
  const auto first_automatic = static_cast<ptrdiff_t>(choices.size());
  for (const StoredValueCard& card : sources.cards) {
    if (pinned && card.key == pinned->key) continue;
    if (card.currency != need.currency || card.state != CardState::Active) continue;
    if (is_in_force(card, need) && card.balance.free() > 0) choices.push_back({&card, card.balance.free()});
  }
  std::sort(choices.begin() + first_automatic, choices.end(), [](const CardChoice& a, const CardChoice& b) {
    return std::tuple(a.card->to, a.card->key) < std::tuple(b.card->to, b.card->key);
  });
  return choices;
}

}  // namespace sluice::commerce
