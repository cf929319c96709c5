// Temporary keys over a raw socket: in both dialects and both formats, asked for with a permanent key and
// used.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "tests/wire/well_formed.h"
#include "tests/wire/wire_call.h"
#include "tests/wire/wire_server.h"

namespace sluice::wire {
namespace {

class TemporaryKeys : public testing::Test {
 protected:
  TemporaryKeys() {
    const auto call = [this](std::string_view action, control::Parameters parameters) {
      const control::Reply reply = server.cloud().call(action, std::move(parameters));
      EXPECT_TRUE(reply.ok()) << reply.body;
      return reply;
    };
    const std::string account = call("GetCallerIdentity", {}).text("AccountId");
    role = "acs:ram::" + account + ":role/reader";
    call("CreateRole",
         {{"RoleName", "reader"},
          {"AssumeRolePolicyDocument",
           R"({"Version":"1","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole","Principal":)"
           R"({"RAM":"acs:ram::)" +
               account + R"(:root"}}]})"}});
    call("AttachPolicyToRole",
         {{"PolicyType", "System"}, {"PolicyName", "ReadOnlyAccess"}, {"RoleName", "reader"}});
  }

  WireCall call(Dialect dialect, Format format, std::string action, std::string version) {
    return {.dialect = dialect,
            .format = format,
            .host = server.host(),
            .action = std::move(action),
            .version = std::move(version),
            .timestamp = base::format_iso8601(server.now()),
            .nonce = "nonce-" + std::to_string(++calls_),
            .signature_method = dialect == Dialect::V1 ? "HMAC-SHA1" : ""};
  }
  WireCall assume(Dialect dialect, Format format) {
    WireCall assume = call(dialect, format, "AssumeRole", "2015-04-01");
    assume.parameters = {{"RoleArn", role}, {"RoleSessionName", "wire"}};
    return assume;
  }
  WireCall as(const Answer& assumed, WireCall call) {
    const json::Value& credentials = assumed.value["Credentials"];
    call.access_key_id = credentials["AccessKeyId"].get<std::string>();
    call.secret = credentials["AccessKeySecret"].get<std::string>();
    call.security_token = credentials["SecurityToken"].get<std::string>();
    return call;
  }

  WireServer server;
  std::string role;

 private:
  int calls_ = 0;
};

TEST_F(TemporaryKeys, AreGivenAndTakenInBothDialectsAndFormats) {
  for (const Dialect dialect : dialects) {
    for (const Format format : formats) {
      SCOPED_TRACE(fmt::format("{}, {}", name_of(dialect), format == Format::Json ? "JSON" : "XML"));
      const Answer assumed = server.exchange(to_bytes(assume(dialect, format)));
      ASSERT_EQ(assumed.status, 200) << assumed.body;
      expect_well_formed(assumed, format);
      EXPECT_EQ(assumed.xml_root, format == Format::Xml ? "AssumeRoleResponse" : "");
      EXPECT_EQ(assumed.value["AssumedRoleUser"]["Arn"].get<std::string>(), role + "/wire");

      const Answer who =
          server.exchange(to_bytes(as(assumed, call(dialect, format, "GetCallerIdentity", "2015-04-01"))));
      EXPECT_EQ(who.text("IdentityType"), "AssumedRoleUser") << who.body;
      const Answer networks =
          server.exchange(to_bytes(as(assumed, call(dialect, format, "DescribeNetworks", "2017-11-10"))));
      EXPECT_EQ(networks.status, 200) << networks.body;
      const Answer created =
          server.exchange(to_bytes(as(assumed, call(dialect, format, "CreateNetwork", "2017-11-10"))));
      EXPECT_EQ(created.code(), "NoPermission");
    }
  }
}

TEST_F(TemporaryKeys, EndOnTheServersClock) {
  const Answer assumed = server.exchange(to_bytes(assume(Dialect::Acs3, Format::Json)));
  for (const Dialect dialect : dialects) {
    EXPECT_EQ(
        server.exchange(to_bytes(as(assumed, call(dialect, Format::Json, "DescribeNetworks", "2017-11-10"))))
            .status,
        200);
  }
  server.pass(std::chrono::hours(1));
  for (const Dialect dialect : dialects) {
    const Answer expired =
        server.exchange(to_bytes(as(assumed, call(dialect, Format::Json, "DescribeNetworks", "2017-11-10"))));
    EXPECT_EQ(expired.code(), "InvalidSecurityToken.Expired");
    EXPECT_EQ(expired.status, 400);
  }
}

TEST_F(TemporaryKeys, AreSignedForWithTheirOwnSecret) {
  const Answer assumed = server.exchange(to_bytes(assume(Dialect::V1, Format::Json)));
  for (const Dialect dialect : dialects) {
    WireCall forged = as(assumed, call(dialect, Format::Json, "DescribeNetworks", "2017-11-10"));
    forged.secret = std::string(control::TestCloud::key_secret);
    EXPECT_EQ(server.exchange(to_bytes(forged)).code(), "SignatureDoesNotMatch");
  }
}

// The token has to be under the signature, or it could be exchanged for another one on the way.
TEST_F(TemporaryKeys, AreRefusedWhereTheTokenIsNotSigned) {
  const Answer assumed = server.exchange(to_bytes(assume(Dialect::Acs3, Format::Json)));
  WireCall open = as(assumed, call(Dialect::Acs3, Format::Json, "DescribeNetworks", "2017-11-10"));
  open.unsigned_headers = {"x-acs-security-token"};
  EXPECT_EQ(server.exchange(to_bytes(open)).code(), "IncompleteSignature");
}

}  // namespace
}  // namespace sluice::wire
