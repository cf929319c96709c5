#include "tests/crash/token_model.h"

#include <algorithm>

#include <gtest/gtest.h>

namespace sluice::crash {

void TokenModel::take(const std::string& token, Wish wish, base::WallTime now, const Answer& answer) {
  SCOPED_TRACE(token + " at " + base::format_iso8601(now) + ": " + answer.body);
  const auto [entry, is_new] = tokens_.try_emplace(token);
  std::vector<State>& states = entry->second;
  if (is_new) states.emplace_back();

  if (answer.unknown()) {
    if (wish == Wish::Unserved) return;
    const bool may_be_free =
        std::ranges::any_of(states, [&](const State& state) { return is_free(state, now); });
    if (may_be_free) states.push_back(Record{wish, now + validity_, ""});
    return;
  }
  if (answer.ok()) {
    EXPECT_NE(wish, Wish::Unserved);
    return take_success(states, wish, now, answer.value["LoadBalancerId"].get<std::string>());
  }
  // A refusal changes nothing, and tells what was there.
  const std::string code = answer.value["Code"].get<std::string>();
  const bool token_refused = code == "InvalidParameter.ClientToken";
  EXPECT_TRUE(token_refused || (wish == Wish::Unserved && code == "InvalidParameter.VSwitchId"));
  std::erase_if(states, [&](const State& state) {
    return token_refused ? is_free(state, now) || state->wish == wish : !is_free(state, now);
  });
  EXPECT_FALSE(states.empty()) << "refused, and nothing explains it";
}

void TokenModel::take_success(std::vector<State>& states, Wish wish, base::WallTime now,
                              const std::string& balancer) {
  const bool is_known = ever_.contains(balancer);
  std::vector<State> after;
  for (State& state : states) {
    if (is_free(state, now)) {
      if (!is_known) after.push_back(Record{wish, now + validity_, balancer});
    } else if (state->wish == wish && (state->balancer.empty() ? !is_known : state->balancer == balancer)) {
      state->balancer = balancer;
      after.push_back(state);
    }
  }
  EXPECT_FALSE(after.empty()) << "answered with " << balancer << ", and nothing explains it";
  if (!is_known) there_.insert(balancer);
  ever_.insert(balancer);
  states = std::move(after);
}

bool TokenModel::is_certain(const std::string& token) const {
  const auto& states = tokens_.at(token);
  return std::ranges::all_of(states, [&](const State& state) {
    return state.has_value() == states.front().has_value() &&
           (!state || (!state->balancer.empty() && state->balancer == states.front()->balancer));
  });
}

std::map<std::string, std::string> TokenModel::made(base::WallTime now) const {
  std::map<std::string, std::string> made;
  for (const auto& [token, states] : tokens_) {
    if (!states.empty() && !is_free(states.front(), now)) made.emplace(token, states.front()->balancer);
  }
  return made;
}

}  // namespace sluice::crash
