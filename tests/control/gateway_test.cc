// The gateway over requests without sockets: dialects, nonces, formats. Its codes and their order are tested
// on the wire (tests/wire).

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "contract/signature/signer.h"
#include "control/plane/testing/test_cloud.h"
#include "platform/base/form.h"

namespace sluice::control {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

signature::Call valid_call() {
  return {.action = "DescribeNetworks",
          .version = "2017-11-10",
          .parameters = {{"PageSize", "10"}},
          .access_key_id = std::string(TestCloud::key_id),
          .secret = base::Secret(std::string(TestCloud::key_secret)),
          .time = *base::parse_iso8601("2026-01-02T03:04:05Z"),
          .nonce = "nonce-a",
          .host = "127.0.0.1:8680"};
}

// A v1 GET of these parameters, signed.
std::string v1_target(base::FormPairs pairs, std::string_view secret = TestCloud::key_secret) {
  const std::string to_sign = signature::rpc_v1_string_to_sign("GET", pairs);
  pairs.emplace_back(
      "Signature", signature::rpc_v1_signature(base::Hash::Sha1, base::Secret(std::string(secret)), to_sign));
  return "/?" + base::format_form(pairs);
}

base::FormPairs v1_pairs() {
  return {{"Action", "DescribeNetworks"},
          {"Version", "2017-11-10"},
          {"Format", "JSON"},
          {"AccessKeyId", std::string(TestCloud::key_id)},
          {"SignatureMethod", "HMAC-SHA1"},
          {"SignatureVersion", "1.0"},
          {"SignatureNonce", "nonce-b"},
          {"Timestamp", "2026-01-02T03:04:05Z"}};
}

Reply get(TestCloud& cloud, const std::string& target, gateway::Origin origin = {}) {
  return cloud.send(
      signature::Request{.method = "GET", .target = target, .headers = {{"Host", "127.0.0.1:8680"}}}, origin);
}

TEST(Gateway, AcceptsBothDialectsByGetAndPost) {
  using signature::Placement;
  TestCloud cloud;
  int nonce = 0;
  for (const Placement placement : {Placement::GetQuery, Placement::PostQuery, Placement::PostForm}) {
    signature::Call call = valid_call();
    call.nonce = "n" + std::to_string(++nonce);
    EXPECT_EQ(cloud.send(signature::sign_acs3(call, placement)).http_status, 200);
    for (const base::Hash hash : {base::Hash::Sha1, base::Hash::Sha256}) {
      call.nonce = "n" + std::to_string(++nonce);
      EXPECT_EQ(cloud.send(signature::sign_rpc_v1(call, placement, hash)).http_status, 200);
    }
  }
}

// Its place among the checks is held by tests/wire.
TEST(Gateway, WhereTlsIsRequiredTheSameRequestIsRefusedWithoutAndServedWithIt) {
  TestCloud cloud({.tls_required = true});
  const std::string target = v1_target(v1_pairs());
  const Reply refused = get(cloud, target);
  EXPECT_EQ(refused.code(), "InvalidProtocol.NeedSsl");
  EXPECT_EQ(refused.http_status, 403);
  EXPECT_EQ(refused.text("Message"), "Your request is denied as lack of ssl protect.");
  EXPECT_EQ(get(cloud, target, {.over_tls = true}).http_status, 200)
      << "a refused request has used its nonce up";
}

TEST(Gateway, ANonceServesOnceAndOnlyAGoodSignatureUsesItUp) {
  TestCloud cloud;
  EXPECT_EQ(get(cloud, v1_target(v1_pairs(), "wrong-secret")).code(), "SignatureDoesNotMatch");
  EXPECT_EQ(get(cloud, v1_target(v1_pairs())).http_status, 200);
  EXPECT_EQ(get(cloud, v1_target(v1_pairs())).code(), "SignatureNonceUsed");
  cloud.clock().advance(std::chrono::minutes(14));
  EXPECT_EQ(get(cloud, v1_target(v1_pairs())).code(), "SignatureNonceUsed");
  cloud.clock().advance(std::chrono::minutes(2));
  EXPECT_EQ(get(cloud, v1_target(v1_pairs())).code(), "InvalidTimeStamp.Expired");
}

TEST(Gateway, ARequestThatTookEffectIsRefusedAgainAfterARestart) {
  TestCloud cloud;
  auto pairs = with(v1_pairs(), "Action", "CreateNetwork");
  pairs.insert(pairs.end(), {{"EnsRegionId", std::string(TestCloud::region)}, {"CidrBlock", "10.0.0.0/8"}});
  const std::string target = v1_target(pairs);
  EXPECT_EQ(get(cloud, target).http_status, 200);
  cloud.restart();
  EXPECT_EQ(get(cloud, target).code(), "SignatureNonceUsed");
  EXPECT_EQ(cloud.call("DescribeNetworks").value["TotalCount"], 1);
}

TEST(Gateway, UnsignedHeadersNeverNameTheOperationOfAV1Request) {
  TestCloud cloud;
  const Reply reply = cloud.send(
      signature::Request{.method = "GET",
                         .target = v1_target(without(v1_pairs(), "Action")),
                         .headers = {{"x-acs-action", "DescribeNetworks"}, {"x-acs-version", "2017-11-10"}}});
  EXPECT_EQ(reply.code(), "MissingAction");
}

TEST(Gateway, AnswersV1WithoutAFormatInXmlAndUnknownFormatsInJson) {
  TestCloud cloud;
  Reply reply = get(cloud, v1_target(without(v1_pairs(), "Format")));
  EXPECT_EQ(reply.content_type, "text/xml;charset=utf-8");
  EXPECT_THAT(reply.body, HasSubstr("<DescribeNetworksResponse>"));
  reply = get(cloud, v1_target(with(with(v1_pairs(), "Format", "xml"), "Action", "Nothing")));
  EXPECT_EQ(reply.content_type, "text/xml;charset=utf-8");
  EXPECT_THAT(reply.body, HasSubstr("<Code>InvalidAction.NotFound</Code>"));
  EXPECT_THAT(reply.body, StartsWith("<?xml version='1.0' encoding='UTF-8'?><Error>"));
  reply = get(cloud, v1_target(with(with(v1_pairs(), "Format", "None"), "SignatureNonce", "c")));
  EXPECT_EQ(reply.content_type, "application/json;charset=utf-8");
}

TEST(Gateway, UnreadableParametersAreRefusedNotGuessed) {
  TestCloud cloud;
  for (const char* target : {"/?Action=%zz", "/?=1", "/?Action=%4"}) {
    EXPECT_EQ(get(cloud, std::string(target) + "&Format=JSON").http_status, 400) << target;
  }
  std::string many = "/?Format=JSON";
  for (int i = 0; i < 2000; ++i) many += "&p" + std::to_string(i) + "=1";
  EXPECT_EQ(get(cloud, many).http_status, 400);
}

}  // namespace
}  // namespace sluice::control
