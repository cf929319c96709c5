#include "control/error_lab/lab.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "contract/api/ens/create_load_balancer.h"
#include "contract/api/ens/delete_load_balancer.h"

namespace sluice::error_lab {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

const api::Action& create = api::CreateLoadBalancer::declaration;
const base::WallTime now = base::from_unix_ms(1'000'000);

Rule rule(const char* id) {
  return {.id = id, .action = &create, .error = api::make_error(api::gateway::internal_error)};
}

class ErrorLab : public testing::Test {
 protected:
  void arm(const Rule& armed) {
    ASSERT_TRUE(lab.prepare("request-" + armed.id, armed, now));
    lab.arm(armed.id);
  }
  // The id of the rule that strikes; empty for none.
  std::string call(const std::vector<std::pair<std::string, std::string>>& parameters = {},
                   const char* account = "1", const api::Action& action = create) {
    api::ParameterSet set;
    for (const auto& [name, value] : parameters) set.set(name, value);
    const auto strike = lab.strike(action, set, {.account_id = model::AccountId(account)});
    return strike ? strike->rule_id : "";
  }
  // Which of so many calls are struck, counted from 1.
  std::vector<int> struck(int calls) {
    std::vector<int> numbers;
    for (int i = 1; i <= calls; ++i) {
      if (!call().empty()) numbers.push_back(i);
    }
    return numbers;
  }

  Lab lab;
};

TEST_F(ErrorLab, StrikesFromTheNthCallOnAndSoOftenAsSaid) {
  Rule third = rule("1");
  third.nth = 3;
  arm(third);
  EXPECT_THAT(struck(6), ElementsAre(3));
  const auto listed = lab.list();
  ASSERT_EQ(listed.size(), 1u);
  EXPECT_EQ(listed[0].calls, 6);
  EXPECT_EQ(listed[0].struck, 1);
  lab.disarm("1");
  Rule twice = rule("2");
  twice.nth = 2;
  twice.times = 2;
  arm(twice);
  EXPECT_THAT(struck(5), ElementsAre(2, 3));
}

TEST_F(ErrorLab, StrikesCallsOfItsActionAccountAndParametersOnly) {
  Rule narrow = rule("1");
  narrow.times = 100;
  narrow.account_id = "1";
  narrow.matches = {{"EnsRegionId", "a"}, {"Tag.1.Key", "k"}};
  arm(narrow);
  const std::vector<std::pair<std::string, std::string>> right = {{"EnsRegionId", "a"}, {"Tag.1.Key", "k"}};
  EXPECT_EQ(call(right), "1");
  EXPECT_EQ(call(right, "2"), "");
  EXPECT_EQ(call(right, "1", api::DeleteLoadBalancer::declaration), "");
  EXPECT_EQ(call({right[0]}), "");
  EXPECT_EQ(call({right[0], {"Tag.1.Key", "other"}}), "");
  EXPECT_EQ(lab.list()[0].calls, 1) << "others are not counted";
}

// The published first outputs of SplitMix64 for the seed 1234567.
TEST(DrawPercent, IsSplitMix64) {
  const uint64_t outputs[] = {6457827717110365317U, 3203168211198807973U, 9817491932198370423U,
                              4593380528125082431U, 16408922859458223821U};
  for (uint64_t n = 0; n < std::size(outputs); ++n) {
    EXPECT_EQ(draw_percent(1234567, n), static_cast<int64_t>(outputs[n] % 100)) << n;
  }
}

TEST_F(ErrorLab, TheSameSeedStrikesTheSameCalls) {
  Rule likely = rule("1");
  likely.times = 1000;
  likely.probability_percent = 30;
  likely.seed = 1234567;
  std::vector<int> expected;
  for (int i = 0; i < 50; ++i) {
    if (draw_percent(1234567, static_cast<uint64_t>(i)) < 30) expected.push_back(i + 1);
  }
  arm(likely);
  const auto first = struck(50);
  EXPECT_EQ(first, expected);
  EXPECT_FALSE(first.empty());
  EXPECT_LT(first.size(), 50u);
  lab.disarm("1");
  likely.id = "2";
  arm(likely);
  EXPECT_EQ(struck(50), first);
  lab.disarm("2");
  likely.id = "3";
  likely.seed = 2;
  arm(likely);
  EXPECT_NE(struck(50), first);
}

TEST_F(ErrorLab, OfSeveralRulesTheOldestThatStrikesHasTheCallForItself) {
  Rule once = rule("1");
  arm(once);
  Rule often = rule("2");
  often.times = 2;
  arm(often);
  EXPECT_EQ(call(), "1");
  EXPECT_EQ(call(), "2");
  EXPECT_EQ(call(), "2");
  EXPECT_EQ(call(), "");
}

TEST_F(ErrorLab, ARuleThatIsNotCommittedStrikesNothing) {
  ASSERT_TRUE(lab.prepare("request", rule("1"), now));
  EXPECT_EQ(call(), "");
  EXPECT_THAT(lab.list(), IsEmpty());
  ASSERT_TRUE(lab.prepare("request", rule("2"), now)) << "the unit runs again";
  lab.arm("1");
  EXPECT_EQ(call(), "") << "what it has prepared before is gone";
  lab.arm("2");
  EXPECT_EQ(call(), "2");
}

TEST_F(ErrorLab, HasRoomForSoManyRules) {
  for (size_t i = 0; i < rules_max - 1; ++i) arm(rule(std::to_string(i).c_str()));
  ASSERT_TRUE(lab.prepare("never committed", rule("last"), now));
  EXPECT_FALSE(lab.prepare("another", rule("more"), now));
  EXPECT_FALSE(lab.prepare("another", rule("more"), now + prepared_max));
  EXPECT_TRUE(lab.prepare("another", rule("more"), now + prepared_max + std::chrono::seconds(1)));
  lab.arm("more");
  lab.disarm("0");
  EXPECT_TRUE(lab.prepare("one more", rule("again"), now + prepared_max + std::chrono::seconds(1)));
}

}  // namespace
}  // namespace sluice::error_lab
