#include "control/providers/contract/decide_message.h"

#include "platform/base/words.h"
#include "platform/json/json.h"

namespace sluice::providers {
namespace {

constexpr std::string_view decide_statuses[] = {"PASS", "REVIEW", "REJECT"};
constexpr std::string_view decide_packs[] = {"order", "before_pay", "payer", "trade"};

}  // namespace

std::string print(const DecideQuestion& question) {
  json::Value counters = json::Value::object();
  for (const auto& [name, count] : question.counters) counters[name] = count;
  json::Value value = {{"event", question.event == DecideQuestion::Event::Order ? "order" : "payment"},
                       {"account", question.account},
                       {"commodity", question.commodity},
                       {"region", question.region},
                       {"spec", question.spec},
                       {"amount", question.amount},
                       {"currency", question.currency},
                       {"address", question.address},
                       {"counters", std::move(counters)},
                       {"instant", base::format_iso8601(question.instant)}};
  if (!question.payer.empty()) value["payer"] = question.payer;
  return json::print(value);
}

std::string print(const DecideAnswer& answer) {
  json::Value value = {{"status", decide_statuses[static_cast<size_t>(answer.status)]}};
  if (answer.status == DecideAnswer::Status::Reject) {
    value["pack"] = decide_packs[static_cast<size_t>(answer.pack)];
  }
  if (!answer.reason.empty()) value["reason"] = answer.reason;
  return json::print(value);
}

base::Result<DecideAnswer, commerce::DocumentError> parse_decide_answer(std::string_view text) {
  commerce::DocumentReader document(text);
  DecideAnswer answer;
  const std::string status = document.one_of("status", decide_statuses);
  const std::string pack = document.one_of("pack", decide_packs, "before_pay");
  answer.reason = document.text("reason", "");
  if (auto error = document.end()) return base::Unexpected{*std::move(error)};
  answer.status = base::enum_of<DecideAnswer::Status>(decide_statuses, status);
  answer.pack = base::enum_of<DecideAnswer::Pack>(decide_packs, pack);
  return answer;
}

}  // namespace sluice::providers
