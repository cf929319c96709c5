#include "control/policy/policy.h"

#include <gtest/gtest.h>

#include "platform/base/encoding.h"

namespace sluice::policy {
namespace {

using Outcome = Decision::Outcome;
using Side = Decision::Side;

constexpr Outcome allowed = Outcome::Allowed, explicitly = Outcome::ExplicitDeny,
                  implicitly = Outcome::ImplicitDeny;
constexpr std::string_view balancer = "acs:ens:cn-chengdu-telecom:1234567890123456:loadbalancer/lb-1";

constexpr Key text_and_number_keys[] = {
    {"ens:Text", KeyType::Text}, {"ens:Number", KeyType::Number}, {"ens:Absent", KeyType::Text}};

std::shared_ptr<const Policy> compile(std::string_view document) {
  const auto policy = parse(document, text_and_number_keys);
  if (policy) return *policy;
  ADD_FAILURE() << document << "\n" << policy.error().message;
  return nullptr;
}

std::shared_ptr<const Policy> one_statement(std::string_view statement) {
  return compile(R"({"Version":"1","Statement":[)" + std::string(statement) + "]}");
}

Context context_at(std::string_view time, std::string_view address) {
  return {.current_time = *base::parse_iso8601(time), .source_ip = *base::parse_ipv4(address)};
}

const Context noon = context_at("2026-08-12T12:00:00Z", "203.0.113.7");

Outcome decide_one(std::string_view statement, std::string_view action, std::string_view resource = balancer,
                   const Context& context = noon) {
  const auto policy = one_statement(statement);
  if (policy == nullptr) return implicitly;
  const Named named{"one", policy.get()};
  return decide({&named, 1}, {action, resource, context}).outcome;
}

struct ReachCase {
  const char* claim;
  const char* statement;
  const char* action;
  std::string_view resource;
  Outcome outcome;
};

class StatementReach : public testing::TestWithParam<ReachCase> {};

TEST_P(StatementReach, DecidesAsDocumented) {
  const ReachCase& c = GetParam();
  EXPECT_EQ(decide_one(c.statement, c.action, c.resource), c.outcome) << c.statement;
}

constexpr auto everything = R"({"Effect":"Allow","Action":"*","Resource":"*"})";
constexpr auto reads = R"({"Effect":"Allow","Action":["ens:Describe*","ens:List?"],"Resource":"*"})";
constexpr auto not_ram = R"({"Effect":"Allow","NotAction":"ram:*","Resource":"*"})";
constexpr auto own_account = R"({"Effect":"Allow","Action":"*","Resource":"acs:ens:*:1234567890123456:*"})";
constexpr auto one_balancer = R"({"Effect":"Allow","Action":"*","Resource":"acs:ens::*:loadbalancer/lb-1"})";
constexpr auto deny = R"({"Effect":"Deny","Action":"ens:Delete*","Resource":"*"})";

INSTANTIATE_TEST_SUITE_P(
    , StatementReach,
    testing::Values(
        ReachCase{"StarCoversEverything", everything, "ens:CreateNetwork", balancer, allowed},
        ReachCase{"StarCoversAllResources", everything, "ens:CreateNetwork", "*", allowed},
        ReachCase{"StarCoversWhatIsNoResourceName", everything, "ens:CreateNetwork", "lb-1", allowed},
        ReachCase{"StarIsAnyRun", reads, "ens:DescribeNetworks", balancer, allowed},
        ReachCase{"StarIsTheEmptyRun", reads, "ens:Describe", balancer, allowed},
        ReachCase{"QuestionMarkIsOneCharacter", reads, "ens:ListX", balancer, allowed},
        ReachCase{"QuestionMarkIsNotNone", reads, "ens:List", balancer, implicitly},
        ReachCase{"QuestionMarkIsNotTwo", reads, "ens:ListXy", balancer, implicitly},
        ReachCase{"ActionsIgnoreCase", reads, "ENS:describenetworks", balancer, allowed},
        ReachCase{"AnotherActionIsNotCovered", reads, "ens:CreateNetwork", balancer, implicitly},
        ReachCase{"AnotherProductIsNotCovered", reads, "ecs:DescribeNetworks", balancer, implicitly},
        ReachCase{"NotActionCoversTheRest", not_ram, "ens:CreateNetwork", balancer, allowed},
        ReachCase{"NotActionLeavesItsOwnOut", not_ram, "RAM:CreateUser", balancer, implicitly},
        ReachCase{"SegmentsMatchOneByOne", own_account, "ens:X", balancer, allowed},
        ReachCase{"AnotherAccountIsNotCovered", own_account, "ens:X", "acs:ens:cn-x:1:loadbalancer/lb-1",
                  implicitly},
        ReachCase{"AStarStaysInItsSegment", own_account, "ens:X", "acs:ens:a:b:1234567890123456:x",
                  implicitly},
        ReachCase{"AllResourcesAreMoreThanAnAccounts", own_account, "ens:X", "*", implicitly},
        ReachCase{"AnEmptyRegionIsAny", one_balancer, "ens:X", balancer, allowed},
        ReachCase{"AnotherBalancerIsNotCovered", one_balancer, "ens:X", "acs:ens:cn-x:1:loadbalancer/lb-2",
                  implicitly},
        ReachCase{"ResourcesHeedCase", one_balancer, "ens:X", "acs:ens:cn-x:1:loadbalancer/LB-1", implicitly},
        ReachCase{"ADenyDenies", deny, "ens:DeleteNetwork", balancer, explicitly},
        ReachCase{"ADenyOfSomethingElseAllowsNothing", deny, "ens:CreateNetwork", balancer, implicitly}),
    [](const auto& test) { return test.param.claim; });

struct ConditionCase {
  const char* condition;
  bool holds;
};

// At noon UTC, in the clear, from 203.0.113.7, ens:Text = "Web-1", ens:Number = 10, ens:Absent absent.
Context known() {
  Context context = noon;
  context.product_keys = {{"ens:Text", std::string("Web-1")}, {"ens:Number", 10.0}};
  return context;
}

constexpr ConditionCase condition_cases[] = {
    {R"({})", true},
    {R"({"StringEquals":{"ens:Text":"Web-1"}})", true},
    {R"({"StringEquals":{"ens:Text":"web-1"}})", false},
    {R"({"StringEquals":{"ens:Text":"Web-*"}})", false},
    {R"({"StringEquals":{"ens:Text":["x","Web-1"]}})", true},
    {R"({"StringNotEquals":{"ens:Text":"Web-1"}})", false},
    {R"({"StringNotEquals":{"ens:Text":["x","Web-1"]}})", false},
    {R"({"StringNotEquals":{"ens:Text":["x","y"]}})", true},
    {R"({"StringEqualsIgnoreCase":{"ens:Text":"wEB-1"}})", true},
    {R"({"StringEqualsIgnoreCase":{"ens:Text":"web-"}})", false},
    {R"({"StringNotEqualsIgnoreCase":{"ens:Text":"wEB-1"}})", false},
    {R"({"StringLike":{"ens:Text":"W*-?"}})", true},
    {R"({"StringLike":{"ens:Text":"w*"}})", false},
    {R"({"StringNotLike":{"ens:Text":["a*","W*"]}})", false},
    {R"({"StringNotLike":{"ens:Text":["a*","b*"]}})", true},
    {R"({"NumericEquals":{"ens:Number":10}})", true},
    {R"({"NumericEquals":{"ens:Number":"10"}})", true},
    {R"({"NumericEquals":{"ens:Number":"1e1"}})", true},
    {R"({"NumericEquals":{"ens:Number":[1,10.0]}})", true},
    {R"({"NumericNotEquals":{"ens:Number":[1,10]}})", false},
    {R"({"NumericNotEquals":{"ens:Number":"11"}})", true},
    {R"({"NumericLessThan":{"ens:Number":10}})", false},
    {R"({"NumericLessThan":{"ens:Number":10.5}})", true},
    {R"({"NumericLessThanEquals":{"ens:Number":10}})", true},
    {R"({"NumericGreaterThan":{"ens:Number":10}})", false},
    {R"({"NumericGreaterThan":{"ens:Number":-10}})", true},
    {R"({"NumericGreaterThan":{"ens:Number":[20,9]}})", true},
    {R"({"NumericGreaterThanEquals":{"ens:Number":10}})", true},
    {R"({"DateEquals":{"acs:CurrentTime":"2026-08-12T20:00:00+08:00"}})", true},
    {R"({"DateEquals":{"acs:CurrentTime":"2026-08-12T12:00:01Z"}})", false},
    {R"({"DateNotEquals":{"acs:CurrentTime":"2026-08-12T12:00:00Z"}})", false},
    {R"({"DateLessThan":{"acs:CurrentTime":"2026-08-12T12:00:00Z"}})", false},
    {R"({"DateLessThan":{"acs:CurrentTime":"2026-08-12T17:00:00+08:00"}})", false},
    {R"({"DateLessThan":{"acs:CurrentTime":"2026-08-12T12:00:00-00:01"}})", true},
    {R"({"DateLessThanEquals":{"acs:CurrentTime":"2026-08-12T12:00:00Z"}})", true},
    {R"({"DateGreaterThan":{"acs:CurrentTime":"2026-08-12T12:00:00Z"}})", false},
    {R"({"DateGreaterThan":{"acs:CurrentTime":"2026-08-12T17:00:00+08:00"}})", true},
    {R"({"DateGreaterThanEquals":{"acs:CurrentTime":"2026-08-12T12:00:00Z"}})", true},
    {R"({"DateGreaterThan":{"acs:CurrentTime":"2026-08-12T09:00:00Z"},
         "DateLessThan":{"acs:CurrentTime":"2026-08-12T17:00:00Z"}})",
     true},
    {R"({"DateGreaterThan":{"acs:CurrentTime":"2026-08-12T13:00:00Z"},
         "DateLessThan":{"acs:CurrentTime":"2026-08-12T17:00:00Z"}})",
     false},
    {R"({"Bool":{"acs:SecureTransport":"false"}})", true},
    {R"({"Bool":{"acs:SecureTransport":true}})", false},
    {R"({"Bool":{"acs:SecureTransport":["true",false]}})", true},
    {R"({"Bool":{"acs:MFAPresent":"false","acs:SecureTransport":"true"}})", false},
    {R"({"IpAddress":{"acs:SourceIp":"203.0.113.7"}})", true},
    {R"({"IpAddress":{"acs:SourceIp":["192.0.2.0/24","203.0.113.0/24"]}})", true},
    {R"({"IpAddress":{"acs:SourceIp":["192.0.2.0/24","203.0.113.2"]}})", false},
    {R"({"IpAddress":{"acs:SourceIp":"0.0.0.0/0"}})", true},
    {R"({"NotIpAddress":{"acs:SourceIp":["192.0.2.0/24","203.0.113.2"]}})", true},
    {R"({"NotIpAddress":{"acs:SourceIp":["192.0.2.0/24","203.0.113.0/29"]}})", false},
    {R"({"StringEquals":{"ens:Absent":"x"}})", false},
    {R"({"StringNotEquals":{"ens:Absent":"x"}})", false},
    {R"({"StringLike":{"ens:Absent":"*"}})", false},
    {R"({"StringNotLike":{"ens:Absent":"*"}})", false},
};

