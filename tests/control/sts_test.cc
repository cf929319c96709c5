// Temporary keys through the gateway: who gets one, what it may do, and when it ends.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "control/plane/testing/test_cloud.h"

namespace sluice::control {
namespace {

using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::MatchesRegex;

constexpr std::chrono::seconds hour(3600);

const gateway::Origin role_from_office{.over_tls = false, .address = *base::parse_ipv4("203.0.113.7")};
const gateway::Origin role_from_elsewhere{.over_tls = false, .address = *base::parse_ipv4("198.51.100.7")};

std::string trusting(const std::string& principals, const std::string& conditions = "{}",
                     const std::string& effect = "Allow") {
  return R"({"Version":"1","Statement":[{"Effect":")" + effect +
         R"(","Action":"sts:AssumeRole","Principal":{"RAM":[)" + principals + R"(]},"Condition":)" +
         conditions + "}]}";
}

std::string policy_allowing(const std::string& action, const std::string& resource) {
  return R"({"Version":"1","Statement":[{"Effect":"Allow","Action":")" + action + R"(","Resource":")" +
         resource + "\"}]}";
}

// An account with the user alice, and the role reader, which trusts everybody in it and may read.
class Sts : public testing::Test {
 protected:
  Sts() : account(cloud.call("GetCallerIdentity").text("AccountId")), alice(cloud.make_user("alice")) {
    make_role("reader", trusting(root()));
    give_role("reader", "ReadOnlyAccess");
  }

  std::string root() const { return "\"acs:ram::" + account + ":root\""; }
  std::string named(const std::string& kind, const std::string& name) const {
    return "\"acs:ram::" + account + ":" + kind + "/" + name + "\"";
  }
  std::string arn(const std::string& role) const { return "acs:ram::" + account + ":role/" + role; }

  void expect_ok(std::string_view action, Parameters parameters) {
    const Reply reply = cloud.call(action, std::move(parameters));
    EXPECT_TRUE(reply.ok()) << action << ": " << reply.body;
  }
  void make_role(const std::string& name, const std::string& trust) {
    expect_ok("CreateRole", {{"RoleName", name}, {"AssumeRolePolicyDocument", trust}});
  }
  void trust(const std::string& role, const std::string& document) {
    expect_ok("UpdateRole", {{"RoleName", role}, {"NewAssumeRolePolicyDocument", document}});
  }
  void give_role(const std::string& role, const std::string& policy, const std::string& type = "System") {
    expect_ok("AttachPolicyToRole", {{"PolicyType", type}, {"PolicyName", policy}, {"RoleName", role}});
  }
  void take_from_role(const std::string& role, const std::string& policy) {
    expect_ok("DetachPolicyFromRole", {{"PolicyType", "System"}, {"PolicyName", policy}, {"RoleName", role}});
  }
  // A policy of its own for alice.
  void allow_alice(const std::string& name, const std::string& document) {
    expect_ok("CreatePolicy", {{"PolicyName", name}, {"PolicyDocument", document}});
    expect_ok("AttachPolicyToUser", {{"PolicyType", "Custom"}, {"PolicyName", name}, {"UserName", "alice"}});
  }

  Parameters session(const std::string& role, Parameters more = {}) const {
    more.insert(more.begin(), {{"RoleArn", arn(role)}, {"RoleSessionName", "tuesday"}});
    return more;
  }
  static Key key_of(const Reply& reply) {
    EXPECT_TRUE(reply.ok()) << reply.body;
    if (!reply.ok()) return {};
    const json::Value& credentials = reply.value["Credentials"];
    return {credentials["AccessKeyId"].get<std::string>(), credentials["AccessKeySecret"].get<std::string>(),
            credentials["SecurityToken"].get<std::string>()};
  }
  Key assume(const std::string& role, Parameters more = {}) {
    return key_of(cloud.call("AssumeRole", session(role, std::move(more))));
  }
  std::string code(const Key& key, std::string_view action, Parameters parameters = {}) {
    return cloud.call_as(key, action, std::move(parameters)).code();
  }

