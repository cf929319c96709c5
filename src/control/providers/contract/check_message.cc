#include "control/providers/contract/check_message.h"

#include "platform/base/words.h"
#include "platform/json/json.h"

namespace sluice::providers {
namespace {

constexpr std::string_view check_statuses[] = {"ALLOW", "DENY", "RULE_ERROR"};

}  // namespace

std::string print(const CheckQuestion& question) {
  json::Value modules = json::Value::object();
  for (const auto& [name, value] : question.modules) modules[name] = value;
  return json::print(json::Value{{"commodity", question.commodity},
                                 {"order_type", question.order_type},
                                 {"region", question.region},
                                 {"spec", question.spec},
                                 {"modules", std::move(modules)},
                                 {"account", question.account},
                                 {"quantity", question.quantity},
                                 {"instant", base::format_iso8601(question.instant)}});
}

std::string print(const CheckAnswer& answer) {
  json::Value value = {{"status", check_statuses[static_cast<size_t>(answer.status)]}};
  if (answer.status == CheckAnswer::Status::Deny) value["rule"] = answer.rule;
  return json::print(value);
}

base::Result<CheckAnswer, commerce::DocumentError> parse_check_answer(std::string_view text) {
  commerce::DocumentReader document(text);
  CheckAnswer answer;
  const std::string status = document.one_of("status", check_statuses);
  if (!document.failed()) answer.status = base::enum_of<CheckAnswer::Status>(check_statuses, status);
  if (answer.status == CheckAnswer::Status::Deny) answer.rule = document.text("rule", "");
  if (auto error = document.end()) return base::Unexpected{*std::move(error)};
  return answer;
}

}  // namespace sluice::providers