TEST(Condition, HoldsAsDocumented) {
  for (const ConditionCase& c : condition_cases) {
    const std::string statement =
        R"({"Effect":"Allow","Action":"*","Resource":"*","Condition":)" + std::string(c.condition) + "}";
    EXPECT_EQ(decide_one(statement, "ens:X", balancer, known()), c.holds ? allowed : implicitly)
        << c.condition;
  }
}

TEST(Condition, ADenyHoldsOnlyUnderItsCondition) {
  const std::string statement =
      R"({"Effect":"Deny","Action":"*","Resource":"*","Condition":{"NotIpAddress":{"acs:SourceIp":"192.0.2.0/24"}}})";
  EXPECT_EQ(decide_one(statement, "ens:X"), explicitly);
  EXPECT_EQ(decide_one(statement, "ens:X", balancer, context_at("2026-08-12T12:00:00Z", "192.0.2.1")),
            implicitly);
}

TEST(Condition, TimesAreComparedInWholeSeconds) {
  Context context = noon;
  context.current_time += std::chrono::milliseconds(999);
  const auto outcome = [&](std::string_view op) {
    return decide_one(R"({"Effect":"Allow","Action":"*","Resource":"*","Condition":{")" + std::string(op) +
                          R"(":{"acs:CurrentTime":"2026-08-12T12:00:00Z"}}})",
                      "ens:X", balancer, context);
  };
  EXPECT_EQ(outcome("DateEquals"), allowed);
  EXPECT_EQ(outcome("DateGreaterThan"), implicitly);
}

