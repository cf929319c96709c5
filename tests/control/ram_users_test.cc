// RAM users and their access keys through the gateway.

#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "control/plane/testing/test_cloud.h"

namespace sluice::control {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

const Parameters alice = {{"UserName", "alice"}};

TEST(RamUsers, AreCreatedReadChangedListedAndDeleted) {
  TestCloud cloud;
  const Reply created = cloud.call("CreateUser", with(alice, "DisplayName", "Alice"));
  ASSERT_TRUE(created.ok()) << created.body;
  EXPECT_EQ(created.value["User"]["UserId"].get<std::string>().size(), 18u);
  EXPECT_EQ(cloud.call("CreateUser", alice).code(), "EntityAlreadyExists.User");
  EXPECT_EQ(cloud.call("CreateUser", alice).http_status, 409);

  cloud.clock().advance(std::chrono::seconds(7));
  ASSERT_TRUE(cloud.call("UpdateUser", with(alice, "NewUserName", "alice.w")).ok());
  EXPECT_EQ(cloud.call("GetUser", alice).code(), "EntityNotExist.User");
  const Reply found = cloud.call("GetUser", {{"UserName", "alice.w"}});
  EXPECT_EQ(found.value["User"]["UserId"], created.value["User"]["UserId"]);
  EXPECT_EQ(found.value["User"]["DisplayName"], "Alice");
  EXPECT_EQ(found.value["User"]["CreateDate"], "2026-01-02T03:04:05Z");
  EXPECT_EQ(found.value["User"]["UpdateDate"], "2026-01-02T03:04:12Z");

  ASSERT_TRUE(cloud.call("DeleteUser", {{"UserName", "alice.w"}}).ok());
  const Reply gone = cloud.call("DeleteUser", {{"UserName", "alice.w"}});
  EXPECT_EQ(gone.code(), "EntityNotExist.User");
  EXPECT_EQ(gone.http_status, 404);
}

TEST(RamUsers, ARenameDoesNotTakeTheNameOfAnother) {
  TestCloud cloud;
  cloud.make_user("alice");
  cloud.make_user("bob");
  EXPECT_EQ(cloud.call("UpdateUser", with(alice, "NewUserName", "bob")).code(), "EntityAlreadyExists.User");
  EXPECT_TRUE(cloud.call("UpdateUser", with(alice, "NewUserName", "alice")).ok());
}

TEST(RamUsers, AreReadPageByPage) {
  TestCloud cloud;
  for (const char* name : {"u1", "u2", "u3", "u4", "u5"}) {
    ASSERT_TRUE(cloud.call("CreateUser", {{"UserName", name}}).ok());
  }
  std::vector<std::string> names;
  Parameters parameters{{"MaxItems", "2"}};
  for (int pages = 0; pages < 3; ++pages) {
    const Reply page = cloud.call("ListUsers", parameters);
    for (const json::Value& user : page.value["Users"]["User"])
      names.push_back(user["UserName"].get<std::string>());
    EXPECT_EQ(page.value["IsTruncated"], pages < 2);
    EXPECT_EQ(page.value.contains("Marker"), pages < 2);
    parameters = {{"MaxItems", "2"}, {"Marker", page.text("Marker")}};
  }
  EXPECT_THAT(names, ::testing::ElementsAre("u1", "u2", "u3", "u4", "u5"));
  for (const char* marker : {"x", "MTIz!", "LTE=", "MTIzNDU2Nzg5MDEyMzQ1Njc4OTAxMjM0"}) {
    EXPECT_EQ(cloud.call("ListUsers", {{"Marker", marker}}).code(), "InvalidParameter.Marker") << marker;
  }
}

TEST(RamUsers, WithKeysAreNotDeleted) {
  TestCloud cloud;
  const Key key = cloud.make_user("alice");
  const Reply conflict = cloud.call("DeleteUser", alice);
  EXPECT_EQ(conflict.code(), "DeleteConflict.User.AccessKey");
  EXPECT_EQ(conflict.http_status, 409);
  ASSERT_TRUE(cloud.call("DeleteAccessKey", with(alice, "UserAccessKeyId", key.id)).ok());
  EXPECT_TRUE(cloud.call("DeleteUser", alice).ok());
}

// What Terraform's alicloud_ram_user does with force, in its order.
TEST(RamUsers, AreTakenAwayByAClientThatAsksAboutAllTheyCouldHave) {
  TestCloud cloud;
  const Key key = cloud.make_user("alice");
  EXPECT_TRUE(cloud.call("DeleteAccessKey", with(alice, "UserAccessKeyId", key.id)).ok());
  EXPECT_EQ(cloud.call("ListPoliciesForUser", alice).value["Policies"]["Policy"].size(), 0u);
  const Reply groups = cloud.call("ListGroupsForUser", alice);
  ASSERT_TRUE(groups.ok()) << groups.body;
  EXPECT_EQ(groups.value["Groups"]["Group"], json::Value::array());
  const Reply profile = cloud.call("DeleteLoginProfile", alice),
              device = cloud.call("UnbindMFADevice", alice);
  EXPECT_EQ(profile.code(), "EntityNotExist.User.LoginProfile");
  EXPECT_EQ(profile.http_status, 404);
  EXPECT_EQ(device.code(), "EntityNotExist.User.MFADevice");
  EXPECT_EQ(device.http_status, 404);
  EXPECT_TRUE(cloud.call("DeleteUser", alice).ok());
  for (const char* action : {"ListGroupsForUser", "DeleteLoginProfile", "UnbindMFADevice"}) {
    EXPECT_EQ(cloud.call(action, alice).code(), "EntityNotExist.User") << action;
  }
}

TEST(RamUsers, OfOneAccountAreNotThoseOfAnother) {
  TestCloud cloud;
  cloud.add_account({.id = "other-root", .secret = "s"});
  cloud.restart();
  cloud.make_user("alice");
  const Key other{"other-root", "s"};
  EXPECT_EQ(cloud.call_as(other, "GetUser", alice).code(), "EntityNotExist.User");
  EXPECT_TRUE(cloud.call_as(other, "CreateUser", alice).ok());
  EXPECT_EQ(cloud.call("ListUsers").value["Users"]["User"].size(), 1u);
}

TEST(RamUsers, WithoutAPolicyMayDoNothing) {
  TestCloud cloud;
  const Key key = cloud.make_user("alice");
  const Reply user = cloud.call("GetUser", alice);
  const Reply ens = cloud.call_as(key, "DescribeNetworks");
  EXPECT_EQ(ens.http_status, 400);
  EXPECT_EQ(ens.code(), "NoPermission");
  EXPECT_EQ(ens.text("Message"), "Permission denied.");
  const json::Value& detail = ens.value["AccessDeniedDetail"];
  EXPECT_EQ(detail["AuthAction"], "ens:DescribeNetworks");
  EXPECT_EQ(detail["AuthPrincipalType"], "SubUser");
  EXPECT_EQ(detail["AuthPrincipalDisplayName"], user.value["User"]["UserId"]);
  EXPECT_EQ(detail["PolicyType"], "AccountLevelIdentityBasedPolicy");
  EXPECT_EQ(detail["NoPermissionType"], "ImplicitDeny");
  const std::string account = detail["AuthPrincipalOwnerId"].get<std::string>();
  EXPECT_EQ(account.size(), 16u);

  const Reply ram = cloud.call_as(key, "GetUser", alice);
  EXPECT_EQ(ram.http_status, 403);
  EXPECT_EQ(ram.code(), "NoPermission");
  EXPECT_EQ(ram.text("Message"), "You are not authorized to do this action. Resource: acs:ram:*:" + account +
                                     ":user/alice Action: ram:GetUser");
  EXPECT_EQ(cloud.call_as(key, "CreateAccessKey").text("Message"),
            "You are not authorized to do this action. Resource: acs:ram:*:" + account +
                ":user/alice Action: ram:CreateAccessKey")
      << "a user who names nobody means himself";
  EXPECT_EQ(cloud.call_as(key, "CreateLoadBalancer").code(), "NoPermission") << "before what is missing";
}

TEST(AccessKeys, TellTheirSecretOnceAndServeAtOnce) {
  TestCloud cloud;
  const Key key = cloud.make_user("alice");
  EXPECT_EQ(cloud.call_as(key, "DescribeNetworks").code(), "NoPermission") << "known, though it may nothing";
  EXPECT_EQ(cloud.call_as({key.id, "wrong"}, "DescribeNetworks").code(), "SignatureDoesNotMatch");
  const Reply listed = cloud.call("ListAccessKeys", alice);
  EXPECT_EQ(listed.value["AccessKeys"]["AccessKey"][0]["AccessKeyId"], key.id);
  EXPECT_THAT(listed.body, Not(HasSubstr(key.secret)));
  cloud.in_database([&](storage::Transaction& tx) {
    tx.query("SELECT sealed_secret FROM access_keys", {}, [&](const storage::Row& row) {
      EXPECT_THAT(std::string(row.text(0)), Not(HasSubstr(key.secret)));
    });
  });
}

TEST(AccessKeys, AreAtMostTwoOfAUserAndFiveOfTheAccount) {
  TestCloud cloud;
  cloud.make_user("alice");
  EXPECT_TRUE(cloud.call("CreateAccessKey", alice).ok());
  const Reply third = cloud.call("CreateAccessKey", alice);
  EXPECT_EQ(third.code(), "LimitExceeded.User.AccessKey");
  EXPECT_EQ(third.http_status, 409);
  for (int i = 1; i < 5; ++i) EXPECT_TRUE(cloud.call("CreateAccessKey").ok());
  EXPECT_EQ(cloud.call("CreateAccessKey").code(), "LimitExceeded.User.AccessKey");
}

TEST(AccessKeys, ThatAreInactiveAreRefusedAtOnceAndServeAgainWhenTheyAreActive) {
  TestCloud cloud;
  const Key key = cloud.make_user("alice");
  const Parameters which = with(alice, "UserAccessKeyId", key.id);
  ASSERT_TRUE(cloud.call("UpdateAccessKey", with(which, "Status", "Inactive")).ok());
  const Reply inactive = cloud.call_as(key, "DescribeNetworks");
  EXPECT_EQ(inactive.code(), "InvalidAccessKeyId.Inactive");
  EXPECT_EQ(inactive.http_status, 400);
  EXPECT_EQ(inactive.text("Message"), "Specified access key is disabled.");
  EXPECT_EQ(cloud.call("ListAccessKeys", alice).value["AccessKeys"]["AccessKey"][0]["Status"], "Inactive");
  ASSERT_TRUE(cloud.call("UpdateAccessKey", with(which, "Status", "Active")).ok());
  EXPECT_EQ(cloud.call_as(key, "DescribeNetworks").code(), "NoPermission");
  ASSERT_TRUE(cloud.call("DeleteAccessKey", which).ok());
  EXPECT_EQ(cloud.call_as(key, "DescribeNetworks").code(), "InvalidAccessKeyId.NotFound");
  EXPECT_EQ(cloud.call("DeleteAccessKey", which).code(), "EntityNotExist.User.AccessKey");
}

TEST(AccessKeys, AreWhatTheyWereAfterARestart) {
  TestCloud cloud;
  const Key active = cloud.make_user("alice"), inactive = cloud.make_user("bob");
  ASSERT_TRUE(cloud
                  .call("UpdateAccessKey",
                        {{"UserName", "bob"}, {"UserAccessKeyId", inactive.id}, {"Status", "Inactive"}})
                  .ok());
  cloud.restart();
  EXPECT_EQ(cloud.call_as(active, "DescribeNetworks").code(), "NoPermission");
  EXPECT_EQ(cloud.call_as(inactive, "DescribeNetworks").code(), "InvalidAccessKeyId.Inactive");
}

TEST(AccessKeys, OfTheAccountAreNeverAllTakenAway) {
  TestCloud cloud;
  const Parameters first{{"UserAccessKeyId", std::string(TestCloud::key_id)}};
  const Reply last = cloud.call("DeleteAccessKey", first);
  EXPECT_EQ(last.code(), "DeleteConflict.Account.AccessKey");
  EXPECT_EQ(last.http_status, 409);
  EXPECT_EQ(cloud.call("UpdateAccessKey", with(first, "Status", "Inactive")).code(),
            "DeleteConflict.Account.AccessKey");
  const Key second = cloud.make_key({});
  EXPECT_TRUE(cloud.call_as(second, "DeleteAccessKey", first).ok());
  EXPECT_EQ(cloud.call("ListUsers").code(), "InvalidAccessKeyId.NotFound");
  EXPECT_TRUE(cloud.call_as(second, "ListUsers").ok());
}

TEST(AccessKeys, OfAnotherUserAreNotReachedThroughAName) {
  TestCloud cloud;
  const Key bobs = cloud.make_user("bob");
  cloud.make_user("alice");
  EXPECT_EQ(cloud.call("DeleteAccessKey", with(alice, "UserAccessKeyId", bobs.id)).code(),
            "EntityNotExist.User.AccessKey");
}

}  // namespace
}  // namespace sluice::control
