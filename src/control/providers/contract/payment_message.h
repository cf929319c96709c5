#pragma once
// payment, POST /v1/payments: a payment by card or withholding agreement, one step at a time (commerce fact
// sheet, 6).
//
// The number of a payment is the asker's, and with the step it names what is done: the same step of the same
// payment, however often it is sent, is done once and answered alike. Its Idempotency-Key is made of the two.
// "void" undoes a payment whatever became of it, what was captured included; a number that nothing is known
// of is closed by it, so that an authorisation which comes later finds it closed.

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "control/commerce/document/reader.h"
#include "control/providers/consultation/question.h"
#include "platform/base/result.h"

namespace sluice::providers {

enum class PaymentStep { Authorise, Capture, Void, Find };
std::span<const std::string_view> payment_step_texts();  // authorise, ...
std::optional<PaymentStep> parse_payment_step(std::string_view text);

// {"step": "authorise", "pay_no", "order_no", "method": "CARD" | "WITHHOLD", "payer_token", "amount",
// "currency"}; {"step": "capture" | "void" | "find", "pay_no"}.
struct PaymentQuestion {
  PaymentStep step = PaymentStep::Find;
  std::string pay_no;
  std::string order_no = {};  // of an authorisation, as is the rest
  std::string method = {};
  std::string payer_token = {};  // the provider's name of the card or agreement
  std::string amount = {};       // in decimal digits
  std::string currency = {};     // ISO 4217
  bool operator==(const PaymentQuestion&) const = default;
};
std::string print(const PaymentQuestion& question);
base::Result<PaymentQuestion, commerce::DocumentError> parse_payment_question(std::string_view text);
// As it is asked, under its key.
Question to_question(const PaymentQuestion& question);

// {"status": "AUTHORISED" | "CAPTURED" | "PENDING" | "CLOSED" | "NOT_FOUND", "channel_no"}, {"status":
// "DECLINED", "reason": "card_invalid" | "agreement_invalid" | "insufficient" | "limit"}. What is true of the
// payment after the step; channel_no, the provider's own number, may be left out.
struct PaymentAnswer {
  enum class Status { Authorised, Captured, Declined, Pending, Closed, NotFound };
  enum class Reason { CardInvalid, AgreementInvalid, Insufficient, Limit };
  Status status = Status::NotFound;
  Reason reason = Reason::CardInvalid;  // of Declined
  std::string channel_no = {};
  bool operator==(const PaymentAnswer&) const = default;
};
std::string_view to_text(PaymentAnswer::Status status);
std::string print(const PaymentAnswer& answer);
base::Result<PaymentAnswer, commerce::DocumentError> parse_payment_answer(std::string_view text);

}  // namespace sluice::providers
