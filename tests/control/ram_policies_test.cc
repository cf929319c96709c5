// Policies and their attachments as resources: made, listed, versioned, taken away.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "control/plane/testing/test_cloud.h"
#include "readers.h"

namespace sluice::control {
namespace {

using ::testing::HasSubstr;

constexpr const char* writing =
    R"({"Version":"1","Statement":[{"Effect":"Allow","Action":"ens:*","Resource":"*"}]})";

const Parameters readers = {{"PolicyName", "readers"}, {"PolicyDocument", reading}};
const Parameters readers_of_alice = {
    {"PolicyType", "Custom"}, {"PolicyName", "readers"}, {"UserName", "alice"}};

Parameters version(std::string document, std::string in_force, std::string rotate = "None") {
  return {{"PolicyName", "readers"},
          {"PolicyDocument", std::move(document)},
          {"SetAsDefault", std::move(in_force)},
          {"RotateStrategy", std::move(rotate)}};
}

TEST(RamPolicies, AreCreatedReadAndDeleted) {
  TestCloud cloud;
  const Reply created = cloud.call("CreatePolicy", readers);
  ASSERT_TRUE(created.ok()) << created.body;
  EXPECT_EQ(created.value["Policy"]["PolicyType"], "Custom");
  EXPECT_EQ(created.value["Policy"]["DefaultVersion"], "v1");
  const Reply again = cloud.call("CreatePolicy", readers);
  EXPECT_EQ(again.code(), "EntityAlreadyExists.Policy");
  EXPECT_EQ(again.http_status, 409);
  const Reply found = cloud.call("GetPolicy", custom_readers);
  EXPECT_EQ(found.value["DefaultPolicyVersion"]["PolicyDocument"], reading);
  EXPECT_EQ(found.value["Policy"]["AttachmentCount"], 0);
  ASSERT_TRUE(cloud.call("DeletePolicy", {{"PolicyName", "readers"}}).ok());
  EXPECT_EQ(cloud.call("GetPolicy", custom_readers).http_status, 404);
  EXPECT_EQ(cloud.call("DeletePolicy", {{"PolicyName", "readers"}}).code(), "EntityNotExist.Policy");
  EXPECT_TRUE(cloud.call("CreatePolicy", readers).ok()) << "its versions are gone as well";
}

TEST(RamPolicies, ThatAreMalformedAreRefusedWithAReason) {
  TestCloud cloud;
  const std::pair<std::string, std::string> documents[] = {
      {"{", "JSON"},
      {R"({"Version":"2","Statement":[]})", "Version"},
      {R"({"Version":"1","Statement":[{"Effect":"Perhaps","Action":"*","Resource":"*"}]})", "Effect"},
      {std::string(R"({"Version":"1","Statement":[]})") + std::string(6144, ' '), "6144"}};
  for (const auto& [document, reason] : documents) {
    const Reply refused =
        cloud.call("CreatePolicy", {{"PolicyName", "readers"}, {"PolicyDocument", document}});
    EXPECT_EQ(refused.code(), "MalformedPolicyDocument") << document;
    EXPECT_EQ(refused.http_status, 400);
    EXPECT_THAT(refused.text("Hint"), HasSubstr(reason));
  }
  ASSERT_TRUE(cloud.call("CreatePolicy", readers).ok());
  EXPECT_EQ(cloud.call("CreatePolicyVersion", version("[]", "true")).code(), "MalformedPolicyDocument");
  EXPECT_TRUE(cloud
                  .call("CreatePolicy", {{"PolicyName", "spread"},
                                         {"PolicyDocument",
                                          "{\n\t\"Version\": \"1\",\n\t\"Statement\": {\"Effect\": "
                                          "\"Allow\", \"Action\": \"*\", \"Resource\": \"*\"}\r\n}"}})
                  .ok())
      << "over several lines";
}

TEST(RamPolicies, KeepTheirLastVersions) {
  TestCloud cloud;
  ASSERT_TRUE(cloud.call("CreatePolicy", readers).ok());
  for (int i = 2; i <= 5; ++i) ASSERT_TRUE(cloud.call("CreatePolicyVersion", version(writing, "false")).ok());
  const Reply full = cloud.call("CreatePolicyVersion", version(writing, "true"));
  EXPECT_EQ(full.code(), "LimitExceeded.Policy.Version");
  EXPECT_EQ(full.http_status, 409);
  const std::string rotate = "DeleteOldestNonDefaultVersionWhenLimitExceeded";
  const Reply sixth = cloud.call("CreatePolicyVersion", version(writing, "false", rotate));
  EXPECT_EQ(sixth.value["PolicyVersion"]["VersionId"], "v6");
  EXPECT_EQ(sixth.value["PolicyVersion"]["IsDefaultVersion"], false);
  EXPECT_EQ(cloud.call("GetPolicy", custom_readers).value["DefaultPolicyVersion"]["PolicyDocument"], reading)
      << "the one in force is never deleted";
  ASSERT_TRUE(cloud.call("CreatePolicyVersion", version(writing, "true", rotate)).ok());
  const Reply found = cloud.call("GetPolicy", custom_readers);
  EXPECT_EQ(found.value["Policy"]["DefaultVersion"], "v7");
  EXPECT_EQ(found.value["DefaultPolicyVersion"]["PolicyDocument"], writing);
}

TEST(RamPolicies, AreListedTheSystemsFirst) {
  TestCloud cloud;
  ASSERT_TRUE(cloud.call("CreatePolicy", readers).ok());
  std::vector<std::string> names;
  Parameters parameters{{"MaxItems", "4"}};
  for (bool more = true; more;) {
    const Reply page = cloud.call("ListPolicies", parameters);
    ASSERT_TRUE(page.ok()) << page.body;
    for (const json::Value& policy : page.value["Policies"]["Policy"]) {
      names.push_back(policy["PolicyName"].get<std::string>());
    }
    more = page.value["IsTruncated"].get<bool>();
    parameters = {{"MaxItems", "4"}, {"Marker", page.text("Marker")}};
  }
  EXPECT_THAT(names,
              ::testing::ElementsAre("AdministratorAccess", "ReadOnlyAccess", "AliyunENSFullAccess",
                                     "AliyunENSReadOnlyAccess", "AliyunRAMFullAccess",
                                     "AliyunRAMReadOnlyAccess", "AliyunSTSAssumeRoleAccess", "readers"));
  EXPECT_EQ(cloud.call("ListPolicies", {{"PolicyType", "Custom"}}).value["Policies"]["Policy"].size(), 1u);
  EXPECT_EQ(cloud.call("ListPolicies", {{"PolicyType", "System"}}).value["Policies"]["Policy"].size(), 7u);
  EXPECT_EQ(cloud.call("ListPolicies", {{"PolicyType", "system"}}).code(), "InvalidParameter.PolicyType");
}

TEST(RamPolicies, OfTheSystemAreReadAndCannotBeChanged) {
  TestCloud cloud;
  const Parameters name{{"PolicyName", "AdministratorAccess"}};
  const Reply found = cloud.call("GetPolicy", {{"PolicyType", "System"}, name[0]});
  EXPECT_THAT(found.value["DefaultPolicyVersion"]["PolicyDocument"].get<std::string>(),
              HasSubstr(R"("Action":"*")"));
  EXPECT_EQ(cloud.call("GetPolicy", {{"PolicyType", "Custom"}, name[0]}).code(), "EntityNotExist.Policy");
  EXPECT_EQ(cloud.call("DeletePolicy", name).code(), "EntityNotExist.Policy");
  EXPECT_EQ(cloud.call("CreatePolicyVersion", {name[0], {"PolicyDocument", reading}}).code(),
            "EntityNotExist.Policy");
}

TEST(RamPolicies, OfTheAccountMayHaveTheNameOfASystemPolicy) {
  TestCloud cloud;
  const Key alice = cloud.make_user("alice");
  const Parameters name{{"PolicyName", "AdministratorAccess"}};
  ASSERT_TRUE(cloud.call("CreatePolicy", {name[0], {"PolicyDocument", reading}}).ok());
  ASSERT_TRUE(
      cloud.call("AttachPolicyToUser", {{"PolicyType", "Custom"}, name[0], {"UserName", "alice"}}).ok());
  EXPECT_TRUE(cloud.call_as(alice, "DescribeNetworks").ok());
  EXPECT_EQ(cloud.call_as(alice, "CreateNetwork").code(), "NoPermission");
}

TEST(RamPolicies, AreAttachedOnceAndTakenAwayOnce) {
  TestCloud cloud;
  cloud.make_user("alice");
  EXPECT_EQ(cloud.call("AttachPolicyToUser", readers_of_alice).code(), "EntityNotExist.Policy");
  ASSERT_TRUE(cloud.call("CreatePolicy", readers).ok());
  ASSERT_TRUE(cloud.call("AttachPolicyToUser", readers_of_alice).ok());
  const Reply again = cloud.call("AttachPolicyToUser", readers_of_alice);
  EXPECT_EQ(again.code(), "EntityAlreadyExists.User.Policy");
  EXPECT_EQ(again.http_status, 409);
  const Reply listed = cloud.call("ListPoliciesForUser", {{"UserName", "alice"}});
  ASSERT_EQ(listed.value["Policies"]["Policy"].size(), 1u);
  EXPECT_EQ(listed.value["Policies"]["Policy"][0]["PolicyName"], "readers");
  EXPECT_EQ(cloud.call("GetPolicy", custom_readers).value["Policy"]["AttachmentCount"], 1);
  ASSERT_TRUE(cloud.call("DetachPolicyFromUser", readers_of_alice).ok());
  EXPECT_EQ(cloud.call("DetachPolicyFromUser", readers_of_alice).code(), "EntityNotExist.User.Policy");
  EXPECT_EQ(cloud.call("ListPoliciesForUser", {{"UserName", "bob"}}).code(), "EntityNotExist.User");
}

TEST(RamPolicies, ThatSomebodyHasAreNotDeletedAndNeitherAreTheirUsers) {
  TestCloud cloud;
  ASSERT_TRUE(cloud.call("CreateUser", {{"UserName", "alice"}}).ok());
  ASSERT_TRUE(cloud.call("CreatePolicy", readers).ok());
  ASSERT_TRUE(cloud.call("AttachPolicyToUser", readers_of_alice).ok());
  EXPECT_EQ(cloud.call("DeletePolicy", {{"PolicyName", "readers"}}).code(), "DeleteConflict.Policy.User");
  EXPECT_EQ(cloud.call("DeleteUser", {{"UserName", "alice"}}).code(), "DeleteConflict.User.Policy");
  ASSERT_TRUE(cloud.call("DetachPolicyFromUser", readers_of_alice).ok());
  EXPECT_TRUE(cloud.call("DeletePolicy", {{"PolicyName", "readers"}}).ok());
  EXPECT_TRUE(cloud.call("DeleteUser", {{"UserName", "alice"}}).ok());
}

TEST(RamPolicies, OfOneAccountAreNotThoseOfAnother) {
  TestCloud cloud;
  cloud.add_account({.id = "other-root", .secret = "s"});
  cloud.restart();
  const Key other{"other-root", "s"};
  cloud.make_user("alice");
  ASSERT_TRUE(cloud.call("CreatePolicy", readers).ok());
  EXPECT_EQ(cloud.call_as(other, "GetPolicy", custom_readers).code(), "EntityNotExist.Policy");
  EXPECT_EQ(cloud.call_as(other, "DeletePolicy", {{"PolicyName", "readers"}}).code(),
            "EntityNotExist.Policy");
  EXPECT_EQ(cloud.call_as(other, "CreatePolicyVersion", version(writing, "true")).code(),
            "EntityNotExist.Policy");
  EXPECT_EQ(cloud.call_as(other, "AttachPolicyToUser", readers_of_alice).code(), "EntityNotExist.User");
  ASSERT_TRUE(cloud.call_as(other, "CreateUser", {{"UserName", "alice"}}).ok());
  EXPECT_EQ(cloud.call_as(other, "AttachPolicyToUser", readers_of_alice).code(), "EntityNotExist.Policy");
  EXPECT_EQ(
      cloud.call_as(other, "ListPolicies", {{"PolicyType", "Custom"}}).value["Policies"]["Policy"].size(),
      0u);
  EXPECT_TRUE(cloud.call_as(other, "CreatePolicy", readers).ok());
}

TEST(RamPolicies, AreAtMostTwentyOfAUser) {
  TestCloud cloud;
  cloud.make_user("alice");
  for (int i = 0; i <= 20; ++i) {
    const std::string name = "p" + std::to_string(i);
    cloud.clock().advance(std::chrono::seconds(1));  // no faster than the documented rate
    ASSERT_TRUE(cloud.call("CreatePolicy", {{"PolicyName", name}, {"PolicyDocument", reading}}).ok());
    const Reply attached = cloud.call(
        "AttachPolicyToUser", {{"PolicyType", "Custom"}, {"PolicyName", name}, {"UserName", "alice"}});
    EXPECT_EQ(attached.code(), i < 20 ? "" : "LimitExceeded.User.Policy");
  }
}

}  // namespace
}  // namespace sluice::control
