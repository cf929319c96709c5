// What is refused when a document is created, and the sentence that says so.

#include <gtest/gtest.h>

#include "control/policy/trust_policy.h"

namespace sluice::policy {
namespace {

constexpr Key two_keys[] = {{"ens:Number", KeyType::Number}, {"ens:Text", KeyType::Text}};

struct Refused {
  std::string document;
  std::string_view message;
};

std::string message_of(const std::string& document) {
  const auto policy = parse(document, two_keys);
  return policy ? "accepted" : policy.error().message;
}

std::string message_of_trust(const std::string& document) {
  const auto policy = parse_trust(document, two_keys);
  return policy ? "accepted" : policy.error().message;
}

std::string statement(const std::string& members) {
  return R"({"Version":"1","Statement":[{"Effect":"Deny","Action":"*","Resource":"*"},{)" + members + "}]}";
}

std::string action(const std::string& value) {
  return statement(R"("Effect":"Allow","Resource":"*","Action":)" + value);
}

std::string resource(const std::string& value) {
  return statement(R"("Effect":"Allow","Action":"*","Resource":)" + value);
}

std::string condition(const std::string& value) {
  return statement(R"("Effect":"Allow","Action":"*","Resource":"*","Condition":)" + value);
}

std::string list_of(size_t count, const std::string& item) {
  std::string list = "[" + item;
  for (size_t i = 1; i < count; ++i) list += "," + item;
  return list + "]";
}

TEST(MalformedDocument, IsRefusedAsAWhole) {
  const Refused cases[] = {
      {"",
       "PolicyDocument: received text that is not JSON at byte 0 (\"syntax error while parsing value - "
       "unexpected end of input; expected '[', '{', or a literal\"); accepted is JSON."},
      {R"({"Version":"1","Version":"1"})",
       R"(PolicyDocument: received text that is not JSON at byte 23 ("the member \"Version\" occurs twice in one object"); accepted is JSON.)"},
      {"[[[[[[[[[]]]]]]]]]",
       R"(PolicyDocument: received text that is not JSON at byte 8 ("arrays and objects are nested deeper than 8"); accepted is JSON.)"},
      {"[]", "PolicyDocument: received []; accepted is an object."},
      {std::string(6145, ' '), "PolicyDocument: received 6145 bytes; accepted is at most 6144 characters."},
      {"{}", "Version: received nothing; accepted is \"1\"."},
      {R"({"Version":1})", "Version: received 1; accepted is \"1\"."},
      {R"({"Version":"2012-10-17"})", "Version: received \"2012-10-17\"; accepted is \"1\"."},
      {R"({"Version":"1","Id":"x"})",
       "Id: received a member that is not known here; accepted is Version, Statement."},
      {R"({"version":"1"})",
       "version: received a member that is not known here; accepted is Version, Statement."},
      {R"({"Version":"1"})",
       "Statement: received nothing; accepted is a statement, or a list of 1 to 128 of them."},
      {R"({"Version":"1","Statement":"x"})",
       "Statement: received \"x\"; accepted is a statement, or a list of 1 to 128 of them."},
      {R"({"Version":"1","Statement":[]})",
       "Statement: received a list of 0; accepted is a statement, or a list of 1 to 128 of them."},
      {R"({"Version":"1","Statement":)" + list_of(129, "{}") + "}",
       "Statement: received a list of 129; accepted is a statement, or a list of 1 to 128 of them."},
      {R"({"Version":"1","Statement":[3]})", "Statement[0]: received 3; accepted is an object."},
  };
  for (const Refused& c : cases) EXPECT_EQ(message_of(c.document), c.message) << c.document;
}

TEST(MalformedDocument, IsRefusedForAStatement) {
  const Refused cases[] = {
      {R"({"Version":"1","Statement":{}})",
       "Statement.Effect: received nothing; accepted is \"Allow\" or \"Deny\"."},
      {statement(""), "Statement[1].Effect: received nothing; accepted is \"Allow\" or \"Deny\"."},
      {statement(R"("Effect":"allow")"),
       "Statement[1].Effect: received \"allow\"; accepted is \"Allow\" or \"Deny\"."},
      {statement(R"("Effect":["Allow"])"),
       "Statement[1].Effect: received [\"Allow\"]; accepted is \"Allow\" or \"Deny\"."},
      {statement(R"("Sid":"x")"),
       "Statement[1].Sid: received a member that is not known here; accepted is Effect, Action, NotAction, "
       "Resource, Condition."},
      {statement(R"("Principal":{"RAM":"x"})"),
       "Statement[1].Principal: received a member that is not known here; accepted is Effect, Action, "
       "NotAction, Resource, Condition."},
      {statement(R"("\u0007\u6d4b":"x")"),
       R"(Statement[1].\u0007\u6d4b: received a member that is not known here; accepted is Effect, Action, NotAction, )"
       "Resource, Condition."},
      {statement(R"("Effect":"Allow")"),
       "Statement[1].Action: received nothing; accepted is exactly one of Action and NotAction."},
      {statement(R"("Effect":"Allow","Action":"*","NotAction":"*")"),
       "Statement[1].Action: received both this and NotAction; accepted is exactly one of Action and "
       "NotAction."},
      {statement(R"("Effect":"Allow","NotAction":"x")"),
       "Statement[1].NotAction: received \"x\"; accepted is \"*\" or an action such as \"ens:Describe*\"."},
      {action("5"),
       "Statement[1].Action: received 5; accepted is \"*\" or an action such as \"ens:Describe*\"."},
      {action("[]"),
       "Statement[1].Action: received a list of 0; accepted is 1 to 512 values, each \"*\" or an action such "
       "as \"ens:Describe*\"."},
      {action(list_of(513, R"("*")")),
       "Statement[1].Action: received a list of 513; accepted is 1 to 512 values, each \"*\" or an action "
       "such as \"ens:Describe*\"."},
      {action(R"(["ens:A",["ens:B"]])"),
       "Statement[1].Action[1]: received [\"ens:B\"]; accepted is \"*\" or an action such as "
       "\"ens:Describe*\"."},
      {action(R"("ens:A:B")"),
       "Statement[1].Action: received \"ens:A:B\"; accepted is \"*\" or an action such as "
       "\"ens:Describe*\"."},
      {action(R"("ens:")"),
       "Statement[1].Action: received \"ens:\"; accepted is \"*\" or an action such as \"ens:Describe*\"."},
      {action(R"(":A")"),
       "Statement[1].Action: received \":A\"; accepted is \"*\" or an action such as \"ens:Describe*\"."},
      {action(R"("")"),
       "Statement[1].Action: received \"\"; accepted is \"*\" or an action such as \"ens:Describe*\"."},
      {action(R"("ens:A B")"),
       "Statement[1].Action: received \"ens:A B\"; accepted is \"*\" or an action such as "
       "\"ens:Describe*\"."},
      {statement(R"("Effect":"Allow","Action":"*")"),
       "Statement[1].Resource: received nothing; accepted is \"*\" or "
       "acs:<code>:<region>:<account>:<relative> such as \"acs:ens:*:*:loadbalancer/*\"."},
      {statement(R"("Effect":"Allow","Action":"*","NotResource":"*")"),
       "Statement[1].NotResource: received a member that is not known here; accepted is Effect, Action, "
       "NotAction, Resource, Condition."},
  };
  for (const Refused& c : cases) EXPECT_EQ(message_of(c.document), c.message) << c.document;
}

TEST(MalformedDocument, IsRefusedForAResource) {
  for (const char* wrong : {R"("")", R"("**")", R"("acs:*")", R"("acs:ens:*:*")", R"("acs:ens:*:*:")",
                            R"("acs::*:*:x")", R"("arn:ens:*:*:x")", R"("ACS:ens:*:*:x")",
                            R"("a*:ens:*:*:x")", R"("acs:ens:*:*:\u0001")", "null", "1", "{}"}) {
    const std::string message = message_of(resource(wrong));
    EXPECT_EQ(message.find("Statement[1].Resource: received " + std::string(wrong) +
                           "; accepted is \"*\" or acs:<code>:<region>:<account>:<relative>"),
              0u)
        << message;
  }
}

TEST(MalformedDocument, IsRefusedForACondition) {
  constexpr std::string_view
      flag = "true or false.",
      number = "a number between -2^53 and 2^53 such as 10 or \"10\".",
      time = "a time such as \"2026-08-12T17:00:00+08:00\" or \"2026-08-12T09:00:00Z\".",
      block = "an IPv4 address, or a CIDR block without host bits such as \"203.0.113.0/24\".";
  struct ValueCase {
    const char* op;
    const char* key;
    const char* value;
    std::string_view accepted;
  };
  const ValueCase cases[] = {
      {"Bool", "acs:SecureTransport", R"("yes")", flag},
      {"Bool", "acs:SecureTransport", R"("True")", flag},
      {"Bool", "acs:SecureTransport", "1", flag},
      {"Bool", "acs:MFAPresent", "null", flag},
      {"NumericEquals", "ens:Number", R"("")", number},
      {"NumericEquals", "ens:Number", R"("ten")", number},
      {"NumericEquals", "ens:Number", R"("1 ")", number},
      {"NumericEquals", "ens:Number", R"(" 1")", number},
      {"NumericEquals", "ens:Number", R"("+1")", number},
      {"NumericEquals", "ens:Number", R"("0x10")", number},
      {"NumericEquals", "ens:Number", R"("01")", number},
      {"NumericEquals", "ens:Number", R"("1.")", number},
      {"NumericEquals", "ens:Number", R"("1e999")", number},
      {"NumericEquals", "ens:Number", R"("nan")", number},
      {"NumericEquals", "ens:Number", "9007199254740992", number},
      {"NumericEquals", "ens:Number", "-9007199254740993", number},
      {"NumericEquals", "ens:Number", "true", number},
      {"DateLessThan", "acs:CurrentTime", "1786536000", time},
      {"DateLessThan", "acs:CurrentTime", R"("")", time},
      {"DateLessThan", "acs:CurrentTime", R"("2026-08-12")", time},
      {"DateLessThan", "acs:CurrentTime", R"("2026-08-12T17:00:00")", time},
      {"DateLessThan", "acs:CurrentTime", R"("2026-08-12 17:00:00Z")", time},
      {"DateLessThan", "acs:CurrentTime", R"("2026-02-29T17:00:00Z")", time},
      {"DateLessThan", "acs:CurrentTime", R"("2026-08-12T24:00:00Z")", time},
      {"DateLessThan", "acs:CurrentTime", R"("2026-08-12T17:00:00.5Z")", time},
      {"DateLessThan", "acs:CurrentTime", R"("2026-08-12T17:00:00+0800")", time},
      {"DateLessThan", "acs:CurrentTime", R"("2026-08-12T17:00:00+08:60")", time},
      {"DateLessThan", "acs:CurrentTime", R"("2026-08-12T17:00:00+24:00")", time},
      {"DateLessThan", "acs:CurrentTime", R"("2026-08-12T17:00:00Z+08:00")", time},
      {"IpAddress", "acs:SourceIp", R"("203.0.113.256")", block},
      {"IpAddress", "acs:SourceIp", R"("203.0.113")", block},
      {"IpAddress", "acs:SourceIp", R"("203.0.113.0/33")", block},
      {"IpAddress", "acs:SourceIp", R"("203.0.113.7/24")", block},
      {"IpAddress", "acs:SourceIp", R"("2001:db8::1")", block},
      {"IpAddress", "acs:SourceIp", "5", block},
      {"StringEquals", "ens:Text", "5", "a string."},
      {"StringLike", "ens:Text", "{}", "a string."},
  };
  for (const ValueCase& c : cases) {
    const std::string member = std::string(R"({")") + c.op + R"(":{")" + c.key + R"(":)";
    const std::string path = std::string("Statement[1].Condition.") + c.op + "." + c.key;
    const std::string rest =
        std::string(": received ") + c.value + "; accepted is " + std::string(c.accepted);
    EXPECT_EQ(message_of(condition(member + c.value + "}}")), path + rest);
    EXPECT_EQ(message_of(condition(member + "[" + c.value + "]}}")), path + "[0]" + rest);
  }
}

TEST(MalformedDocument, IsRefusedForTheShapeOfACondition) {
  constexpr std::string_view operators =
      "StringEquals, StringNotEquals, StringEqualsIgnoreCase, StringNotEqualsIgnoreCase, StringLike, "
      "StringNotLike, NumericEquals, NumericNotEquals, NumericLessThan, NumericLessThanEquals, "
      "NumericGreaterThan, NumericGreaterThanEquals, DateEquals, DateNotEquals, DateLessThan, "
      "DateLessThanEquals, DateGreaterThan, DateGreaterThanEquals, Bool, IpAddress, NotIpAddress.";
  const std::string unknown =
      "Statement[1].Condition.StringEqualsIfExists: received an operator that is not known; accepted is " +
      std::string(operators);
  const Refused cases[] = {
      {condition("[]"), "Statement[1].Condition: received []; accepted is an object of operators."},
      {condition(R"({"StringEqualsIfExists":{"ens:Text":"x"}})"), unknown},
      {condition(R"({"Bool":{}})"),
       "Statement[1].Condition.Bool: received {}; accepted is an object of one or more condition keys."},
      {condition(R"({"Bool":true})"),
       "Statement[1].Condition.Bool: received true; accepted is an object of one or more condition keys."},
      {condition(R"({"Bool":{"acs:SecureTransport":[]}})"),
       "Statement[1].Condition.Bool.acs:SecureTransport: received a list of 0; accepted is 1 to 512 values, "
       "each true or false."},
      {condition(R"({"Bool":{"acs:SecureTransport":[[true]]}})"),
       "Statement[1].Condition.Bool.acs:SecureTransport[0]: received [true]; accepted is true or false."},
      {condition(R"({"StringEquals":{"acs:SourceVpc":"vpc-1"}})"),
       "Statement[1].Condition.StringEquals.acs:SourceVpc: received a condition key that is not known; "
       "accepted is acs:CurrentTime, acs:SecureTransport, acs:SourceIp, acs:MFAPresent, ens:Number, "
       "ens:Text."},
      {condition(R"({"StringEquals":{"sts:ExternalId":"x"}})"),
       "Statement[1].Condition.StringEquals.sts:ExternalId: received a condition key that is not known; "
       "accepted is acs:CurrentTime, acs:SecureTransport, acs:SourceIp, acs:MFAPresent, ens:Number, "
       "ens:Text."},
      {condition(R"({"Bool":{"acs:securetransport":"true"}})"),
       "Statement[1].Condition.Bool.acs:securetransport: received a condition key that is not known; "
       "accepted is acs:CurrentTime, acs:SecureTransport, acs:SourceIp, acs:MFAPresent, ens:Number, "
       "ens:Text."},
      {condition(R"({"IpAddress":{"acs:CurrentTime":"203.0.113.7"}})"),
       "Statement[1].Condition.IpAddress.acs:CurrentTime: received a key of another type than IpAddress "
       "compares; accepted is this key under DateEquals, DateNotEquals, DateLessThan, DateLessThanEquals, "
       "DateGreaterThan, "
       "DateGreaterThanEquals."},
      {condition(R"({"StringLike":{"acs:SourceIp":"203.*"}})"),
       "Statement[1].Condition.StringLike.acs:SourceIp: received a key of another type than StringLike "
       "compares; accepted is this key under IpAddress, NotIpAddress."},
  };
  for (const Refused& c : cases) EXPECT_EQ(message_of(c.document), c.message) << c.document;
}

TEST(MalformedDocument, IsShownInPart) {
  const std::string message = message_of(action('"' + std::string(3000, 'x') + '"'));
  EXPECT_EQ(message.find("Statement[1].Action: received \"" + std::string(63, 'x') + "...; accepted is"), 0u)
      << message;
  const std::string member = message_of(statement('"' + std::string(3000, 'x') + "\":1"));
  EXPECT_EQ(member.find("Statement[1]." + std::string(64, 'x') + "...: received"), 0u) << member;
}

TEST(MalformedTrustPolicy, IsRefusedForItsPrincipals) {
  const auto trust = [](const std::string& members) {
    return R"({"Version":"1","Statement":[{"Effect":"Allow",)" + members + "}]}";
  };
  const auto principal = [&](const std::string& value) {
    return trust(R"("Action":"sts:AssumeRole","Principal":)" + value);
  };
  constexpr std::string_view
      ram = "acs:ram::<account>:root, acs:ram::<account>:user/<name> or acs:ram::<account>:role/<name>.",
      service = "the name of a service such as \"ecs.aliyuncs.com\".",
      provider = "acs:ram::<account>:saml-provider/<name> or acs:ram::<account>:oidc-provider/<name>.";
  const Refused shapes[] = {
      {trust(R"("Action":"sts:AssumeRole")"),
       "Statement[0].Principal: received nothing; accepted is an object with one or more of RAM, Service, "
       "Federated."},
      {principal("{}"),
       "Statement[0].Principal: received {}; accepted is an object with one or more of RAM, Service, "
       "Federated."},
      {principal(R"("*")"),
       "Statement[0].Principal: received \"*\"; accepted is an object with one or more of RAM, Service, "
       "Federated."},
      {principal(R"({"AWS":"x"})"),
       "Statement[0].Principal.AWS: received a member that is not known here; accepted is RAM, Service, "
       "Federated."},
      {trust(R"("Principal":{"Service":"ecs.aliyuncs.com"})"),
       "Statement[0].Action: received nothing; accepted is an action of STS such as \"sts:AssumeRole\"."},
      {trust(R"("Action":"ens:CreateNetwork","Principal":{"Service":"ecs.aliyuncs.com"})"),
       "Statement[0].Action: received \"ens:CreateNetwork\"; accepted is an action of STS such as "
       "\"sts:AssumeRole\"."},
      {trust(R"("Action":"*","Principal":{"Service":"ecs.aliyuncs.com"})"),
       "Statement[0].Action: received \"*\"; accepted is an action of STS such as \"sts:AssumeRole\"."},
      {trust(R"("Action":"sts:AssumeRole","Resource":"*","Principal":{"Service":"ecs.aliyuncs.com"})"),
       "Statement[0].Resource: received a member that is not known here; accepted is Effect, Action, "
       "Principal, "
       "Condition."},
  };
  for (const Refused& c : shapes) EXPECT_EQ(message_of_trust(c.document), c.message) << c.document;

  struct NameCase {
    const char* kind;
    const char* name;
    std::string_view accepted;
  };
  const NameCase names[] = {
      {"RAM", R"("*")", ram},
      {"RAM", R"("1234567890123456")", ram},
      {"RAM", R"("acs:ram::*:root")", ram},
      {"RAM", R"("acs:ram:::root")", ram},
      {"RAM", R"("acs:ram:cn-x:1:root")", ram},
      {"RAM", R"("acs:ram::1:rooty")", ram},
      {"RAM", R"("acs:ram::1:user/")", ram},
      {"RAM", R"("acs:ram::1:user/a*")", ram},
      {"RAM", R"("acs:ram::1:role/a/b")", ram},
      {"RAM", R"("acs:ram::1:assumed-role/a/b")", ram},
      {"RAM", R"("acs:ram::1:saml-provider/a")", ram},
      {"Service", R"("ecs")", service},
      {"Service", R"("*.aliyuncs.com")", service},
      {"Service", "1", service},
      {"Federated", R"("acs:ram::1:user/a")", provider},
      {"Federated", R"("acs:ram::1:saml-provider/")", provider},
  };
  for (const NameCase& c : names) {
    EXPECT_EQ(message_of_trust(principal(std::string(R"({")") + c.kind + R"(":[)" + c.name + "]}")),
              std::string("Statement[0].Principal.") + c.kind + "[0]: received " + c.name + "; accepted is " +
                  std::string(c.accepted));
  }
}

}  // namespace
}  // namespace sluice::policy