TEST(Condition, AValueOfAnotherTypeIsAbsent) {
  Context context = noon;
  context.product_keys = {{"ens:Text", 1.0}};
  for (const char* op : {"StringLike", "StringNotLike"}) {
    EXPECT_EQ(decide_one(R"({"Effect":"Allow","Action":"*","Resource":"*","Condition":{")" + std::string(op) +
                             R"(":{"ens:Text":"1"}}})",
                         "ens:X", balancer, context),
              implicitly);
  }
}

TEST(Condition, AProductKeyNeverStandsInForTheConnection) {
  Context context = noon;
  context.product_keys = {{"acs:SourceIp", *base::parse_ipv4("192.0.2.1")}};
  EXPECT_EQ(
      decide_one(
          R"({"Effect":"Allow","Action":"*","Resource":"*","Condition":{"IpAddress":{"acs:SourceIp":"192.0.2.1"}}})",
          "ens:X", balancer, context),
      implicitly);
}

// --- several policies -----------------------------------------------------------------------------------

// Policies by name, and what they decide about ens:CreateNetwork.
class Policies : public testing::Test {
 protected:
  void attach(std::string_view name, std::string_view document) {
    held_.push_back(compile(document));
    attached_.push_back({name, held_.back().get()});
  }
  Decision decide_create() const { return decide(attached_, {"ens:CreateNetwork", balancer, noon}); }
  Decision decide_create_within(std::string_view session) const {
    const auto policy = compile(session);
    return decide(attached_, {"session", policy.get()}, {"ens:CreateNetwork", balancer, noon});
  }