  TestCloud cloud;
  const std::string account;
  const Key alice;
  const Key operators{std::string(TestCloud::key_id), std::string(TestCloud::key_secret)};
};

TEST_F(Sts, SaysWhoCalls) {
  const Reply root = cloud.call("GetCallerIdentity");
  EXPECT_EQ(root.text("IdentityType"), "Account");
  EXPECT_EQ(root.text("AccountId").size(), 16u);
  EXPECT_EQ(root.text("UserId"), account);
  EXPECT_EQ(root.text("PrincipalId"), account);
  EXPECT_EQ(root.text("Arn"), "acs:ram::" + account + ":root");
  EXPECT_FALSE(root.value.contains("RoleId"));

  const Reply user = cloud.call_as(alice, "GetCallerIdentity");
  EXPECT_EQ(user.text("IdentityType"), "RAMUser") << "without any policy";
  EXPECT_EQ(user.text("UserId"),
            cloud.call("GetUser", {{"UserName", "alice"}}).value["User"]["UserId"].get<std::string>());
  EXPECT_EQ(user.text("PrincipalId"), user.text("UserId"));
  EXPECT_EQ(user.text("Arn"), "acs:ram::" + account + ":user/alice");

  take_from_role("reader", "ReadOnlyAccess");
  const Reply role = cloud.call_as(assume("reader"), "GetCallerIdentity");
  EXPECT_EQ(role.text("IdentityType"), "AssumedRoleUser");
  EXPECT_EQ(role.text("RoleId"),
            cloud.call("GetRole", {{"RoleName", "reader"}}).value["Role"]["RoleId"].get<std::string>());
  EXPECT_EQ(role.text("PrincipalId"), role.text("RoleId") + ":tuesday");
  EXPECT_EQ(role.text("Arn"), "acs:ram::" + account + ":assumed-role/reader/tuesday");
  EXPECT_EQ(role.text("AccountId"), account);
  EXPECT_FALSE(role.value.contains("UserId"));
}

TEST_F(Sts, AnswersAKeyATokenAndUntilWhenTheyAreGood) {
  const Reply reply = cloud.call("AssumeRole", session("reader", {{"DurationSeconds", "900"}}));
  const Key key = key_of(reply);
  EXPECT_THAT(key.id, MatchesRegex("STS\\.[0-9A-Za-z]{25}"));
  EXPECT_THAT(key.secret, MatchesRegex("[0-9A-Za-z]{44}"));
  EXPECT_EQ(reply.value["Credentials"]["Expiration"], "2026-01-02T03:19:05Z");
  EXPECT_EQ(reply.value["AssumedRoleUser"]["Arn"], arn("reader") + "/tuesday");
  EXPECT_THAT(reply.value["AssumedRoleUser"]["AssumedRoleId"].get<std::string>(), EndsWith(":tuesday"));
  const Key other = assume("reader");
  EXPECT_NE(other.id, key.id);
  EXPECT_NE(other.secret, key.secret);
}

TEST_F(Sts, ASessionMayDoWhatItsRoleMayAndNothingElse) {
  const Key session = assume("reader");
  EXPECT_EQ(code(session, "DescribeNetworks"), "");
  EXPECT_EQ(code(session, "ListUsers"), "");
  const Reply refused = cloud.call_as(session, "CreateNetwork");
  EXPECT_EQ(refused.code(), "NoPermission");
  const json::Value& detail = refused.value["AccessDeniedDetail"];
  EXPECT_EQ(detail["AuthPrincipalType"], "AssumedRoleUser");
  EXPECT_EQ(detail["AuthPrincipalDisplayName"], "reader:tuesday");
  EXPECT_EQ(detail["AuthPrincipalOwnerId"], account);
}

TEST_F(Sts, ASessionHasNoKeysOfItsOwn) {
  give_role("reader", "AdministratorAccess");
  EXPECT_EQ(code(assume("reader"), "CreateAccessKey"), "EntityNotExist.User");
}

