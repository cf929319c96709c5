#include <algorithm>

#include "control/commerce/pipeline/effect.h"

namespace sluice::commerce {
namespace {

template <class T>
auto find(std::vector<Effect>& effects) {
  return std::find_if(effects.begin(), effects.end(),
                      [](const Effect& effect) { return std::holds_alternative<T>(effect); });
}

// The order in its last state, in the place of the last step.
void collapse_order(std::vector<Effect>& effects) {
  const auto inserted = find<InsertOrder>(effects);
  if (inserted == effects.end()) return;
  Order order = std::get<InsertOrder>(*inserted).order;
  auto last = inserted;
  for (auto effect = inserted; effect != effects.end(); ++effect) {
    const auto* advance = std::get_if<AdvanceOrder>(&*effect);
    if (advance == nullptr) continue;
    order.state = advance->to;
    if (!advance->outcome.empty()) order.outcome = advance->outcome;
    last = effect;
  }
  *last = InsertOrder{std::move(order)};
  const auto is_step = [&](const Effect& effect) {
    return &effect != &*last &&
           (std::holds_alternative<AdvanceOrder>(effect) || std::holds_alternative<InsertOrder>(effect));
  };
  std::vector<Effect> kept;
  for (Effect& effect : effects) {
    if (!is_step(effect)) kept.push_back(std::move(effect));
  }
  effects = std::move(kept);
}

// What is held and then taken is taken at once, where it would have been held.
void collapse_stock(std::vector<Effect>& effects) {
  const auto consumed = find<ConsumeStock>(effects);
  const auto held = find<HoldStock>(effects);
  if (consumed == effects.end() || held == effects.end()) return;
  *held = UseStock{};
  effects.erase(consumed);
}

// The same for money; a transfer that nobody captures stays pending.
void collapse_money(std::vector<Effect>& effects) {
  const auto held = find<HoldMoney>(effects);
  const auto captured = find<CaptureMoney>(effects);
  if (held == effects.end() || captured == effects.end()) return;
  std::vector<Transfer> transfers = std::get<HoldMoney>(*held).transfers;
  const auto& ids = std::get<CaptureMoney>(*captured).transfers;
  for (Transfer& transfer : transfers) {
    if (std::find(ids.begin(), ids.end(), transfer.id) != ids.end()) transfer.phase = Phase::Posted;
  }
  *held = Pay{std::move(transfers)};
  effects.erase(captured);
}

// What is reserved and let go in one commit was never seen as reserved.
void collapse_coupon(std::vector<Effect>& effects) {
  const auto ended = find<EndCouponReservation>(effects);
  if (ended == effects.end()) return;
  effects.erase(ended);
  effects.erase(find<ReserveCoupon>(effects));
}

}  // namespace

std::vector<Effect> collapse(std::vector<Effect> effects) {
  collapse_order(effects);
  collapse_stock(effects);
  collapse_money(effects);
  collapse_coupon(effects);
  return effects;
}

}  // namespace sluice::commerce
