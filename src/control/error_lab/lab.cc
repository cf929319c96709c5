#include "control/error_lab/lab.h"

#include <algorithm>

namespace sluice::error_lab {
namespace {

bool is_about(const Rule& rule, const api::Action& action, const api::ParameterSet& parameters,
              const identity::Caller& caller) {
  if (rule.action != &action) return false;
  if (!rule.account_id.empty() && rule.account_id != caller.account_id.get()) return false;
  return std::ranges::all_of(rule.matches, [&](const Match& match) {
    const std::string* const value = parameters.find(match.name);
    return value != nullptr && *value == match.value;
  });
}

// Counts the call, and says whether it is struck.
bool takes(Lab::Armed& armed) {
  const Rule& rule = armed.rule;
  const int64_t call = ++armed.calls;
  if (call < rule.nth || armed.struck >= rule.times) return false;
  if (draw_percent(rule.seed, static_cast<uint64_t>(call - rule.nth)) >= rule.probability_percent)
    return false;
  ++armed.struck;
  return true;
}

}  // namespace

bool Lab::prepare(const std::string& request_id, Rule rule, base::WallTime now) {
  const std::lock_guard lock(mutex_);
  prepared_.remove_if(
      [&](const Prepared& each) { return each.request_id == request_id || each.since + prepared_max < now; });
  if (rules_.size() + prepared_.size() >= rules_max) return false;
  prepared_.push_back({request_id, now, std::move(rule)});
  return true;
}

void Lab::arm(const std::string& rule_id) {
  const std::lock_guard lock(mutex_);
  const auto found =
      std::ranges::find_if(prepared_, [&](const Prepared& each) { return each.rule.id == rule_id; });
  if (found == prepared_.end()) return;
  rules_.push_back({.rule = std::move(found->rule)});
  prepared_.erase(found);
}

void Lab::disarm(const std::string& rule_id) {
  const std::lock_guard lock(mutex_);
  rules_.remove_if([&](const Armed& armed) { return armed.rule.id == rule_id; });
}

std::vector<Lab::Armed> Lab::list() const {
  const std::lock_guard lock(mutex_);
  return {rules_.begin(), rules_.end()};
}

bool Lab::has(const std::string& rule_id) const {
  const std::lock_guard lock(mutex_);
  return std::ranges::any_of(rules_, [&](const Armed& armed) { return armed.rule.id == rule_id; });
}

std::optional<Strike> Lab::strike(const api::Action& action, const api::ParameterSet& parameters,
                                  const identity::Caller& caller) {
  const std::lock_guard lock(mutex_);
  for (Armed& armed : rules_) {
    if (!is_about(armed.rule, action, parameters, caller) || !takes(armed)) continue;
    const Rule& rule = armed.rule;
    return Strike{.rule_id = rule.id, .instant = rule.instant, .error = rule.error, .delay = rule.delay};
  }
  return std::nullopt;
}

}  // namespace sluice::error_lab