TEST_F(Sts, WhatARoleMayDoIsInForceAtOnceAndForItsSessionsToo) {
  const Key session = assume("reader");
  take_from_role("reader", "ReadOnlyAccess");
  EXPECT_EQ(code(session, "DescribeNetworks"), "NoPermission");
  give_role("reader", "AliyunENSFullAccess");
  EXPECT_EQ(code(session, "DescribeNetworks"), "");
  EXPECT_EQ(code(session, "CreateNetwork"), "MissingEnsRegionId");
}

TEST_F(Sts, ARoleThatIsDeletedTakesItsSessionsWithItAlsoIfItIsMadeAnew) {
  const Key session = assume("reader");
  take_from_role("reader", "ReadOnlyAccess");
  expect_ok("DeleteRole", {{"RoleName", "reader"}});
  const Reply refused = cloud.call_as(session, "DescribeNetworks");
  EXPECT_EQ(refused.code(), "InvalidSecurityToken.Expired");
  EXPECT_EQ(refused.http_status, 400);
  EXPECT_EQ(refused.text("Hint"), "its role has been deleted");
  make_role("reader", trusting(root()));
  give_role("reader", "ReadOnlyAccess");
  EXPECT_EQ(code(session, "DescribeNetworks"), "InvalidSecurityToken.Expired");
  EXPECT_EQ(code(assume("reader"), "DescribeNetworks"), "");
}

TEST_F(Sts, ASessionEndsWhenItsTimeIsOver) {
  const Key session = assume("reader");
  cloud.clock().advance(hour - std::chrono::seconds(1));
  EXPECT_EQ(code(session, "DescribeNetworks"), "");
  cloud.clock().advance(std::chrono::seconds(1));
  const Reply expired = cloud.call_as(session, "DescribeNetworks");
  EXPECT_EQ(expired.code(), "InvalidSecurityToken.Expired");
  EXPECT_EQ(expired.text("Hint"), "it was good until 2026-01-02T04:04:05Z");
  EXPECT_EQ(code(assume("reader"), "DescribeNetworks"), "");
}

TEST_F(Sts, ASessionLastsNoLongerThanItsRoleAllows) {
  const Reply refused = cloud.call("AssumeRole", session("reader", {{"DurationSeconds", "3601"}}));
  EXPECT_EQ(refused.code(), "InvalidParameter.DurationSeconds");
  EXPECT_THAT(refused.text("Hint"), HasSubstr("900 to 3600"));
  expect_ok("UpdateRole", {{"RoleName", "reader"}, {"NewMaxSessionDuration", "43200"}});
  const Key session = assume("reader", {{"DurationSeconds", "43200"}});
  cloud.clock().advance(12 * hour - std::chrono::seconds(1));
  EXPECT_EQ(code(session, "DescribeNetworks"), "");
}

TEST_F(Sts, AUserNeedsTheRolesTrustAndAPolicyOfHisOwn) {
  const Reply without_policy = cloud.call_as(alice, "AssumeRole", session("reader"));
  EXPECT_EQ(without_policy.code(), "NoPermission");
  EXPECT_EQ(without_policy.http_status, 403);
  EXPECT_EQ(without_policy.text("Message"), "You are not authorized to do this action. Resource: acs:ram:*:" +
                                                account + ":role/reader Action: sts:AssumeRole");
  allow_alice("assumers", policy_allowing("sts:AssumeRole", arn("reader")));
  EXPECT_EQ(code(key_of(cloud.call_as(alice, "AssumeRole", session("reader"))), "DescribeNetworks"), "");
  make_role("writer", trusting(root()));
  EXPECT_EQ(code(alice, "AssumeRole", session("writer")), "NoPermission") << "the policy names another role";

  trust("reader", trusting(named("user", "bob")));
  const Reply without_trust = cloud.call_as(alice, "AssumeRole", session("reader"));
  EXPECT_EQ(without_trust.code(), "NoPermission");
  EXPECT_EQ(without_trust.http_status, 403);
  EXPECT_EQ(without_trust.value["AccessDeniedDetail"]["PolicyType"], "AssumeRolePolicy");
  EXPECT_EQ(without_trust.value["AccessDeniedDetail"]["NoPermissionType"], "ImplicitDeny");
  EXPECT_EQ(without_trust.value["AccessDeniedDetail"]["AuthPrincipalType"], "SubUser");
  trust("reader", trusting(named("user", "alice")));
  EXPECT_TRUE(cloud.call_as(alice, "AssumeRole", session("reader")).ok());
  EXPECT_EQ(code(operators, "AssumeRole", session("reader")), "NoPermission") << "only alice is named";
  trust("reader", trusting(root(), "{}", "Deny"));
  EXPECT_EQ(cloud.call("AssumeRole", session("reader")).value["AccessDeniedDetail"]["NoPermissionType"],
            "ExplicitDeny");
}

