// Check 14 of the gateway: what RAM users may do, by the policies that are attached to them.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "control/plane/testing/test_cloud.h"

namespace sluice::control {
namespace {

using ::testing::HasSubstr;

const gateway::Origin from_office{.over_tls = false, .address = *base::parse_ipv4("203.0.113.7")};
const gateway::Origin from_elsewhere{.over_tls = false, .address = *base::parse_ipv4("198.51.100.7")};

std::string document(std::string_view statements) {
  return R"({"Version":"1","Statement":[)" + std::string(statements) + "]}";
}

std::string allowing(std::string_view action, std::string_view resource = "*") {
  return R"({"Effect":"Allow","Action":")" + std::string(action) + R"(","Resource":")" +
         std::string(resource) + "\"}";
}

std::string denying(std::string_view action, std::string_view resource = "*") {
  return R"({"Effect":"Deny","Action":")" + std::string(action) + R"(","Resource":")" +
         std::string(resource) + "\"}";
}

// A cloud with a network in it, and the user alice.
class Permissions : public testing::Test {
 protected:
  Permissions()
      : network_(cloud.make_network()),
        vswitch_(cloud.make_vswitch(network_)),
        alice(cloud.make_user("alice")) {}

  void attach(std::string_view name, std::string_view statements) {
    expect_ok("CreatePolicy", {{"PolicyName", std::string(name)}, {"PolicyDocument", document(statements)}});
    expect_ok("AttachPolicyToUser", attachment("Custom", name));
  }
  void expect_ok(std::string_view action, Parameters parameters) {
    const Reply reply = cloud.call(action, std::move(parameters));
    EXPECT_TRUE(reply.ok()) << action << ": " << reply.body;
  }
  static Parameters attachment(std::string_view type, std::string_view name) {
    return {{"PolicyType", std::string(type)}, {"PolicyName", std::string(name)}, {"UserName", "alice"}};
  }
  Reply create(const Key& key, gateway::Origin origin = {}) {
    return cloud.call_as(key, "CreateLoadBalancer", cloud.balancer_parameters(network_, vswitch_), origin);
  }
  // The code of a refusal; empty for what is done.
  std::string code(std::string_view action, Parameters parameters = {}, gateway::Origin origin = {}) {
    return cloud.call_as(alice, action, std::move(parameters), origin).code();
  }

  TestCloud cloud;

 private:
  const std::string network_, vswitch_;

 protected:
  const Key alice;
};

TEST_F(Permissions, AUserAllowedToCreateBalancersCreatesThemAndDoesNothingElse) {
  EXPECT_EQ(create(alice).code(), "NoPermission");
  attach("creators", allowing("ens:CreateLoadBalancer"));
  const Reply created = create(alice);
  ASSERT_TRUE(created.ok()) << created.body;
  EXPECT_EQ(code("DescribeLoadBalancers"), "NoPermission");
  EXPECT_EQ(code("DeleteLoadBalancer", {{"LoadBalancerId", created.text("LoadBalancerId")}}), "NoPermission");
  EXPECT_EQ(code("CreateNetwork"), "NoPermission");
  EXPECT_EQ(code("ListUsers"), "NoPermission");
  EXPECT_EQ(code("DescribeClientTokens"), "NoPermission");
}

TEST_F(Permissions, AUserAllowedToDescribeDescribesAndDoesNotCreate) {
  attach("readers", allowing("ens:Describe*"));
  for (const char* action : {"DescribeLoadBalancers", "DescribeNetworks", "DescribeEnsRegions"}) {
    EXPECT_EQ(code(action), "") << action;
  }
  const Reply refused = create(alice);
  EXPECT_EQ(refused.http_status, 400);
  EXPECT_EQ(refused.code(), "NoPermission");
  EXPECT_EQ(refused.text("Message"), "Permission denied.");
  EXPECT_EQ(refused.value["AccessDeniedDetail"]["AuthAction"], "ens:CreateLoadBalancer");
  EXPECT_EQ(refused.value["AccessDeniedDetail"]["NoPermissionType"], "ImplicitDeny");
  EXPECT_FALSE(refused.value["AccessDeniedDetail"].contains("PolicyName"));
}

