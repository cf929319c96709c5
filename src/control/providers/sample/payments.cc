#include "control/providers/sample/payments.h"

#include <algorithm>

namespace sluice::providers {
namespace {

using Status = PaymentAnswer::Status;
using Reason = PaymentAnswer::Reason;

PaymentAnswer authorise(const PaymentQuestion& question) {
  constexpr std::pair<std::string_view, Reason> declines[] = {
      {"decline-card-invalid", Reason::CardInvalid},
      {"decline-agreement-invalid", Reason::AgreementInvalid},
      {"decline-insufficient", Reason::Insufficient},
      {"decline-limit", Reason::Limit},
  };
  for (const auto& [token, reason] : declines) {
    if (question.payer_token == token) return {.status = Status::Declined, .reason = reason};
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
