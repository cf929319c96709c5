#include "control/providers/contract/relation_message.h"

#include "platform/base/words.h"
#include "platform/json/json.h"

namespace sluice::providers {
namespace {

constexpr std::string_view relation_statuses[] = {"NONE", "ACTIVE", "CHANGING"};

}  // namespace

std::string print(const RelationQuestion& question) {
  const bool is_order = question.moment == RelationQuestion::Moment::Order;
  return json::print(json::Value{{"account", question.account}, {"moment", is_order ? "order" : "payment"}});
}

std::string print(const RelationAnswer& answer) {
  json::Value value = {{"status", relation_statuses[static_cast<size_t>(answer.status)]}};
  if (answer.status != RelationAnswer::Status::None) {
    value["parent"] = answer.parent;
    value["version"] = answer.version;
  }
  return json::print(value);
}

base::Result<RelationAnswer, commerce::DocumentError> parse_relation_answer(std::string_view text) {
  commerce::DocumentReader document(text);
  RelationAnswer answer;
  const std::string status = document.one_of("status", relation_statuses);
  if (!document.failed()) answer.status = base::enum_of<RelationAnswer::Status>(relation_statuses, status);
  if (answer.status != RelationAnswer::Status::None) {
    answer.parent = document.text("parent");
    answer.version = document.integer("version", 1, INT64_MAX);
  }
  if (auto error = document.end()) return base::Unexpected{*std::move(error)};
  return answer;
}

}  // namespace sluice::providers