TEST_F(Permissions, AreNotAskedOfTheAccountItself) {
  attach("nobody", denying("*"));
  EXPECT_TRUE(cloud.call("DescribeNetworks").ok());
  EXPECT_EQ(code("DescribeNetworks"), "NoPermission");
}

TEST_F(Permissions, ADenyWinsAndIsNamed) {
  attach("everything", allowing("*"));
  attach("but", allowing("ens:*") + "," + denying("ens:Create*"));
  EXPECT_EQ(code("DescribeNetworks"), "");
  const Reply refused = create(alice);
  EXPECT_EQ(refused.code(), "NoPermission");
  const json::Value& detail = refused.value["AccessDeniedDetail"];
  EXPECT_EQ(detail["NoPermissionType"], "ExplicitDeny");
  EXPECT_EQ(detail["PolicyName"], "but");
  EXPECT_EQ(detail["Statement"], "2");
  EXPECT_THAT(refused.text("Hint"), HasSubstr("statement 2 of the policy but"));
}

TEST_F(Permissions, ADenyBySourceAddressKeepsOthersOut) {
  attach("office-only", allowing("ens:*") + R"(,{"Effect":"Deny","Action":"*","Resource":"*","Condition":)"
                                            R"({"NotIpAddress":{"acs:SourceIp":"203.0.113.0/24"}}})");
  EXPECT_TRUE(create(alice, from_office).ok());
  const Reply refused = create(alice, from_elsewhere);
  EXPECT_EQ(refused.code(), "NoPermission");
  EXPECT_EQ(refused.value["AccessDeniedDetail"]["NoPermissionType"], "ExplicitDeny");
}

TEST_F(Permissions, ASourceAddressThatACallerClaimsIsNotBelieved) {
  attach("office-only", R"({"Effect":"Allow","Action":"*","Resource":"*","Condition":)"
                        R"({"IpAddress":{"acs:SourceIp":"203.0.113.0/24"}}})");
  EXPECT_EQ(code("DescribeNetworks", {}, from_office), "");
  EXPECT_EQ(code("DescribeNetworks", {{"SourceIp", "203.0.113.7"}}, from_elsewhere), "NoPermission");
}

TEST_F(Permissions, DependOnTlsAndTheTimeWhereAPolicySaysSo) {
  attach("careful", R"({"Effect":"Allow","Action":"*","Resource":"*","Condition":)"
                    R"({"Bool":{"acs:SecureTransport":"true"},)"
                    R"("DateLessThan":{"acs:CurrentTime":"2026-01-02T03:05:00Z"}}})");
  EXPECT_EQ(code("DescribeNetworks"), "NoPermission");
  EXPECT_EQ(code("DescribeNetworks", {{"SecureTransport", "true"}}), "NoPermission");
  EXPECT_EQ(code("DescribeNetworks", {}, {.over_tls = true, .address = {}}), "");
  cloud.clock().advance(std::chrono::seconds(60));
  EXPECT_EQ(code("DescribeNetworks", {}, {.over_tls = true, .address = {}}), "NoPermission");
}

TEST_F(Permissions, OfARegionAreThoseOfTheRegionThatIsNamed) {
  attach("chengdu", allowing("ens:*", "acs:ens:cn-chengdu-telecom:*:*"));
  EXPECT_EQ(code("DescribeNetworks", {{"EnsRegionId", "cn-chengdu-telecom"}}), "");
  EXPECT_EQ(code("DescribeNetworks", {{"EnsRegionId", "cn-beijing-telecom"}}), "NoPermission");
  EXPECT_EQ(code("DescribeNetworks"), "NoPermission") << "of all regions";
}

