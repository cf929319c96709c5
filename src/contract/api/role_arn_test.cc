#include "contract/api/role_arn.h"

#include <string>

#include <gtest/gtest.h>

namespace sluice::api {
namespace {

TEST(RoleArnTest, NamesAnAccountAndARole) {
  const auto arn = parse_role_arn("acs:ram::1234567890123456:role/edge.reader_2-b");
  ASSERT_TRUE(arn);
  EXPECT_EQ(arn->account_id, "1234567890123456");
  EXPECT_EQ(arn->role_name, "edge.reader_2-b");
  EXPECT_TRUE(is_role_arn("acs:ram::1:role/" + std::string(64, 'r')));
}

TEST(RoleArnTest, IsNothingElse) {
  const std::string others[] = {"",
                                "reader",
                                "acs:ram::1:role/",
                                "acs:ram:::role/reader",
                                "acs:ram::1:user/reader",
                                "acs:ram::1:role/a/b",
                                "acs:ram::1:role/*",
                                "acs:ram::*:role/reader",
                                "acs:ram::1a:role/reader",
                                "acs:ram:*:1:role/reader",
                                "acs:ens::1:role/reader",
                                "acs:ram::1:role/" + std::string(65, 'r'),
                                " acs:ram::1:role/reader"};
  for (const std::string& other : others) EXPECT_FALSE(is_role_arn(other)) << other;
}

}  // namespace
}  // namespace sluice::api
