// The versions of a policy: listed, put in force, taken away.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "control/plane/testing/test_cloud.h"
#include "readers.h"

namespace sluice::control {
namespace {

constexpr const char* nothing =
    R"({"Version":"1","Statement":[{"Effect":"Deny","Action":"*","Resource":"*"}]})";

const Parameters readers_by_name = {{"PolicyName", "readers"}};

// The policy readers: v1, in force, lets describe, v2 does not.
class PolicyVersions : public testing::Test {
 protected:
  PolicyVersions() {
    EXPECT_TRUE(cloud.call("CreatePolicy", with(readers_by_name, "PolicyDocument", reading)).ok());
    EXPECT_TRUE(cloud.call("CreatePolicyVersion", with(readers_by_name, "PolicyDocument", nothing)).ok());
  }
  Reply of_version(std::string_view action, const Parameters& policy, const char* version) {
    return cloud.call(action, with(policy, "VersionId", version));
  }

  TestCloud cloud;
};

TEST_F(PolicyVersions, AreListedOldestFirst) {
  const Reply listed = cloud.call("ListPolicyVersions", custom_readers);
  ASSERT_TRUE(listed.ok()) << listed.body;
  const json::Value& versions = listed.value["PolicyVersions"]["PolicyVersion"];
  ASSERT_EQ(versions.size(), 2u);
  EXPECT_EQ(versions[0]["VersionId"], "v1");
  EXPECT_EQ(versions[0]["IsDefaultVersion"], true);
  EXPECT_EQ(versions[0]["PolicyDocument"], reading);
  EXPECT_EQ(versions[1]["VersionId"], "v2");
  EXPECT_EQ(versions[1]["IsDefaultVersion"], false);
}

TEST_F(PolicyVersions, AreLookedUp) {
  const Reply second = of_version("GetPolicyVersion", custom_readers, "v2");
  ASSERT_TRUE(second.ok()) << second.body;
  EXPECT_EQ(second.value["PolicyVersion"]["PolicyDocument"], nothing);
  EXPECT_EQ(second.value["PolicyVersion"]["IsDefaultVersion"], false);
  const Reply third = of_version("GetPolicyVersion", custom_readers, "v3");
  EXPECT_EQ(third.code(), "EntityNotExist.Policy.Version");
  EXPECT_EQ(third.http_status, 404);
}

TEST_F(PolicyVersions, OfTheSystemsPoliciesAreOneEach) {
  const Parameters system = {{"PolicyType", "System"}, {"PolicyName", "ReadOnlyAccess"}};
  EXPECT_EQ(cloud.call("ListPolicyVersions", system).value["PolicyVersions"]["PolicyVersion"].size(), 1u);
  EXPECT_TRUE(of_version("GetPolicyVersion", system, "v1").ok());
  EXPECT_EQ(of_version("GetPolicyVersion", system, "v2").code(), "EntityNotExist.Policy.Version");
  EXPECT_EQ(of_version("SetDefaultPolicyVersion", {system[1]}, "v1").code(), "EntityNotExist.Policy");
  EXPECT_EQ(of_version("DeletePolicyVersion", {system[1]}, "v1").code(), "EntityNotExist.Policy");
}

TEST_F(PolicyVersions, PutInForceAreInForceAtOnce) {
  const Key alice = cloud.make_user("alice");
  ASSERT_TRUE(cloud.call("AttachPolicyToUser", with(custom_readers, "UserName", "alice")).ok());
  EXPECT_TRUE(cloud.call_as(alice, "DescribeNetworks").ok());
  ASSERT_TRUE(of_version("SetDefaultPolicyVersion", readers_by_name, "v2").ok());
  EXPECT_EQ(cloud.call_as(alice, "DescribeNetworks").code(), "NoPermission");
  EXPECT_EQ(cloud.call("GetPolicy", custom_readers).value["Policy"]["DefaultVersion"], "v2");
  ASSERT_TRUE(of_version("SetDefaultPolicyVersion", readers_by_name, "v1").ok());
  EXPECT_TRUE(cloud.call_as(alice, "DescribeNetworks").ok());
  EXPECT_EQ(of_version("SetDefaultPolicyVersion", readers_by_name, "v3").code(),
            "EntityNotExist.Policy.Version");
}

TEST_F(PolicyVersions, InForceAreNotDeletedButOthersAre) {
  const Reply conflict = of_version("DeletePolicyVersion", readers_by_name, "v1");
  EXPECT_EQ(conflict.code(), "DeleteConflict.Policy.Version.Default");
  EXPECT_EQ(conflict.http_status, 409);
  ASSERT_TRUE(of_version("DeletePolicyVersion", readers_by_name, "v2").ok());
  EXPECT_EQ(of_version("DeletePolicyVersion", readers_by_name, "v2").code(), "EntityNotExist.Policy.Version");
  EXPECT_EQ(cloud.call("CreatePolicyVersion", with(readers_by_name, "PolicyDocument", nothing))
                .value["PolicyVersion"]["VersionId"],
            "v3")
      << "a number is never given twice";
}

TEST_F(PolicyVersions, ButTheOneInForceKeepTheirPolicyFromBeingDeleted) {
  const Reply conflict = cloud.call("DeletePolicy", readers_by_name);
  EXPECT_EQ(conflict.code(), "DeleteConflict.Policy.Version");
  EXPECT_EQ(conflict.http_status, 409);
  ASSERT_TRUE(of_version("DeletePolicyVersion", readers_by_name, "v2").ok());
  EXPECT_TRUE(cloud.call("DeletePolicy", readers_by_name).ok());
}

TEST_F(PolicyVersions, OfOneAccountAreNotThoseOfAnother) {
  cloud.add_account({.id = "other-root", .secret = "s"});
  cloud.restart();
  const Key other{"other-root", "s"};
  EXPECT_EQ(cloud.call_as(other, "ListPolicyVersions", custom_readers).code(), "EntityNotExist.Policy");
  for (const char* action : {"SetDefaultPolicyVersion", "DeletePolicyVersion"}) {
    EXPECT_EQ(cloud.call_as(other, action, with(readers_by_name, "VersionId", "v2")).code(),
              "EntityNotExist.Policy");
  }
}

}  // namespace
}  // namespace sluice::control
