#include "control/commerce/outside/payment_steps.h"

#include "control/commerce/funding/channel.h"
#include "control/commerce/money/currency.h"

namespace sluice::commerce {
namespace {

using Kind = PaymentNews::Kind;
using Status = providers::PaymentAnswer::Status;
using Reason = providers::PaymentAnswer::Reason;

Decline decline_of(Reason reason) {
  switch (reason) {
    case Reason::AgreementInvalid:
      return Decline::AgreementInvalid;
    case Reason::Insufficient:
      return Decline::Insufficient;
    case Reason::Limit:
      return Decline::Limit;
    case Reason::CardInvalid:
      break;
  }
  return Decline::CardInvalid;
}

Kind kind_of(Status status) {
  switch (status) {
    case Status::Authorised:
      return Kind::Authorised;
    case Status::Captured:
      return Kind::Captured;
    case Status::Declined:
      return Kind::Declined;
    case Status::Pending:
      return Kind::Pending;
    case Status::Closed:
      return Kind::Closed;
    case Status::NotFound:
      break;
  }
  return Kind::NotFound;
}

}  // namespace

providers::Question question_of(const ChannelOrder& order, PaymentStep step) {
  providers::PaymentQuestion question{.step = step, .pay_no = pay_no(order)};
  if (step == PaymentStep::Authorise) {
    question.order_no = std::to_string(order.order_key);
    question.method = to_text(order.method);
    question.payer_token = order.reference;
    question.amount = format_amount(order.amount, *find_currency(order.currency));
    question.currency = order.currency;
  }
  return to_question(question);
}

PaymentNews news_in(const providers::Reply& reply) {
  switch (reply.kind) {
    case providers::Reply::Kind::Refused:
      return {.kind = Kind::Refused};
    case providers::Reply::Kind::Failed:
      return {.kind = Kind::Failed};
    case providers::Reply::Kind::Unheard:
      return {.kind = Kind::Unheard};
    case providers::Reply::Kind::Answered:
      break;
  }
  const auto answer = providers::parse_payment_answer(reply.body);
  if (!answer) return {.kind = Kind::Failed};
  return {.kind = kind_of(answer->status),
          .decline = to_refusal(decline_of(answer->reason)),
          .channel_no = answer->channel_no};
}

}  // namespace sluice::commerce
