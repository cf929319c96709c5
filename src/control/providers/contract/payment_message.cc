#include "control/providers/contract/payment_message.h"

#include "platform/base/words.h"
#include "platform/json/json.h"

namespace sluice::providers {
namespace {

constexpr std::string_view payment_steps[] = {"authorise", "capture", "void", "find"};
constexpr std::string_view payment_statuses[] = {"AUTHORISED", "CAPTURED", "DECLINED",
                                                 "PENDING",    "CLOSED",   "NOT_FOUND"};
constexpr std::string_view payment_reasons[] = {"card_invalid", "agreement_invalid", "insufficient", "limit"};
constexpr std::string_view payment_methods[] = {"CARD", "WITHHOLD"};

}  // namespace

std::span<const std::string_view> payment_step_texts() {
  return payment_steps;
}

std::optional<PaymentStep> parse_payment_step(std::string_view text) {
  return base::find_word<PaymentStep>(payment_steps, text);
}

std::string print(const PaymentQuestion& question) {
  json::Value value = {{"step", base::word_of(payment_steps, question.step)}, {"pay_no", question.pay_no}};
  if (question.step == PaymentStep::Authorise) {
    value.update({{"order_no", question.order_no},
                  {"method", question.method},
                  {"payer_token", question.payer_token},
                  {"amount", question.amount},
                  {"currency", question.currency}});
  }
  return json::print(value);
}

base::Result<PaymentQuestion, commerce::DocumentError> parse_payment_question(std::string_view text) {
  commerce::DocumentReader document(text);
  PaymentQuestion question;
  const std::string step = document.one_of("step", payment_steps);
  if (!document.failed()) question.step = base::enum_of<PaymentStep>(payment_steps, step);
  question.pay_no = document.text("pay_no");
  if (question.step == PaymentStep::Authorise) {
    question.order_no = document.text("order_no");
    question.method = document.one_of("method", payment_methods);
    question.payer_token = document.text("payer_token");
    const commerce::Currency& currency = document.currency("currency");
    question.currency = currency.code;
    const commerce::Minor amount = document.amount("amount", currency, 1, commerce::amount_max);
    question.amount = commerce::format_amount(amount, currency);
  }
  if (auto error = document.end()) return base::Unexpected{*std::move(error)};
  return question;
}

Question to_question(const PaymentQuestion& question) {
  return {.seam = Seam::Payment,
          .body = print(question),
          .key = question.pay_no + "-" + std::string(base::word_of(payment_steps, question.step))};
}

std::string_view to_text(PaymentAnswer::Status status) {
  return base::word_of(payment_statuses, status);
}

std::string print(const PaymentAnswer& answer) {
  json::Value value = {{"status", to_text(answer.status)}};
  if (answer.status == PaymentAnswer::Status::Declined) {
    value["reason"] = base::word_of(payment_reasons, answer.reason);
  }
  if (!answer.channel_no.empty()) value["channel_no"] = answer.channel_no;
  return json::print(value);
}

base::Result<PaymentAnswer, commerce::DocumentError> parse_payment_answer(std::string_view text) {
  commerce::DocumentReader document(text);
  PaymentAnswer answer;
  const std::string status = document.one_of("status", payment_statuses);
  if (!document.failed()) answer.status = base::enum_of<PaymentAnswer::Status>(payment_statuses, status);
  if (answer.status == PaymentAnswer::Status::Declined) {
    const std::string reason = document.one_of("reason", payment_reasons);
    if (!document.failed()) answer.reason = base::enum_of<PaymentAnswer::Reason>(payment_reasons, reason);
  }
  answer.channel_no = document.text("channel_no", "");
  if (auto error = document.end()) return base::Unexpected{*std::move(error)};
  return answer;
}

}  // namespace sluice::providers
