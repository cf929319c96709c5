// Accounts and their own access keys, as the operator makes them.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "control/plane/testing/test_cloud.h"

namespace sluice::control {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

Key key_of(const Reply& reply) {
  EXPECT_TRUE(reply.ok()) << reply.body;
  if (!reply.ok()) return {};
  const json::Value& key = reply.value["AccessKey"];
  return {key["AccessKeyId"].get<std::string>(), key["AccessKeySecret"].get<std::string>()};
}

class Accounts : public testing::Test {
 protected:
  // The account "partner", with its first key.
  Accounts() {
    const Reply made = cloud.call("CreateAccount", {{"AccountName", "partner"}});
    first = key_of(made);
    partner = {{"AccountId", made.value["Account"]["AccountId"].get<std::string>()}};
  }
  Parameters with(std::string name, std::string value) const {
    return {partner[0], {std::move(name), std::move(value)}};
  }
  Parameters status(const Key& key, std::string status) const {
    return {partner[0], {"AccountAccessKeyId", key.id}, {"Status", std::move(status)}};
  }
  std::string operators_id() { return cloud.call("GetCallerIdentity").text("AccountId"); }

  TestCloud cloud;
  Key first;
  Parameters partner;
};

TEST_F(Accounts, WorkAtOnceWithTheirFirstKeyAndAfterARestart) {
  cloud.make_network();
  const Reply networks = cloud.call_as(first, "DescribeNetworks");
  ASSERT_TRUE(networks.ok()) << networks.body;
  EXPECT_EQ(networks.value["TotalCount"], 0) << "what others have is theirs";
  EXPECT_EQ(cloud.call_as(first, "GetCallerIdentity").text("AccountId"), partner[0].second);
  EXPECT_TRUE(cloud.call_as(first, "CreateUser", {{"UserName", "alice"}}).ok());
  cloud.restart();
  EXPECT_TRUE(cloud.call_as(first, "DescribeNetworks").ok());
}

TEST_F(Accounts, AreMadeOnceByName) {
  const Reply again = cloud.call("CreateAccount", {{"AccountName", "partner"}});
  EXPECT_EQ(again.code(), "AccountAlreadyExists");
  EXPECT_EQ(again.http_status, 400);
  EXPECT_THAT(again.text("Hint"), HasSubstr(partner[0].second)) << "so that a lost answer can be made up for";
  EXPECT_EQ(cloud.call("CreateAccount").code(), "MissingAccountName");
  EXPECT_EQ(cloud.call("CreateAccount", {{"AccountName", "a b"}}).code(), "InvalidParameter.AccountName");
}

TEST_F(Accounts, AreListedPageByPage) {
  ASSERT_TRUE(cloud.call("CreateAccount", {{"AccountName", "second"}}).ok());
  std::vector<std::string> names;
  for (const char* page : {"1", "2"}) {
    const Reply listed = cloud.call("ListAccounts", {{"PageNumber", page}, {"PageSize", "2"}});
    ASSERT_TRUE(listed.ok()) << listed.body;
    EXPECT_EQ(listed.value["TotalCount"], 3);
    for (const json::Value& account : listed.value["Accounts"]) {
      names.push_back(account["AccountName"].get<std::string>());
      EXPECT_EQ(account["IsOperator"], names.back() == "operator");
    }
  }
  EXPECT_THAT(names, ElementsAre("operator", "partner", "second"));
  EXPECT_EQ(cloud.call("ListAccounts", {{"AccountName", "partner"}}).value["Accounts"][0]["AccountId"],
            partner[0].second);
}

TEST_F(Accounts, AreTheOperatorsToMakeAndToSee) {
  const std::pair<const char*, Parameters> calls[] = {
      {"CreateAccount", {{"AccountName", "third"}}},
      {"ListAccounts", {}},
      {"CreateAccountAccessKey", partner},
      {"ListAccountAccessKeys", partner},
      {"UpdateAccountAccessKey", status(first, "Inactive")},
      {"DeleteAccountAccessKey", with("AccountAccessKeyId", first.id)},
  };
  const Key bob = cloud.make_user("bob");
  for (const auto& [action, parameters] : calls) {
    const Reply refused = cloud.call_as(first, action, parameters);
    EXPECT_EQ(refused.code(), "NoPermission") << action;
    EXPECT_EQ(refused.text("Hint"), "only the operator may do this");
    EXPECT_EQ(cloud.call_as(bob, action, parameters).code(), "NoPermission") << "a user without a policy";
  }
  ASSERT_TRUE(
      cloud
          .call("AttachPolicyToUser",
                {{"PolicyType", "System"}, {"PolicyName", "AdministratorAccess"}, {"UserName", "bob"}})
          .ok());
  EXPECT_TRUE(cloud.call_as(bob, "ListAccounts").ok()) << "a user of the operator's whose policy allows it";
}

TEST_F(Accounts, WhoseKeyIsLostGetAnother) {
  const Key second = key_of(cloud.call("CreateAccountAccessKey", partner));
  EXPECT_EQ(cloud.call_as(second, "GetCallerIdentity").text("AccountId"), partner[0].second);
  const Reply listed = cloud.call("ListAccountAccessKeys", partner);
  ASSERT_EQ(listed.value["AccessKeys"].size(), 2u);
  EXPECT_EQ(listed.value["AccessKeys"][0]["AccessKeyId"], first.id);
  EXPECT_EQ(listed.value["AccessKeys"][1]["AccessKeyId"], second.id);
  EXPECT_THAT(listed.body, Not(HasSubstr(second.secret)));
  for (int i = 2; i < 5; ++i) EXPECT_TRUE(cloud.call("CreateAccountAccessKey", partner).ok());
  EXPECT_EQ(cloud.call("CreateAccountAccessKey", partner).code(), "TooManyAccessKeys");
  ASSERT_TRUE(cloud.call("DeleteAccountAccessKey", with("AccountAccessKeyId", first.id)).ok());
  EXPECT_TRUE(cloud.call("CreateAccountAccessKey", partner).ok());
}

TEST_F(Accounts, AreKeptOutAndLetInAgainThroughTheirKeys) {
  ASSERT_TRUE(cloud.call("UpdateAccountAccessKey", status(first, "Inactive")).ok());
  EXPECT_EQ(cloud.call_as(first, "DescribeNetworks").code(), "InvalidAccessKeyId.Inactive");
  EXPECT_EQ(cloud.call("ListAccountAccessKeys", partner).value["AccessKeys"][0]["Status"], "Inactive");
  ASSERT_TRUE(cloud.call("UpdateAccountAccessKey", status(first, "Active")).ok());
  EXPECT_TRUE(cloud.call_as(first, "DescribeNetworks").ok());
  ASSERT_TRUE(cloud.call("DeleteAccountAccessKey", with("AccountAccessKeyId", first.id)).ok())
      << "the operator can make another one";
  EXPECT_EQ(cloud.call_as(first, "DescribeNetworks").code(), "InvalidAccessKeyId.NotFound");
}

TEST_F(Accounts, ThatAreNotThereAndKeysThatTheyDoNotHaveAreNotFound) {
  const Parameters nobody = {{"AccountId", "1"}};
  for (const char* action : {"CreateAccountAccessKey", "ListAccountAccessKeys"}) {
    EXPECT_EQ(cloud.call(action, nobody).code(), "AccountNotFound") << action;
  }
  EXPECT_EQ(cloud.call("DeleteAccountAccessKey", {nobody[0], {"AccountAccessKeyId", first.id}}).code(),
            "AccountNotFound");
  const Key user = cloud.make_user("bob");
  const Parameters operators = {{"AccountId", operators_id()}};
  for (const std::string& id : {std::string("LTAI1"), first.id, user.id}) {
    EXPECT_EQ(cloud.call("DeleteAccountAccessKey", {operators[0], {"AccountAccessKeyId", id}}).code(),
              "AccessKeyNotFound")
        << "only the account's own";
    EXPECT_EQ(cloud
                  .call("UpdateAccountAccessKey",
                        {operators[0], {"AccountAccessKeyId", id}, {"Status", "Inactive"}})
                  .code(),
              "AccessKeyNotFound");
  }
}

TEST_F(Accounts, OfTheOperatorKeepAKey) {
  const Parameters own = {{"AccountId", operators_id()},
                          {"AccountAccessKeyId", std::string(TestCloud::key_id)}};
  EXPECT_EQ(cloud.call("DeleteAccountAccessKey", own).code(), "LastAccessKey");
  EXPECT_EQ(cloud.call("UpdateAccountAccessKey", {own[0], own[1], {"Status", "Inactive"}}).code(),
            "LastAccessKey");
}

}  // namespace
}  // namespace sluice::control
