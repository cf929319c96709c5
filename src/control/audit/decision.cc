#include "control/audit/decision.h"

#include <algorithm>
#include <iterator>

#include <fmt/format.h>

#include "platform/json/json.h"

namespace sluice::audit {
namespace {

using By = Decision::By;

struct Name {
  By by;
  std::string_view name;
  std::string_view words;  // for those that no statement decides
};

constexpr Name names[] = {
    {By::NotAsked, "NotAsked", "refused before permission was asked"},
    {By::AccountKey, "AccountKey", "the account's own key needs no policy"},
    {By::Everybody, "Everybody", "whoever has proved a key may do this"},
    {By::Policy, "Policy", "a policy allows it"},
    {By::ExplicitDeny, "ExplicitDeny", "a policy denies it"},
    {By::ImplicitDeny, "ImplicitDeny", "no statement of the policies that are attached allows it"},
    {By::OperatorOnly, "OperatorOnly", "only the operator may do this"},
};

}  // namespace

std::string_view to_string(By by) {
  return std::ranges::find(names, by, &Name::by)->name;
}

std::string explain(const Decision& decision) {
  if (decision.statements.empty())
    return std::string(std::ranges::find(names, decision.by, &Name::by)->words);
  std::string text;
  for (const Statement& each : decision.statements) {
    text += fmt::format("{}statement {} of the policy {} {} it", text.empty() ? "" : ", ", each.statement,
                        each.policy, decision.by == By::ExplicitDeny ? "denies" : "allows");
  }
  return text;
}

Decision decision_of(const api::AccessDenied& denied) {
  if (denied.policy_type.empty()) return {.by = By::OperatorOnly, .statements = {}};
  if (denied.policy_name.empty()) return {.by = By::ImplicitDeny, .statements = {}};
  return {.by = By::ExplicitDeny, .statements = {{denied.policy_name, denied.statement}}};
}

std::string to_text(const Decision& decision) {
  json::Value value{{"by", to_string(decision.by)}};
  for (const Statement& each : decision.statements)
    value["statements"].push_back({{"policy", each.policy}, {"statement", each.statement}});
  return json::print(value);
}

Decision parse_decision(std::string_view text) {
  const auto value = json::parse(text);
  if (!value) return {};
  const auto name = std::ranges::find(names, json::find_text(*value, "by").value_or(""), &Name::name);
  if (name == std::end(names)) return {};
  Decision decision{.by = name->by, .statements = {}};
  if (const json::Value* const statements = json::find_array(*value, "statements")) {
    for (const json::Value& each : *statements) {
      decision.statements.push_back({std::string(json::find_text(each, "policy").value_or("")),
                                     static_cast<int>(json::find_integer(each, "statement").value_or(0))});
    }
  }
  return decision;
}

}  // namespace sluice::audit
