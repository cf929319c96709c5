#pragma once
// Steps of a payment as the payment provider is asked to take them, and what its answers amount to. Pure.

#include <string>

#include "control/commerce/channel_orders/channel_order.h"
#include "control/commerce/refusal/refusal.h"
#include "control/providers/consultation/question.h"
#include "control/providers/contract/payment_message.h"

namespace sluice::commerce {

using providers::PaymentStep;

// The question of a step; always the same of a step and a payment.
providers::Question question_of(const ChannelOrder& order, PaymentStep step);

struct PaymentNews {
  enum class Kind {
    Authorised,
    Captured,
    Declined,  // `decline` is what it is told as
    Closed,
    NotFound,
    Refused,  // a definite no, without a reason that we know
    Pending,  // not known yet
    Failed,   // the provider has an error of its own
    Unheard,
  };
  Kind kind = Kind::Unheard;
  Refusal decline = {.error = api::OrderError::PayInvalidCreditCard, .subject = {}, .hint = {}};
  std::string channel_no = {};
};
PaymentNews news_in(const providers::Reply& reply);

}  // namespace sluice::commerce
