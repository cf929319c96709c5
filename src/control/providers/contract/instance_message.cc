#include "control/providers/contract/instance_message.h"

#include "platform/base/words.h"
#include "platform/json/json.h"

namespace sluice::providers {
namespace {

using InstanceStatus = InstanceAnswer::Status;
constexpr std::string_view instance_statuses[] = {"CREATING",  "NORMAL",   "LOCKED",
                                                  "RELEASING", "RELEASED", "NOT_FOUND"};

}  // namespace

std::string print(const InstanceQuestion& question) {
  return json::print(json::Value{
      {"account", question.account}, {"commodity", question.commodity}, {"instance", question.instance}});
}

std::string print(const InstanceAnswer& answer) {
  return json::print(json::Value{{"status", base::word_of(instance_statuses, answer.status)}});
}

base::Result<InstanceAnswer, commerce::DocumentError> parse_instance_answer(std::string_view text) {
  commerce::DocumentReader document(text);
  InstanceAnswer answer;
  const std::string status = document.one_of("status", instance_statuses);
  if (!document.failed()) answer.status = base::enum_of<InstanceStatus>(instance_statuses, status);
  if (auto error = document.end()) return base::Unexpected{*std::move(error)};
  return answer;
}

}  // namespace sluice::providers