 private:
  std::vector<std::shared_ptr<const Policy>> held_;
  std::vector<Named> attached_;
};

constexpr std::string_view
    allow_all = R"({"Version":"1","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}})",
    allow_reading =
        R"({"Version":"1","Statement":[{"Effect":"Allow","Action":"ens:Describe*","Resource":"*"}]})",
    deny_in_the_middle = R"({"Version":"1","Statement":[
      {"Effect":"Allow","Action":"ens:*","Resource":"*"},
      {"Effect":"Deny","Action":"ens:Create*","Resource":"*"},
      {"Effect":"Deny","Action":"ens:*","Resource":"*"}]})";

TEST_F(Policies, NoneAllowNothing) {
  EXPECT_EQ(decide_create(), Decision{});
  EXPECT_EQ(decide_create().outcome, implicitly);
}

TEST_F(Policies, DenyWinsOverAllowInAnyOrder) {
  attach("all", allow_all);
  attach("mixed", deny_in_the_middle);
  EXPECT_EQ(decide_create(), (Decision{explicitly, Side::Identity, "mixed", 1}));
}

TEST_F(Policies, DenyWinsOverALaterAllow) {
  attach("mixed", deny_in_the_middle);
  attach("all", allow_all);
  EXPECT_EQ(decide_create(), (Decision{explicitly, Side::Identity, "mixed", 1}));
}

