#include "control/audit/decision.h"

#include <gtest/gtest.h>

namespace sluice::audit {
namespace {

using By = Decision::By;

TEST(Decision, ExplainsItselfAndIsStoredAsItIs) {
  const std::pair<Decision, std::string_view> cases[] = {
      {{By::NotAsked, {}}, "refused before permission was asked"},
      {{By::AccountKey, {}}, "the account's own key needs no policy"},
      {{By::Everybody, {}}, "whoever has proved a key may do this"},
      {{By::Policy, {{"ops", 2}}}, "statement 2 of the policy ops allows it"},
      {{By::Policy, {{"ops", 2}, {"users", 1}}},
       "statement 2 of the policy ops allows it, statement 1 of the policy users allows it"},
      {{By::ExplicitDeny, {{"but", 1}}}, "statement 1 of the policy but denies it"},
      {{By::ImplicitDeny, {}}, "no statement of the policies that are attached allows it"},
      {{By::OperatorOnly, {}}, "only the operator may do this"},
  };
  for (const auto& [decision, words] : cases) {
    EXPECT_EQ(explain(decision), words);
    EXPECT_EQ(parse_decision(to_text(decision)), decision) << words;
  }
  for (const char* text : {"", "{}", "[]", R"({"by":"Somebody"})", R"({"by":1})"}) {
    EXPECT_EQ(parse_decision(text), Decision{}) << text;
  }
}

TEST(Decision, OfARefusalIsWhatTheAnswerSays) {
  api::AccessDenied denied{.policy_type = "AccountLevelIdentityBasedPolicy"};
  EXPECT_EQ(decision_of(denied), (Decision{By::ImplicitDeny, {}}));
  denied.policy_name = "but";
  denied.statement = 3;
  EXPECT_EQ(decision_of(denied), (Decision{By::ExplicitDeny, {{"but", 3}}}));
  EXPECT_EQ(decision_of({}), (Decision{By::OperatorOnly, {}}));
}

}  // namespace
}  // namespace sluice::audit
