#include "control/providers/sample/payments.h"

#include <algorithm>

#include "control/commerce/funding/channel.h"

namespace sluice::providers {
namespace {

using Status = PaymentAnswer::Status;
using Reason = PaymentAnswer::Reason;

Reason reason_of(commerce::Decline decline) {
  switch (decline) {
    case commerce::Decline::AgreementInvalid:
      return Reason::AgreementInvalid;
    case commerce::Decline::Insufficient:
      return Reason::Insufficient;
    case commerce::Decline::Limit:
      return Reason::Limit;
    case commerce::Decline::CardInvalid:
      break;
  }
  return Reason::CardInvalid;
}

// As the built-in channel does.
PaymentAnswer authorise(const PaymentQuestion& question) {
  if (const auto decline = commerce::tried_decline(question.payer_token)) {
    return {.status = Status::Declined, .reason = reason_of(*decline)};
  }
  return {.status = Status::Authorised, .channel_no = "sample-" + question.pay_no};
}

}  // namespace

PaymentAnswer& SamplePayments::keep(const std::string& pay_no, PaymentAnswer answer) {
  if (payments_.size() >= payments_kept_max) {
    payments_.erase(in_order_.front());
    in_order_.pop_front();
  }
  in_order_.push_back(pay_no);
  return payments_[pay_no] = std::move(answer);
}

PaymentAnswer SamplePayments::take(const PaymentQuestion& question) {
  const auto found = payments_.find(question.pay_no);
  const bool is_known = found != payments_.end();
  switch (question.step) {
    case PaymentStep::Authorise:
      return is_known ? found->second : keep(question.pay_no, authorise(question));
    case PaymentStep::Capture:
      if (is_known && found->second.status == Status::Authorised) found->second.status = Status::Captured;
      break;
    case PaymentStep::Void:
      if (!is_known) return keep(question.pay_no, {.status = Status::Closed});
      found->second.status = Status::Closed;
      break;
    case PaymentStep::Find:
      break;
  }
  return is_known ? found->second : PaymentAnswer{.status = Status::NotFound};
}

void SamplePayments::close(const std::string& pay_no) {
  const auto found = payments_.find(pay_no);
  if (found != payments_.end()) found->second.status = Status::Closed;
}

size_t SamplePayments::count(PaymentAnswer::Status status) const {
  return static_cast<size_t>(
      std::ranges::count_if(payments_, [&](const auto& payment) { return payment.second.status == status; }));
}

}  // namespace sluice::providers
