#pragma once
// What is to be done about an order that was committed before its end, by what its payment provider has said
// and what can still be found out (commerce fact sheet, 2.3). Pure.

#include <optional>

#include "control/commerce/outside/payment_steps.h"
#include "control/commerce/refusal/refusal.h"

namespace sluice::commerce {

struct StandOf {
  ChannelState state = ChannelState::Intent;  // INTENT: to be authorised; AUTHORISED: to be captured
  // Whoever began it is gone: it was not told about, and nobody waits for it.
  bool is_taken_over = false;
  // Its maker can come back for it: by its ClientToken, or by the order's number.
  bool can_be_asked_for = false;
  // What came of the step, and what was found out since. Nothing: not known here.
  std::optional<PaymentNews> of_step = std::nullopt;
  std::optional<PaymentNews> found = std::nullopt;
};

struct OrderStep {
  enum class Kind {
    FindOut,  // ask what became of the payment
    GoOn,     // it is authorised: have it captured
    Repeat,   // send the step again, under the same number
    Finish,   // it is captured: make what was bought
    Undo,     // tell `refusal`, and undo what was begun
    PutOff,   // nobody knows: look again later
  };
  Kind kind = Kind::PutOff;
  std::optional<Refusal> refusal = std::nullopt;  // of Undo
  // Of Undo: what is known of the payment. INTENT, AUTHORISED and CAPTURED have to be closed.
  ChannelState state = ChannelState::Intent;
};

OrderStep next_step_of(const StandOf& stand);

}  // namespace sluice::commerce