TEST_F(Sts, ThePolicyThatRamHasForItLetsAssumeAnyRole) {
  expect_ok("AttachPolicyToUser",
            {{"PolicyType", "System"}, {"PolicyName", "AliyunSTSAssumeRoleAccess"}, {"UserName", "alice"}});
  EXPECT_TRUE(cloud.call_as(alice, "AssumeRole", session("reader")).ok());
  EXPECT_EQ(code(alice, "DescribeNetworks"), "NoPermission");
}

TEST_F(Sts, ASessionAssumesAnotherRoleAsAUserDoes) {
  make_role("next", trusting(named("role", "reader")));
  const Key first = assume("reader");
  EXPECT_EQ(code(first, "AssumeRole", session("next")), "NoPermission") << "no policy of reader's allows it";
  give_role("reader", "AliyunSTSAssumeRoleAccess");
  const Key second = key_of(cloud.call_as(first, "AssumeRole", session("next")));
  EXPECT_EQ(cloud.call_as(second, "GetCallerIdentity").text("Arn"),
            "acs:ram::" + account + ":assumed-role/next/tuesday");
  EXPECT_EQ(code(second, "DescribeNetworks"), "NoPermission") << "what reader may do is left behind";
  trust("next", trusting(named("role", "writer")));
  EXPECT_EQ(code(first, "AssumeRole", session("next")), "NoPermission");
}

TEST_F(Sts, AnotherAccountThatIsTrustedActsInTheRolesAccount) {
  const Reply made = cloud.call("CreateAccount", {{"AccountName", "partner"}});
  const std::string partner = made.value["Account"]["AccountId"].get<std::string>();
  const Key partners{made.value["AccessKey"]["AccessKeyId"].get<std::string>(),
                     made.value["AccessKey"]["AccessKeySecret"].get<std::string>()};
  const Reply untrusted = cloud.call_as(partners, "AssumeRole", session("reader"));
  EXPECT_EQ(untrusted.code(), "NoPermission");
  const Reply unknown = cloud.call_as(partners, "AssumeRole", session("nobody-has-made-it"));
  EXPECT_EQ(unknown.code(), "NoPermission") << "what an account has is not for others to know";
  EXPECT_EQ(unknown.text("Hint"), untrusted.text("Hint"));
  trust("reader", trusting("\"acs:ram::" + partner + ":root\""));
  cloud.make_network();
  const Key session_key = key_of(cloud.call_as(partners, "AssumeRole", session("reader")));
  EXPECT_EQ(cloud.call_as(session_key, "GetCallerIdentity").text("AccountId"), account);
  EXPECT_EQ(cloud.call_as(session_key, "DescribeNetworks").value["TotalCount"], 1);
  EXPECT_EQ(cloud.call_as(partners, "DescribeNetworks").value["TotalCount"], 0);
}

TEST_F(Sts, ARoleThatIsNotThereIsNotAssumed) {
  const Reply gone = cloud.call("AssumeRole", session("writer"));
  EXPECT_EQ(gone.code(), "EntityNotExist.Role");
  EXPECT_EQ(gone.http_status, 404);
  Parameters nowhere = session("reader");
  nowhere[0].second = "acs:ram::1:role/reader";
  EXPECT_EQ(code(operators, "AssumeRole", nowhere), "NoPermission");
  nowhere[0].second = "reader";
  EXPECT_EQ(code(operators, "AssumeRole", nowhere), "InvalidParameter.RoleArn");
}

