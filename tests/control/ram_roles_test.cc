// Roles and their policies as resources: made, listed, changed, taken away.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "control/plane/testing/test_cloud.h"
#include "readers.h"

namespace sluice::control {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr const char* trust = R"({"Version":"1","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole",)"
                              R"("Principal":{"RAM":["acs:ram::1234567890123456:root"]}}]})";
constexpr const char* other_trust = R"({"Version":"1","Statement":[{"Effect":"Allow",)"
                                    R"("Action":"sts:AssumeRole","Principal":{"RAM":["acs:ram::1:root"]}}]})";

const Parameters reader = {{"RoleName", "reader"}};
const Parameters new_reader = {{"RoleName", "reader"}, {"AssumeRolePolicyDocument", trust}};
const Parameters readers_of_reader = {
    {"PolicyType", "Custom"}, {"PolicyName", "readers"}, {"RoleName", "reader"}};

TEST(RamRoles, AreCreatedReadChangedListedAndDeleted) {
  TestCloud cloud;
  const Reply created = cloud.call("CreateRole", with(new_reader, "Description", "reads"));
  ASSERT_TRUE(created.ok()) << created.body;
  const json::Value& role = created.value["Role"];
  EXPECT_EQ(role["RoleId"].get<std::string>().size(), 18u);
  EXPECT_THAT(role["Arn"].get<std::string>(), HasSubstr(":role/reader"));
  EXPECT_EQ(role["MaxSessionDuration"], 3600);
  const Reply again = cloud.call("CreateRole", new_reader);
  EXPECT_EQ(again.code(), "EntityAlreadyExists.Role");
  EXPECT_EQ(again.http_status, 409);

  cloud.clock().advance(std::chrono::seconds(7));
  ASSERT_TRUE(cloud.call("UpdateRole", with(reader, "NewMaxSessionDuration", "7200")).ok());
  ASSERT_TRUE(cloud.call("UpdateRole", with(reader, "NewAssumeRolePolicyDocument", other_trust)).ok());
  const Reply found = cloud.call("GetRole", reader);
  EXPECT_EQ(found.value["Role"]["RoleId"], role["RoleId"]);
  EXPECT_EQ(found.value["Role"]["Description"], "reads") << "what is not sent stays";
  EXPECT_EQ(found.value["Role"]["MaxSessionDuration"], 7200);
  EXPECT_EQ(found.value["Role"]["AssumeRolePolicyDocument"], other_trust);
  EXPECT_EQ(found.value["Role"]["CreateDate"], "2026-01-02T03:04:05Z");
  EXPECT_EQ(found.value["Role"]["UpdateDate"], "2026-01-02T03:04:12Z");
  EXPECT_EQ(
      cloud.call("UpdateRole", with(reader, "NewDescription", "still reads")).value["Role"]["Description"],
      "still reads");

  ASSERT_TRUE(cloud.call("DeleteRole", reader).ok());
  for (const char* action : {"GetRole", "UpdateRole", "DeleteRole", "ListPoliciesForRole"}) {
    const Reply gone = cloud.call(action, reader);
    EXPECT_EQ(gone.code(), "EntityNotExist.Role") << action;
    EXPECT_EQ(gone.http_status, 404);
  }
}

TEST(RamRoles, TrustPoliciesThatAreMalformedAreRefusedWithAReason) {
  TestCloud cloud;
  const std::pair<std::string, std::string> documents[] = {
      {"{", "JSON"}, {reading, "Principal"}, {R"({"Version":"2","Statement":[]})", "Version"}};
  for (const auto& [document, reason] : documents) {
    const Reply refused =
        cloud.call("CreateRole", {{"RoleName", "reader"}, {"AssumeRolePolicyDocument", document}});
    EXPECT_EQ(refused.code(), "MalformedPolicyDocument") << document;
    EXPECT_EQ(refused.http_status, 400);
    EXPECT_THAT(refused.text("Hint"), HasSubstr(reason));
  }
  ASSERT_TRUE(cloud.call("CreateRole", new_reader).ok());
  EXPECT_EQ(cloud.call("UpdateRole", with(reader, "NewAssumeRolePolicyDocument", "[]")).code(),
            "MalformedPolicyDocument");
  EXPECT_EQ(cloud.call("GetRole", reader).value["Role"]["AssumeRolePolicyDocument"], trust);
}

TEST(RamRoles, AreReadPageByPage) {
  TestCloud cloud;
  for (const char* name : {"r1", "r2", "r3"}) {
    ASSERT_TRUE(cloud.call("CreateRole", {{"RoleName", name}, new_reader[1]}).ok());
  }
  std::vector<std::string> names;
  Parameters parameters{{"MaxItems", "2"}};
  for (int pages = 0; pages < 2; ++pages) {
    const Reply page = cloud.call("ListRoles", parameters);
    for (const json::Value& role : page.value["Roles"]["Role"]) {
      names.push_back(role["RoleName"].get<std::string>());
    }
    EXPECT_EQ(page.value["IsTruncated"], pages == 0);
    parameters = {{"MaxItems", "2"}, {"Marker", page.text("Marker")}};
  }
  EXPECT_THAT(names, ElementsAre("r1", "r2", "r3"));
  EXPECT_EQ(cloud.call("ListRoles", {{"Marker", "x"}}).code(), "InvalidParameter.Marker");
}

TEST(RamRoles, HavePoliciesOnceAndLoseThemOnce) {
  TestCloud cloud;
  ASSERT_TRUE(cloud.call("CreateRole", new_reader).ok());
  EXPECT_EQ(cloud.call("AttachPolicyToRole", readers_of_reader).code(), "EntityNotExist.Policy");
  ASSERT_TRUE(cloud.call("CreatePolicy", {{"PolicyName", "readers"}, {"PolicyDocument", reading}}).ok());
  ASSERT_TRUE(cloud.call("AttachPolicyToRole", readers_of_reader).ok());
  const Reply again = cloud.call("AttachPolicyToRole", readers_of_reader);
  EXPECT_EQ(again.code(), "EntityAlreadyExists.Role.Policy");
  EXPECT_EQ(again.http_status, 409);
  const Reply listed = cloud.call("ListPoliciesForRole", reader);
  ASSERT_EQ(listed.value["Policies"]["Policy"].size(), 1u);
  EXPECT_EQ(listed.value["Policies"]["Policy"][0]["PolicyName"], "readers");
  EXPECT_EQ(cloud.call("DeletePolicy", {{"PolicyName", "readers"}}).code(), "DeleteConflict.Policy.Role");
  const Reply conflict = cloud.call("DeleteRole", reader);
  EXPECT_EQ(conflict.code(), "DeleteConflict.Role.Policy");
  EXPECT_EQ(conflict.http_status, 409);
  ASSERT_TRUE(cloud.call("DetachPolicyFromRole", readers_of_reader).ok());
  const Reply gone = cloud.call("DetachPolicyFromRole", readers_of_reader);
  EXPECT_EQ(gone.code(), "EntityNotExist.Role.Policy");
  EXPECT_EQ(gone.http_status, 404);
  EXPECT_TRUE(cloud.call("DeleteRole", reader).ok());
  EXPECT_TRUE(cloud.call("DeletePolicy", {{"PolicyName", "readers"}}).ok());
  EXPECT_EQ(cloud.call("AttachPolicyToRole", readers_of_reader).code(), "EntityNotExist.Role");
  EXPECT_EQ(cloud.call("DetachPolicyFromRole", readers_of_reader).code(), "EntityNotExist.Role");
}

TEST(RamRoles, HaveAtMostTwentyPolicies) {
  TestCloud cloud;
  ASSERT_TRUE(cloud.call("CreateRole", new_reader).ok());
  for (int i = 0; i <= 20; ++i) {
    const std::string name = "p" + std::to_string(i);
    cloud.clock().advance(std::chrono::seconds(1));  // no faster than the documented rate
    ASSERT_TRUE(cloud.call("CreatePolicy", {{"PolicyName", name}, {"PolicyDocument", reading}}).ok());
    const Reply attached = cloud.call(
        "AttachPolicyToRole", {{"PolicyType", "Custom"}, {"PolicyName", name}, {"RoleName", "reader"}});
    EXPECT_EQ(attached.code(), i < 20 ? "" : "LimitExceeded.Role.Policy");
  }
}

TEST(RamRoles, AreListedBesideTheUsersThatHaveAPolicy) {
  TestCloud cloud;
  const Parameters read_only = {{"PolicyType", "System"}, {"PolicyName", "ReadOnlyAccess"}};
  const Reply nobody = cloud.call("ListEntitiesForPolicy", read_only);
  ASSERT_TRUE(nobody.ok()) << nobody.body;
  for (const auto& [wrapper, item] : {std::pair("Users", "User"), {"Groups", "Group"}, {"Roles", "Role"}}) {
    EXPECT_TRUE(nobody.value[wrapper][item].is_array()) << "clients index into it";
    EXPECT_TRUE(nobody.value[wrapper][item].empty());
  }
  cloud.make_user("alice");
  ASSERT_TRUE(cloud.call("CreateRole", new_reader).ok());
  ASSERT_TRUE(cloud.call("AttachPolicyToUser", with(read_only, "UserName", "alice")).ok());
  ASSERT_TRUE(cloud.call("AttachPolicyToRole", with(read_only, "RoleName", "reader")).ok());
  const Reply both = cloud.call("ListEntitiesForPolicy", read_only);
  ASSERT_EQ(both.value["Users"]["User"].size(), 1u);
  EXPECT_EQ(both.value["Users"]["User"][0]["UserName"], "alice");
  ASSERT_EQ(both.value["Roles"]["Role"].size(), 1u);
  EXPECT_EQ(both.value["Roles"]["Role"][0]["RoleName"], "reader");
  EXPECT_EQ(cloud.call("ListEntitiesForPolicy", {{"PolicyType", "Custom"}, {"PolicyName", "ReadOnlyAccess"}})
                .code(),
            "EntityNotExist.Policy");
}

TEST(RamRoles, OfOneAccountAreNotThoseOfAnother) {
  TestCloud cloud;
  cloud.add_account({.id = "other-root", .secret = "s"});
  cloud.restart();
  const Key other{"other-root", "s"};
  ASSERT_TRUE(cloud.call("CreateRole", new_reader).ok());
  for (const char* action : {"GetRole", "UpdateRole", "DeleteRole"}) {
    EXPECT_EQ(cloud.call_as(other, action, reader).code(), "EntityNotExist.Role") << action;
  }
  EXPECT_TRUE(cloud.call_as(other, "CreateRole", new_reader).ok());
  EXPECT_EQ(cloud.call("ListRoles").value["Roles"]["Role"].size(), 1u);
}

TEST(RamRoles, AreGivenRoleByRole) {
  TestCloud cloud;
  const Key alice = cloud.make_user("alice");
  const std::string own_role = R"({"Version":"1","Statement":[{"Effect":"Allow","Action":"ram:*Role*",)"
                               R"("Resource":"acs:ram:*:*:role/reader"}]})";
  ASSERT_TRUE(cloud.call("CreateRole", new_reader).ok());
  ASSERT_TRUE(cloud.call("CreatePolicy", {{"PolicyName", "own"}, {"PolicyDocument", own_role}}).ok());
  ASSERT_TRUE(cloud
                  .call("AttachPolicyToUser",
                        {{"PolicyType", "Custom"}, {"PolicyName", "own"}, {"UserName", "alice"}})
                  .ok());
  EXPECT_TRUE(cloud.call_as(alice, "GetRole", reader).ok());
  EXPECT_THAT(cloud.call_as(alice, "GetRole", {{"RoleName", "writer"}}).text("Message"),
              HasSubstr(":role/writer Action: ram:GetRole"));
  const Reply refused =
      cloud.call_as(alice, "AttachPolicyToRole",
                    {{"PolicyType", "System"}, {"PolicyName", "AdministratorAccess"}, reader[0]});
  EXPECT_EQ(refused.http_status, 403);
  EXPECT_THAT(refused.text("Message"), HasSubstr("acs:ram:*:system:policy/AdministratorAccess"));
}

}  // namespace
}  // namespace sluice::control