TEST_F(Policies, TheFirstAllowIsTheReason) {
  attach("reading", allow_reading);
  attach("all", allow_all);
  attach("all-again", allow_all);
  EXPECT_EQ(decide_create(), (Decision{allowed, Side::Identity, "all", 0}));
}

TEST_F(Policies, ASessionPolicyGrantsNothing) {
  attach("reading", allow_reading);
  EXPECT_EQ(decide_create_within(allow_all), (Decision{implicitly, Side::Identity, "", 0}));
}

TEST_F(Policies, ASessionPolicyMustAllowAsWell) {
  attach("all", allow_all);
  EXPECT_EQ(decide_create_within(allow_reading), (Decision{implicitly, Side::Session, "", 0}));
  EXPECT_EQ(decide_create_within(allow_all), (Decision{allowed, Side::Identity, "all", 0}));
}

TEST_F(Policies, ADenyOfTheSessionPolicyIsExplicit) {
  EXPECT_EQ(decide_create_within(deny_in_the_middle), (Decision{explicitly, Side::Session, "session", 1}));
  attach("all", allow_all);
  EXPECT_EQ(decide_create_within(deny_in_the_middle), (Decision{explicitly, Side::Session, "session", 1}));
}

TEST_F(Policies, ADenyOfTheIdentityComesBeforeTheSessions) {
  attach("mixed", deny_in_the_middle);
  EXPECT_EQ(decide_create_within(deny_in_the_middle), (Decision{explicitly, Side::Identity, "mixed", 1}));
}

// --- documents ------------------------------------------------------------------------------------------

TEST(PolicyDocument, MeansTheSameInAnySpelling) {
  const auto policy = compile(R"({"Version":"1","Statement":[{"Effect":"Allow","Action":["ens:A**"],
      "Resource":["acs:ens:*:*:x"],"Condition":{"Bool":{"acs:SecureTransport":["true"],"acs:MFAPresent":[true]},
      "IpAddress":{"acs:SourceIp":["192.0.2.1/32"]}}}]})");
  const auto respelled = compile(R"({"Statement":{"Condition":{"IpAddress":{"acs:SourceIp":"192.0.2.1"},
      "Bool":{"acs:MFAPresent":"true","acs:SecureTransport":true}},"Resource":"acs:ens:::x","Action":"ENS:a*",
      "Effect":"Allow"},"Version":"1"})");
  EXPECT_TRUE(*policy == *respelled);
  EXPECT_FALSE(*policy == *compile(allow_all));
  EXPECT_FALSE(*one_statement(everything) == *one_statement(not_ram));
}

TEST(PolicyDocument, IsTakenUpToItsBounds) {
  const std::string base(allow_all);
  EXPECT_TRUE(parse(base + std::string(policy_characters_max - base.size(), ' ')));
  EXPECT_FALSE(parse(base + std::string(policy_characters_max - base.size() + 1, ' ')));

  std::string statements = everything;
  for (size_t i = 1; i < statements_max; ++i) statements += std::string(",") + everything;
  EXPECT_TRUE(parse(R"({"Version":"1","Statement":[)" + statements + "]}"));
}

TEST(PolicyDocument, CountsCharactersRatherThanBytes) {
  std::string names;
  while (base::utf8_length(names) < policy_characters_max / 2) names += "测";
  EXPECT_TRUE(parse(R"({"Version":"1","Statement":{"Effect":"Allow","Action":"*","Resource":"acs:ens:*:*:)" +
                    names + R"("}})"));
}

}  // namespace
}  // namespace sluice::policy
