// Real RAM and STS calls, as clients send them, arrive in the request structs.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "contract/api/ram/access_keys.h"
#include "contract/api/ram/policy_versions.h"
#include "contract/api/ram/roles.h"
#include "contract/api/ram/users.h"
#include "contract/api/sts/assume_role.h"
#include "contract/api/testing/sent.h"

namespace sluice::api {
namespace {

using apitest::accept;
using apitest::refuse;
using apitest::Sent;

// --- users and permissions

TEST(RamRequestsTest, UpdateUserLeavesAloneWhatIsNotSent) {
  const auto request = accept<UpdateUser>({{"UserName", "alice"}, {"NewComments", "on leave"}});
  EXPECT_EQ(request.user_name, "alice");
  EXPECT_EQ(request.new_comments, "on leave");
  EXPECT_FALSE(request.new_user_name);
  EXPECT_FALSE(request.new_display_name);
}

TEST(RamRequestsTest, NamesOfUsersAreLettersDigitsAndAFewMarks) {
  for (const char* name : {"alice", "Alice.W_2-b", "7"}) accept<CreateUser>({{"UserName", name}});
  for (const std::string& name :
       {std::string("a b"), std::string("a/b"), std::string("*"), std::string("爱"), std::string(65, 'a')}) {
    EXPECT_EQ(refuse<CreateUser>({{"UserName", name}}), "InvalidParameter.UserName") << name;
  }
  EXPECT_EQ(refuse<CreateUser>({}), "MissingUserName");
}

TEST(RamRequestsTest, AnAccessKeyIsActiveOrInactive) {
  const auto request = accept<UpdateAccessKey>({{"UserAccessKeyId", "LTAI1"}, {"Status", "Inactive"}});
  EXPECT_EQ(request.user_access_key_id, "LTAI1");
  EXPECT_EQ(request.status, "Inactive");
  EXPECT_FALSE(request.user_name);
  EXPECT_EQ(refuse<UpdateAccessKey>({{"UserAccessKeyId", "LTAI1"}, {"Status", "inactive"}}),
            "InvalidParameter.Status");
  EXPECT_EQ(refuse<UpdateAccessKey>({{"Status", "Active"}}), "MissingUserAccessKeyId");
}

TEST(RamRequestsTest, AListOfUsersIsCutIntoPagesOfAtMostAThousand) {
  EXPECT_EQ(accept<ListUsers>({}).max_items, 100);
  EXPECT_EQ(refuse<ListUsers>({{"MaxItems", "0"}}), "InvalidParameter.MaxItems");
  EXPECT_EQ(refuse<ListUsers>({{"MaxItems", "1001"}}), "InvalidParameter.MaxItems");
}

TEST(RamRequestsTest, AVersionOfAPolicyIsVAndItsNumber) {
  const auto with = [](const std::string& version) -> Sent {
    return {{"PolicyName", "readers"}, {"VersionId", version}};
  };
  EXPECT_EQ(accept<DeletePolicyVersion>(with("v12")).version_id, "v12");
  for (const char* other : {"1", "v", "v0", "v01", "V1", "v1.0", "v-1", "v9999999999"}) {
    EXPECT_EQ(refuse<DeletePolicyVersion>(with(other)), "InvalidParameter.VersionId") << other;
  }
}

TEST(RamRequestsTest, SessionsOfARoleLastBetweenOneAndTwelveHoursAtMost) {
  const Sent role = {{"RoleName", "reader"}, {"AssumeRolePolicyDocument", "{}"}};
  EXPECT_EQ(accept<CreateRole>(role).max_session_duration, 3600);
  EXPECT_FALSE(accept<UpdateRole>({{"RoleName", "reader"}}).new_max_session_duration);
  for (const char* seconds : {"3599", "43201", "0", "1h"}) {
    Sent with = role;
    with.emplace_back("MaxSessionDuration", seconds);
    EXPECT_EQ(refuse<CreateRole>(with), "InvalidParameter.MaxSessionDuration") << seconds;
  }
}

TEST(RamRequestsTest, AssumeRole) {
  const Sent session = {{"RoleArn", "acs:ram::1234567890123456:role/reader"}, {"RoleSessionName", "a@b"}};
  const auto with = [&](const char* name, std::string value) {
    Sent pairs = session;
    pairs.emplace_back(name, std::move(value));
    return pairs;
  };
  const auto request = accept<AssumeRole>(session);
  EXPECT_EQ(request.role_session_name, "a@b");
  EXPECT_EQ(request.duration_seconds, 3600);
  EXPECT_FALSE(request.external_id);
  EXPECT_FALSE(request.policy);
  EXPECT_EQ(accept<AssumeRole>(with("DurationSeconds", "900")).duration_seconds, 900);
  EXPECT_EQ(refuse<AssumeRole>(with("DurationSeconds", "899")), "InvalidParameter.DurationSeconds");
  EXPECT_EQ(refuse<AssumeRole>(with("DurationSeconds", "43201")), "InvalidParameter.DurationSeconds");
  EXPECT_EQ(refuse<AssumeRole>(with("ExternalId", "x")), "InvalidParameter.ExternalId");
  EXPECT_EQ(refuse<AssumeRole>(with("ExternalId", "a b")), "InvalidParameter.ExternalId");
  EXPECT_EQ(refuse<AssumeRole>({session[0]}), "MissingRoleSessionName");
  EXPECT_EQ(refuse<AssumeRole>({session[1]}), "MissingRoleArn");
  EXPECT_EQ(refuse<AssumeRole>({{"RoleArn", "reader"}, session[1]}), "InvalidParameter.RoleArn");
  for (const std::string& name :
       {std::string("a"), std::string("a/b"), std::string("爱丽"), std::string(65, 'a')}) {
    EXPECT_EQ(refuse<AssumeRole>({session[0], {"RoleSessionName", name}}), "InvalidParameter.RoleSessionName")
        << name;
  }
}

}  // namespace
}  // namespace sluice::api
