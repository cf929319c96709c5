#include "contract/model/ids.h"

#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace sluice::model {
namespace {

using testing::MatchesRegex;

constexpr uint64_t seed = 20261122;
constexpr int draws = 1000;

TEST(IdsTest, ResourceIdsHaveThePrefixAFiveAndTwentyFourCharacters) {
  base::SeededRandom random(seed);
  for (int i = 0; i < draws; ++i) {
    EXPECT_THAT(mint_network_id(random).get(), MatchesRegex("n-5[0-9a-z]{24}"));
    EXPECT_THAT(mint_vswitch_id(random).get(), MatchesRegex("vsw-5[0-9a-z]{24}"));
    EXPECT_THAT(mint_instance_id(random).get(), MatchesRegex("i-5[0-9a-z]{24}"));
    EXPECT_THAT(mint_load_balancer_id(random).get(), MatchesRegex("lb-5[0-9a-z]{24}"));
  }
}

TEST(IdsTest, AccountsAndKeysHaveTheirForms) {
  base::SeededRandom random(seed);
  for (int i = 0; i < draws; ++i) {
    EXPECT_THAT(mint_account_id(random).get(), MatchesRegex("1[0-9]{15}"));
    EXPECT_THAT(mint_access_key_id(random).get(), MatchesRegex("LTAI[0-9A-Za-z]{20}"));
    EXPECT_THAT(mint_access_key_secret(random), MatchesRegex("[0-9A-Za-z]{30}"));
    EXPECT_THAT(mint_temporary_key_id(random).get(), MatchesRegex("STS\\.[0-9A-Za-z]{25}"));
    EXPECT_THAT(mint_temporary_key_secret(random), MatchesRegex("[0-9A-Za-z]{44}"));
  }
}

TEST(IdsTest, RequestIdsAreUpperCaseUuidsOfVersionFive) {
  base::SeededRandom random(seed);
  for (int i = 0; i < draws; ++i) {
    EXPECT_THAT(mint_request_id(random).get(),
                MatchesRegex("[0-9A-F]{8}-[0-9A-F]{4}-5[0-9A-F]{3}-[89AB][0-9A-F]{3}-[0-9A-F]{12}"));
  }
}

TEST(IdsTest, IdsDoNotRepeatAndDependOnNothingButTheRandomSource) {
  base::SeededRandom random(seed), same(seed), other(seed + 1);
  std::set<std::string> seen;
  for (int i = 0; i < draws; ++i) {
    const LoadBalancerId id = mint_load_balancer_id(random);
    EXPECT_TRUE(seen.insert(id.get()).second);
    EXPECT_EQ(id, mint_load_balancer_id(same));
    EXPECT_NE(id, mint_load_balancer_id(other));
  }
}

TEST(IdsTest, AnIdHasItsPrefixAndOnlyItsCharacters) {
  base::SeededRandom random(seed);
  EXPECT_TRUE(has_id_form(mint_network_id(random).get(), "n-"));
  EXPECT_TRUE(has_id_form(mint_load_balancer_id(random).get(), "lb-"));
  struct Case {
    std::string text;
    bool has_form;
  };
  const Case cases[] = {
      {"lb-5s7crik3yo3bp03gqrbp5abcd", true},
      {"lb-1", true},
      {"lb-" + std::string(61, 'x'), true},
      {"lb-" + std::string(62, 'x'), false},
      {"lb-", false},
      {"", false},
      {"lb", false},
      {"n-5abc", false},
      {"LB-5abc", false},
      {"lb-5ABC", false},
      {"lb-5abc****", false},
      {"lb-5a c", false},
      {"lb-5abc\n", false},
      {"lb-5abc'; --", false},
      {" lb-5abc", false},
      {"lb-\xE4\xB8\xAD", false},
      {std::string("lb-5\0a", 6), false},
  };
  for (const Case& c : cases) EXPECT_EQ(has_id_form(c.text, "lb-"), c.has_form) << c.text;
}

}  // namespace
}  // namespace sluice::model
