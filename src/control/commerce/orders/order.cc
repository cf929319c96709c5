#include "control/commerce/orders/order.h"

#include "contract/api/values.h"
#include "platform/base/words.h"

namespace sluice::commerce {
namespace {

using api::values::order_states;  // in the order of the enum

using S = OrderState;
constexpr std::pair<S, S> transitions[] = {
    {S::Created, S::Unpaid},
    {S::Unpaid, S::Paying},
    {S::Unpaid, S::Cancelled},
    {S::Paying, S::Authorised},
    {S::Paying, S::PayUnknown},
    {S::Paying, S::Cancelled},
    {S::PayUnknown, S::Authorised},
    {S::PayUnknown, S::Cancelled},
    {S::Authorised, S::Fulfilling},
    {S::Authorised, S::Compensating},
    {S::Fulfilling, S::Capturing},
    {S::Fulfilling, S::Compensating},
    {S::Capturing, S::Completed},
    {S::Capturing, S::CaptureFailed},
    {S::Capturing, S::Compensating},
    {S::CaptureFailed, S::Capturing},
    {S::CaptureFailed, S::Compensating},
    {S::Compensating, S::Failed},
};

}  // namespace

std::string_view to_text(OrderState state) {
  return base::word_of(order_states, state);
}

OrderState to_order_state(std::string_view text) {
  return base::enum_of<OrderState>(order_states, text);
}

std::string_view shown_state(OrderState state) {
  switch (state) {
    case S::Created:
    case S::Unpaid:
    case S::Paying:
    case S::PayUnknown:
      return "Unpaid";
    case S::Authorised:
    case S::Fulfilling:
    case S::Capturing:
    case S::CaptureFailed:
    case S::Completed:
      return "Paid";
    case S::Compensating:
    case S::Cancelled:
    case S::Failed:
      return "Cancelled";
  }
  return "";
}

bool is_expired(const Order& order, base::WallTime now) {
  return order.state == S::Unpaid && order.pay_until && now >= *order.pay_until;
}

std::string_view shown_state(const Order& order, base::WallTime now) {
  return shown_state(is_expired(order, now) ? S::Cancelled : order.state);
}

bool may_become(OrderState from, OrderState to) {
  for (const auto& [before, after] : transitions) {
    if (before == from && after == to) return true;
  }
  return false;
}

}  // namespace sluice::commerce
