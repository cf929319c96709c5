#include "control/commerce/pipeline/order_step.h"

namespace sluice::commerce {
namespace {

using api::OrderError;
using Kind = OrderStep::Kind;
using News = PaymentNews::Kind;

OrderStep undo(OrderError error, std::string hint, ChannelState state) {
  return {.kind = Kind::Undo, .refusal = Refusal{.error = error, .hint = std::move(hint)}, .state = state};
}

OrderStep nobody_waits(ChannelState state) {
  return undo(OrderError::OrderFailed, "whoever placed it was not told of it", state);
}

// A definite end, whichever step it came of; nothing for what is no end.
std::optional<OrderStep> end_by(const PaymentNews& news) {
  switch (news.kind) {
    case News::Closed:
      return undo(OrderError::PayPayChannelPayOrderInvalidStatus,
                  "the payment channel has closed the payment", ChannelState::Closed);
    case News::NotFound:
      return undo(OrderError::PayPayChannelPayOrderNotExist, "the payment channel does not know the payment",
                  ChannelState::Lost);
    default:
      return std::nullopt;
  }
}

// Neither the step nor the question about it told what is true: it is told as what was seen first, and the
// payment is closed whatever it turns out to be.
OrderStep unknown(const PaymentNews& of_step, ChannelState state) {
  if (of_step.kind == News::Failed) {
    return undo(OrderError::PaySystemError, "the payment provider has an error of its own", state);
  }
  return undo(OrderError::PayHsfTimeoutError, "the payment provider did not say in time what became of it",
              state);
}

OrderStep declined(const PaymentNews& news) {
  return {.kind = Kind::Undo, .refusal = news.decline, .state = ChannelState::Declined};
}

OrderStep after_authorising(const PaymentNews& of_step, const std::optional<PaymentNews>& found) {
  switch (of_step.kind) {
    case News::Authorised:
      return {.kind = Kind::GoOn};
    case News::Declined:
      return declined(of_step);
    case News::Refused:  // perhaps to be asked again, after an attempt that was not heard: it is closed, too
      return undo(OrderError::PaySystemError, "the payment provider refused to be asked",
                  ChannelState::Intent);
    case News::Captured:  // nobody has asked for that
      return undo(OrderError::PayPayChannelPayOrderInvalidStatus,
                  "the payment channel has captured what was to be authorised", ChannelState::Captured);
    case News::Closed:
    case News::NotFound:
      return *end_by(of_step);
    case News::Pending:
    case News::Failed:
    case News::Unheard:
      break;
  }
  if (!found) return {.kind = Kind::FindOut};
  if (found->kind == News::Authorised) return {.kind = Kind::GoOn};
  if (found->kind == News::Declined) return declined(*found);
  return unknown(of_step, ChannelState::Intent);
}

OrderStep after_capturing(const PaymentNews& of_step, const std::optional<PaymentNews>& found) {
  switch (of_step.kind) {
    case News::Captured:
      return {.kind = Kind::Finish};
    case News::Declined:
    case News::Refused:
      return undo(OrderError::OrderCaptureFailed, "the payment channel refused to capture the payment",
                  ChannelState::Authorised);
    case News::Closed:
    case News::NotFound:
      return *end_by(of_step);
    case News::Authorised:
    case News::Pending:
    case News::Failed:
    case News::Unheard:
      break;
  }
  if (!found) return {.kind = Kind::FindOut};
  if (found->kind == News::Captured) return {.kind = Kind::Finish};
  if (auto ended = end_by(*found)) return *ended;
  return unknown(of_step, ChannelState::Authorised);
}

// The step may have been taken, or not: its maker is gone.
OrderStep after_taking_over(ChannelState state, const PaymentNews& found) {
  const bool is_capturing = state == ChannelState::Authorised;
  switch (found.kind) {
    case News::Authorised:
      return {.kind = is_capturing ? Kind::Repeat : Kind::GoOn};
    case News::Captured:
      if (is_capturing) return {.kind = Kind::Finish};
      return after_authorising(found, std::nullopt);
    case News::Declined:
      return is_capturing ? after_capturing(found, std::nullopt) : declined(found);
    case News::Closed:
    case News::NotFound:
      return *end_by(found);
    case News::Refused:
    case News::Pending:
    case News::Failed:
    case News::Unheard:
      break;
  }
  return {.kind = Kind::PutOff};
}

}  // namespace

OrderStep next_step_of(const StandOf& stand) {
  // Nobody can ever ask for its result, and whoever placed it may well place it again.
  if (stand.is_taken_over && !stand.can_be_asked_for) return nobody_waits(stand.state);
  const bool is_capturing = stand.state == ChannelState::Authorised;
  const auto by_step = is_capturing ? after_capturing : after_authorising;
  if (!stand.is_taken_over) return by_step(stand.of_step.value_or(PaymentNews{}), stand.found);
  if (stand.of_step) {  // sent again since it was taken over
    const OrderStep next = by_step(*stand.of_step, std::nullopt);
    return next.kind == Kind::FindOut ? OrderStep{.kind = Kind::PutOff} : next;
  }
  if (!stand.found) return {.kind = Kind::FindOut};
  return after_taking_over(stand.state, *stand.found);
}

}  // namespace sluice::commerce