// What an action does not declare means nothing to it: DeleteLoadBalancer finds its balancer in any region.
TEST_F(Permissions, AreNotWidenedByAParameterThatTheActionDoesNotHave) {
  attach("beijing", allowing("ens:*", "acs:ens:cn-beijing-telecom:*:*"));
  const std::string balancer =
      create({std::string(TestCloud::key_id), std::string(TestCloud::key_secret)}).text("LoadBalancerId");
  ASSERT_NE(balancer, "");
  EXPECT_EQ(code("DeleteLoadBalancer", {{"LoadBalancerId", balancer}, {"EnsRegionId", "cn-beijing-telecom"}}),
            "NoPermission");
  attach("system-policies", allowing("ram:CreatePolicyVersion", "acs:ram:*:system:policy/*"));
  EXPECT_EQ(code("CreatePolicyVersion", {{"PolicyName", "beijing"},
                                         {"PolicyType", "System"},
                                         {"PolicyDocument", document(allowing("*"))}}),
            "NoPermission");
}

TEST_F(Permissions, AreNotWidenedByAValueWithSegmentsOfItsOwn) {
  attach("one", allowing("ens:*", "acs:ens:x:1:*"));
  EXPECT_EQ(code("DescribeNetworks", {{"EnsRegionId", "x:1"}}), "NoPermission");
}