TEST_F(Sts, APolicyOfTheSessionIsRefusedRatherThanIgnored) {
  const Reply refused =
      cloud.call("AssumeRole", session("reader", {{"Policy", policy_allowing("ens:Describe*", "*")}}));
  EXPECT_EQ(refused.code(), "InvalidParameter.Policy");
  EXPECT_EQ(refused.http_status, 400);
  EXPECT_THAT(refused.text("Hint"), HasSubstr("session policies are not served"));
}

TEST_F(Sts, AnExternalIdIsAskedForByTheTrustPolicy) {
  trust("reader", trusting(root(), R"({"StringEquals":{"sts:ExternalId":"abcd1234"}})"));
  EXPECT_EQ(code(operators, "AssumeRole", session("reader")), "NoPermission");
  EXPECT_EQ(code(operators, "AssumeRole", session("reader", {{"ExternalId", "abcd"}})), "NoPermission");
  EXPECT_TRUE(cloud.call("AssumeRole", session("reader", {{"ExternalId", "abcd1234"}})).ok());
}

TEST_F(Sts, ATrustPolicySeesWhereTheCallCameFrom) {
  trust("reader", trusting(root(), R"({"IpAddress":{"acs:SourceIp":"203.0.113.0/24"}})"));
  EXPECT_TRUE(cloud.call_as(operators, "AssumeRole", session("reader"), role_from_office).ok());
  EXPECT_EQ(cloud.call_as(operators, "AssumeRole", session("reader"), role_from_elsewhere).code(),
            "NoPermission");
  trust("reader", trusting(root(), R"({"Bool":{"acs:SecureTransport":"true"}})"));
  EXPECT_EQ(cloud.call_as(operators, "AssumeRole", session("reader")).code(), "NoPermission");
  EXPECT_TRUE(
      cloud.call_as(operators, "AssumeRole", session("reader"), {.over_tls = true, .address = {}}).ok());
}

TEST_F(Sts, NobodyIsTrustedWhereATrustPolicyCannotBeRead) {
  cloud.in_database([](storage::Transaction& tx) { tx.execute("UPDATE ram_roles SET trust_policy = '{'"); });
  EXPECT_EQ(code(operators, "AssumeRole", session("reader")), "NoPermission");
}

TEST_F(Sts, ASessionOutlivesARestartAndIsServedByAnotherProcess) {
  const Key session = assume("reader");
  cloud.restart();
  EXPECT_EQ(code(session, "DescribeNetworks"), "");
  TestCloud other(TestCloud::Beside{cloud});
  EXPECT_EQ(other.call_as(session, "DescribeNetworks").code(), "");
  take_from_role("reader", "ReadOnlyAccess");
  other.catch_up();
  EXPECT_EQ(other.call_as(session, "DescribeNetworks").code(), "NoPermission");
  expect_ok("DeleteRole", {{"RoleName", "reader"}});
  other.catch_up();
  EXPECT_EQ(other.call_as(session, "DescribeNetworks").code(), "InvalidSecurityToken.Expired");
}

TEST_F(Sts, ARequestForAKeyCountsOnceAlsoAfterARestart) {
  const signature::SignedRequest request = cloud.sign("AssumeRole", session("reader"));
  EXPECT_TRUE(cloud.send(request).ok());
  cloud.restart();
  EXPECT_EQ(cloud.send(request).code(), "SignatureNonceUsed");
}

TEST_F(Sts, AnEmptyTokenCountsAsNone) {
  const Reply reply = cloud.call_as({alice.id, alice.secret, ""}, "GetCallerIdentity");
  EXPECT_TRUE(reply.ok()) << reply.body;
  const Key session = assume("reader");
  EXPECT_EQ(code({session.id, session.secret, ""}, "DescribeNetworks"), "MissingSecurityToken");
}

TEST_F(Sts, TheOperatorsRolesDoTheOperatorsWorkIfTheirPoliciesAllowIt) {
  const Key session = assume("reader");
  EXPECT_EQ(code(session, "ListAccounts"), "") << "ReadOnlyAccess";
  EXPECT_EQ(code(session, "CreateAccount", {{"AccountName", "partner"}}), "NoPermission");
}

}  // namespace
}  // namespace sluice::control
