#include "control/providers/contract/pay_page_message.h"

#include <algorithm>

#include "platform/json/json.h"

namespace sluice::providers {
namespace {

constexpr std::string_view pay_page_statuses[] = {"PAGE"};

bool is_page(std::string_view url) {
  const bool is_http = url.starts_with("http://") || url.starts_with("https://");
  return is_http && url.size() <= pay_page_characters_max &&
         std::ranges::all_of(url, [](char c) { return c > ' ' && c < 0x7f; });
}

}  // namespace

std::string print(const PayPageQuestion& question) {
  return json::print(json::Value{{"fund_account", question.fund_account},
                                 {"account", question.account},
                                 {"commodity", question.commodity},
                                 {"amount", question.amount},
                                 {"currency", question.currency}});
}

std::string print(const PayPageAnswer& answer) {
  return json::print(json::Value{{"status", pay_page_statuses[0]}, {"url", answer.url}});
}

base::Result<PayPageAnswer, commerce::DocumentError> parse_pay_page_answer(std::string_view text) {
  commerce::DocumentReader document(text);
  PayPageAnswer answer;
  document.one_of("status", pay_page_statuses);
  answer.url = document.text("url");
  if (!document.failed() && !is_page(answer.url)) {
    document.refuse("url", "accepted: an address that begins with http:// or https://, of up to " +
                               std::to_string(pay_page_characters_max) + " printable characters");
  }
  if (auto error = document.end()) return base::Unexpected{*std::move(error)};
  return answer;
}

}  // namespace sluice::providers