// Whoever writes the policies and the names would else choose how long everybody waits for the gateway.
TEST_F(Permissions, AreNotComparedWithTextsThatAreNoNames) {
  attach("alices", allowing("ram:GetUser", "acs:ram:*:*:user/a*"));
  EXPECT_EQ(code("GetUser", {{"UserName", std::string(64, 'a')}}), "EntityNotExist.User") << "may be a name";
  const Reply refused = cloud.call_as(alice, "GetUser", {{"UserName", std::string(100'000, 'a')}});
  EXPECT_EQ(refused.code(), "NoPermission") << "stands for every user";
  EXPECT_THAT(refused.body, HasSubstr(":user/* Action: ram:GetUser"));

  attach("assumers", allowing("sts:AssumeRole", "acs:ram::1*:role/reader"));
  const std::string digits(100'000, '1');
  const Reply of_nobody =
      cloud.call_as(alice, "AssumeRole",
                    {{"RoleArn", "acs:ram::" + digits + ":role/reader"}, {"RoleSessionName", "tuesday"}});
  EXPECT_EQ(of_nobody.code(), "NoPermission");
  EXPECT_THAT(of_nobody.body, HasSubstr("acs:ram:*:*:role/reader Action: sts:AssumeRole"));
}

TEST_F(Permissions, OfRamAreGivenUserByUser) {
  attach("own-keys", allowing("ram:*AccessKey*", "acs:ram:*:*:user/alice"));
  cloud.make_user("bob");
  EXPECT_EQ(code("ListAccessKeys"), "") << "whoever names nobody means himself";
  EXPECT_EQ(code("ListAccessKeys", {{"UserName", "alice"}}), "");
  const Reply others = cloud.call_as(alice, "CreateAccessKey", {{"UserName", "bob"}});
  EXPECT_EQ(others.http_status, 403);
  EXPECT_THAT(others.text("Message"), HasSubstr(":user/bob Action: ram:CreateAccessKey"));
}

TEST_F(Permissions, ToAttachAPolicyAreNeededOnTheUserAndOnThePolicy) {
  attach("own-policies", allowing("ram:AttachPolicyToUser", "acs:ram:*:*:user/alice"));
  const Reply refused =
      cloud.call_as(alice, "AttachPolicyToUser", attachment("System", "AdministratorAccess"));
  EXPECT_EQ(refused.http_status, 403);
  EXPECT_THAT(refused.text("Message"), HasSubstr("acs:ram:*:system:policy/AdministratorAccess"));
}

TEST_F(Permissions, OfSystemPoliciesAreWhatTheirNamesSay) {
  expect_ok("AttachPolicyToUser", attachment("System", "AliyunENSReadOnlyAccess"));
  EXPECT_EQ(code("DescribeNetworks"), "");
  EXPECT_EQ(create(alice).code(), "NoPermission");
  EXPECT_EQ(code("ListUsers"), "NoPermission");
  expect_ok("AttachPolicyToUser", attachment("System", "AliyunENSFullAccess"));
  EXPECT_TRUE(create(alice).ok());
  EXPECT_EQ(code("ListUsers"), "NoPermission");
  expect_ok("AttachPolicyToUser", attachment("System", "AdministratorAccess"));
  EXPECT_EQ(code("ListUsers"), "");
}

TEST_F(Permissions, ChangeAtOnce) {
  attach("readers", allowing("ens:Describe*"));
  EXPECT_EQ(code("DescribeNetworks"), "");
  const auto version = [](std::string_view statements, const char* in_force) {
    return Parameters{
        {"PolicyName", "readers"}, {"PolicyDocument", document(statements)}, {"SetAsDefault", in_force}};
  };
  expect_ok("CreatePolicyVersion", version(denying("*"), "false"));
  EXPECT_EQ(code("DescribeNetworks"), "") << "a version that is not in force";
  expect_ok("CreatePolicyVersion", version(denying("*"), "true"));
  EXPECT_EQ(code("DescribeNetworks"), "NoPermission");
  expect_ok("CreatePolicyVersion", version(allowing("*"), "true"));
  EXPECT_EQ(code("DescribeNetworks"), "");
  expect_ok("DetachPolicyFromUser", attachment("Custom", "readers"));
  EXPECT_EQ(code("DescribeNetworks"), "NoPermission");
}

TEST_F(Permissions, AreWhatTheyWereAfterARestartAndARename) {
  attach("readers", allowing("ens:Describe*"));
  expect_ok("UpdateUser", {{"UserName", "alice"}, {"NewUserName", "alice.w"}});
  EXPECT_EQ(code("DescribeNetworks"), "");
  cloud.restart();
  EXPECT_EQ(code("DescribeNetworks"), "");
  EXPECT_EQ(create(alice).code(), "NoPermission");
}

TEST_F(Permissions, AreNoneWhereAPolicyCannotBeRead) {
  attach("everything", allowing("*"));
  attach("but", denying("ens:Create*"));
  cloud.in_database([](storage::Transaction& tx) {
    tx.execute(
        "UPDATE ram_policy_versions SET document = '{' WHERE policy_key = "
        "(SELECT key FROM ram_policies WHERE name = 'but')");
  });
  cloud.restart();
  EXPECT_EQ(create(alice).code(), "NoPermission");
  EXPECT_EQ(code("DescribeNetworks"), "NoPermission");
}

TEST_F(Permissions, AreCheckedAfterTheKeyAndBeforeTheParameters) {
  EXPECT_EQ(code("CreateLoadBalancer"), "NoPermission");
  attach("creators", allowing("ens:CreateLoadBalancer"));
  EXPECT_EQ(code("CreateLoadBalancer"), "MissingEnsRegionId");
  expect_ok("UpdateAccessKey",
            {{"UserName", "alice"}, {"UserAccessKeyId", alice.id}, {"Status", "Inactive"}});
  EXPECT_EQ(create(alice).code(), "InvalidAccessKeyId.Inactive");
}

TEST_F(Permissions, AreNeededForARetryAsWell) {
  attach("creators", allowing("ens:CreateLoadBalancer"));
  const auto parameters = [&] {
    Parameters with_token = cloud.balancer_parameters("n-1", "vsw-1");
    with_token.emplace_back("ClientToken", "t-1");
    return with_token;
  };
  EXPECT_NE(code("CreateLoadBalancer", parameters()), "NoPermission");
  expect_ok("DetachPolicyFromUser", attachment("Custom", "creators"));
  EXPECT_EQ(code("CreateLoadBalancer", parameters()), "NoPermission");
}

}  // namespace
}  // namespace sluice::control
