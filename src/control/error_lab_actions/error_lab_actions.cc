#include "control/error_lab_actions/error_lab_actions.h"

#include <fmt/format.h>

#include "contract/api/sluice/error_rules.h"
#include "control/error_lab_actions/read_rule.h"
#include "control/identity/identity_store.h"
#include "platform/base/words.h"

namespace sluice::error_lab {
namespace {

using actions::Answer;
using actions::Call;
using actions::refuse;
using api::ArmErrorRule;

constexpr std::string_view id_member = "RuleId";

Answer arm(Lab& lab, storage::KeySource& keys, const actions::Registry& registry, storage::Transaction& tx,
           const Call& call, const ArmErrorRule& request) {
  const api::Action& action = ArmErrorRule::declaration;
  auto rule = read_rule(registry, request);
  if (!rule) return base::Unexpected{std::move(rule).error()};
  if (request.account_id && !identity::find_account(tx, model::AccountId(*request.account_id))) {
    return actions::invalid(
        action, "AccountId",
        fmt::format("there is no account {}; ListAccounts shows them", *request.account_id));
  }
  rule->id = std::to_string(keys.next());
  json::Value answer{{id_member, rule->id}};
  if (!lab.prepare(call.request_id.get(), *std::move(rule), call.received)) {
    return refuse(action, "TooManyErrorRules", fmt::format("there are at most {}", rules_max));
  }
  return answer;
}

json::Value to_json(const Lab::Armed& armed) {
  const Rule& rule = armed.rule;
  json::Value matches = json::Value::array();
  for (const Match& match : rule.matches) matches.push_back({{"Name", match.name}, {"Value", match.value}});
  json::Value value{{id_member, rule.id},
                    {"ActionName", rule.action->name},
                    {"Instant", base::word_of(api::error_instants, rule.instant)},
                    {"DelayMilliseconds", rule.delay.count()},
                    {"Match", std::move(matches)},
                    {"Nth", rule.nth},
                    {"Times", rule.times},
                    {"ProbabilityPercent", rule.probability_percent},
                    {"Seed", rule.seed},
                    {"Calls", armed.calls},
                    {"Struck", armed.struck}};
  if (rule.error) value["ErrorCode"] = rule.error->code;
  if (!rule.account_id.empty()) value["AccountId"] = rule.account_id;
  return value;
}

Answer describe(const Lab& lab) {
  json::Value list = json::Value::array();
  for (const Lab::Armed& armed : lab.list()) list.push_back(to_json(armed));
  return json::Value{{"ErrorRules", std::move(list)}};
}

Answer disarm(const Lab& lab, const api::DisarmErrorRule& request) {
  if (!lab.has(request.rule_id)) return refuse(api::DisarmErrorRule::declaration, "ErrorRuleNotFound");
  return json::Value{{id_member, request.rule_id}};
}

// The change itself, behind the commit: the answer says which rule.
actions::AfterCommit change(Lab& lab, void (Lab::*change)(const std::string&)) {
  return [&lab, change](const json::Value& answer, std::function<void()> then) {
    (lab.*change)(std::string(json::find_text(answer, id_member).value_or("")));
    then();
  };
}

template <class Request>
void serve_off(actions::Registry& registry) {
  registry.serve<Request>([](auto&, const auto&, const auto&) -> Answer {
    return refuse(Request::declaration, "ErrorLabOff",
                  "accepted by a server that was started with --dev or with --error-lab");
  });
}

}  // namespace

void serve(actions::Registry& registry, const actions::Environment& environment, Lab* lab) {
  if (lab == nullptr) {
    serve_off<ArmErrorRule>(registry);
    serve_off<api::DescribeErrorRules>(registry);
    serve_off<api::DisarmErrorRule>(registry);
    return;
  }
  registry.serve<ArmErrorRule>(
      [lab, &keys = environment.keys, &registry](auto& tx, const auto& call, const auto& request) {
        return arm(*lab, keys, registry, tx, call, request);
      },
      change(*lab, &Lab::arm));
  registry.serve<api::DescribeErrorRules>([lab](auto&, const auto&, const auto&) { return describe(*lab); });
  registry.serve<api::DisarmErrorRule>(
      [lab](auto&, const auto&, const auto& request) { return disarm(*lab, request); },
      change(*lab, &Lab::disarm));
}

}  // namespace sluice::error_lab
