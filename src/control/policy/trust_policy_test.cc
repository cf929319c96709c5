#include "control/policy/trust_policy.h"

#include <gtest/gtest.h>

namespace sluice::policy {
namespace {

using Kind = Principal::Kind;
using Outcome = Decision::Outcome;

constexpr std::string_view assume = "sts:AssumeRole";

std::shared_ptr<const TrustPolicy> trust(const std::string& principal, const std::string& condition = "{}") {
  const auto policy =
      parse_trust(R"({"Version":"1","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole",)"
                  R"("Principal":)" +
                  principal + R"(,"Condition":)" + condition + "}]}");
  if (policy) return *policy;
  ADD_FAILURE() << policy.error().message;
  return nullptr;
}

TEST(TrustPolicy, TrustsWhomItNames) {
  struct Case {
    const char* trusted;
    Kind kind;
    const char* name;
    bool trusts;
  };
  constexpr auto account = R"({"RAM":["acs:ram::11:root"]})", user = R"({"RAM":"acs:ram::11:user/ann"})",
                 role = R"({"RAM":"acs:ram::11:role/ops"})", service = R"({"Service":["ens.aliyuncs.com"]})",
                 provider = R"({"Federated":"acs:ram::11:saml-provider/idp"})",
                 several =
                     R"({"RAM":["acs:ram::12:root","acs:ram::11:user/ann"],"Service":"ens.aliyuncs.com"})";
  const Case cases[] = {
      {account, Kind::Ram, "acs:ram::11:root", true},
      {account, Kind::Ram, "acs:ram::11:user/ann", true},
      {account, Kind::Ram, "acs:ram::11:assumed-role/ops/s", true},
      {account, Kind::Ram, "acs:ram::12:user/ann", false},
      {account, Kind::Ram, "acs:ram::112:user/ann", false},
      {account, Kind::Service, "acs:ram::11:root", false},
      {user, Kind::Ram, "acs:ram::11:user/ann", true},
      {user, Kind::Ram, "acs:ram::11:user/anna", false},
      {user, Kind::Ram, "acs:ram::11:user/Ann", false},
      {user, Kind::Ram, "acs:ram::12:user/ann", false},
      {user, Kind::Ram, "acs:ram::11:root", false},
      {role, Kind::Ram, "acs:ram::11:role/ops", true},
      {role, Kind::Ram, "acs:ram::11:assumed-role/ops/session", true},
      {role, Kind::Ram, "acs:ram::11:role/ops/session", true},
      {role, Kind::Ram, "acs:ram::11:assumed-role/ops", false},
      {role, Kind::Ram, "acs:ram::11:assumed-role/ops2/session", false},
      {role, Kind::Ram, "acs:ram::12:assumed-role/ops/session", false},
      {role, Kind::Ram, "acs:ram::11:user/ops", false},
      {user, Kind::Ram, "acs:ram::11:assumed-role/ann/s", false},
      {service, Kind::Service, "ens.aliyuncs.com", true},
      {service, Kind::Service, "ecs.aliyuncs.com", false},
      {service, Kind::Ram, "acs:ram::11:root", false},
      {provider, Kind::Federated, "acs:ram::11:saml-provider/idp", true},
      {provider, Kind::Federated, "acs:ram::11:oidc-provider/idp", false},
      {provider, Kind::Ram, "acs:ram::11:saml-provider/idp", false},
      {several, Kind::Ram, "acs:ram::12:user/x", true},
      {several, Kind::Ram, "acs:ram::11:user/ann", true},
      {several, Kind::Service, "ens.aliyuncs.com", true},
      {several, Kind::Ram, "acs:ram::11:user/bob", false},
      {account, Kind::Ram, "", false},
      {role, Kind::Ram, "acs:ram::11", false},
  };
  for (const Case& c : cases) {
    const Decision decision = decide(*trust(c.trusted), assume, {c.kind, c.name}, {});
    EXPECT_EQ(decision.outcome, c.trusts ? Outcome::Allowed : Outcome::ImplicitDeny)
        << c.trusted << " and " << c.name;
  }
}

TEST(TrustPolicy, MayAskForAnExternalId) {
  const auto policy = trust(R"({"RAM":"acs:ram::11:root"})", R"({"StringEquals":{"sts:ExternalId":"door"}})");
  const Principal caller{Kind::Ram, "acs:ram::11:user/ann"};
  Context context;
  EXPECT_EQ(decide(*policy, assume, caller, context).outcome, Outcome::ImplicitDeny);
  context.product_keys = {{std::string(external_id.name), std::string("window")}};
  EXPECT_EQ(decide(*policy, assume, caller, context).outcome, Outcome::ImplicitDeny);
  context.product_keys = {{std::string(external_id.name), std::string("door")}};
  EXPECT_EQ(decide(*policy, assume, caller, context).outcome, Outcome::Allowed);
}

TEST(TrustPolicy, CoversItsActionsOnly) {
  const auto policy = trust(R"({"RAM":"acs:ram::11:root"})");
  const Principal caller{Kind::Ram, "acs:ram::11:root"};
  EXPECT_TRUE(decide(*policy, "STS:assumerole", caller, {}).allowed());
  EXPECT_FALSE(decide(*policy, "sts:AssumeRoleWithSAML", caller, {}).allowed());
}

TEST(TrustPolicy, DenyWinsOverAllow) {
  const auto policy = parse_trust(R"({"Version":"1","Statement":[
      {"Effect":"Allow","Action":"sts:*","Principal":{"RAM":"acs:ram::11:root"}},
      {"Effect":"Deny","Action":"sts:AssumeRole","Principal":{"RAM":"acs:ram::11:user/ann"}},
      {"Effect":"Allow","Action":"sts:*","Principal":{"RAM":"acs:ram::11:user/ann"}}]})");
  ASSERT_TRUE(policy) << policy.error().message;
  const Decision ann = decide(**policy, assume, {Kind::Ram, "acs:ram::11:user/ann"}, {});
  EXPECT_EQ(ann, (Decision{.outcome = Outcome::ExplicitDeny, .statement = 1}));
  const Decision bob = decide(**policy, assume, {Kind::Ram, "acs:ram::11:user/bob"}, {});
  EXPECT_EQ(bob, (Decision{.outcome = Outcome::Allowed, .statement = 0}));
}

TEST(TrustPolicy, MeansTheSameInAnySpelling) {
  const auto policy =
      parse_trust(R"({"Version":"1","Statement":[{"Effect":"Allow","Action":["sts:AssumeRole"],
      "Principal":{"RAM":["acs:ram::11:root"],"Service":["ens.aliyuncs.com"]}}]})");
  const auto respelled = parse_trust(R"({"Statement":{"Principal":{"Service":"ens.aliyuncs.com",
      "RAM":"acs:ram::11:root"},"Condition":{},"Action":"sts:assumerole","Effect":"Allow"},"Version":"1"})");
  ASSERT_TRUE(policy && respelled);
  EXPECT_TRUE(**policy == **respelled);
  EXPECT_FALSE(**policy == *trust(R"({"RAM":"acs:ram::11:root"})"));
}

}  // namespace
}  // namespace sluice::policy
