#include "control/providers/contract/available_message.h"

#include "platform/json/json.h"

namespace sluice::providers {
namespace {

constexpr std::string_view available_statuses[] = {"AVAILABLE"};

}  // namespace

std::string print(const AvailableQuestion& question) {
  const bool is_payer = question.holder == AvailableQuestion::Holder::Payer;
  return json::print(json::Value{{"holder", is_payer ? "payer" : "end_user"},
                                 {"account", question.account},
                                 {"fund_account", question.fund_account},
                                 {"currency", question.currency}});
}

std::string print(const AvailableAnswer& answer) {
  const commerce::Currency& currency = *commerce::find_currency(answer.currency);
  return json::print(json::Value{{"status", available_statuses[0]},
                                 {"currency", answer.currency},
                                 {"available", commerce::format_amount(answer.available, currency)}});
}

base::Result<AvailableAnswer, commerce::DocumentError> parse_available_answer(std::string_view text) {
  commerce::DocumentReader document(text);
  AvailableAnswer answer;
  document.one_of("status", available_statuses);
  const commerce::Currency& currency = document.currency("currency");
  answer.currency = currency.code;
  answer.available = document.amount("available", currency, 0, commerce::amount_max);
  if (auto error = document.end()) return base::Unexpected{*std::move(error)};
  return answer;
}

}  // namespace sluice::providers
