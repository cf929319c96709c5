// What clients depend on beyond the plain call (OpenAPI gateway fact sheet, sections 1 to 4), each habit by
// itself.

#include <algorithm>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "contract/signature/acs3.h"
#include "contract/signature/rpc_v1.h"
#include "contract/signature/signer.h"
#include "platform/base/encoding.h"
#include "platform/json/json.h"
#include "tests/wire/well_formed.h"

namespace sluice::wire {
namespace {

using control::TestCloud;
using signature::Pairs;
using signature::Placement;
using signature::SignedRequest;

constexpr const char* form_type = "application/x-www-form-urlencoded";

class Quirks : public ::testing::Test {
 protected:
  std::string next_nonce() { return "nonce-" + std::to_string(++calls_); }

  WireCall describe(Dialect dialect, Format format = Format::Json) {
    return {.dialect = dialect,
            .format = format,
            .host = server.host(),
            .action = "DescribeNetworks",
            .timestamp = base::format_iso8601(server.now()),
            .nonce = next_nonce(),
            .signature_method = dialect == Dialect::V1 ? "HMAC-SHA1" : ""};
  }

  // In v1, by name, without a format and a signature.
  Pairs describe_pairs() {
    return {{"Action", "DescribeNetworks"},
            {"Version", "2017-11-10"},
            {"AccessKeyId", "test-key-id"},
            {"SignatureMethod", "HMAC-SHA1"},
            {"SignatureVersion", "1.0"},
            {"SignatureNonce", next_nonce()},
            {"Timestamp", base::format_iso8601(server.now())}};
  }
  static Pairs with(Pairs pairs, const std::string& name, const std::string& value) {
    std::erase_if(pairs, [&](const auto& pair) { return pair.first == name; });
    pairs.emplace_back(name, value);
    return pairs;
  }

  // Signs both places together. The signature goes with the query.
  std::string v1(const Pairs& query, const Pairs& form = {}, const http::Headers& headers = {}) const {
    Pairs all = query;
    all.insert(all.end(), form.begin(), form.end());
    const std::string to_sign = signature::rpc_v1_string_to_sign("POST", all);
    SignedRequest request{.method = "POST",
                          .target = "/?" + base::format_form(query),
                          .headers = {{"Host", server.host()}},
                          .body = base::format_form(form)};
    const bool is_signed =
        std::ranges::any_of(all, [](const auto& pair) { return pair.first == "Signature"; });
    if (!is_signed) {
      const std::string signature = signature::rpc_v1_signature(
          base::Hash::Sha1, base::Secret(std::string(TestCloud::key_secret)), to_sign);
      request.target += "&Signature=" + base::percent_encode(signature);
    }
    if (!form.empty()) request.headers.emplace_back("Content-Type", form_type);
    request.headers.insert(request.headers.end(), headers.begin(), headers.end());
    return to_bytes(request);
  }

  signature::Call call(std::string action, control::Parameters parameters = {}) {
    return {.action = std::move(action),
            .version = "2017-11-10",
            .parameters = std::move(parameters),
            .access_key_id = std::string(TestCloud::key_id),
            .secret = base::Secret(std::string(TestCloud::key_secret)),
            .time = server.now(),
            .nonce = next_nonce(),
            .host = server.host()};
  }
  signature::Call create() {
    return call("CreateNetwork",
                {{"EnsRegionId", std::string(TestCloud::region)}, {"CidrBlock", "10.0.0.0/8"}});
  }

  void expect_ok(const std::string& bytes) {
    const Answer answer = server.exchange(bytes);
    EXPECT_EQ(answer.status, 200) << answer.body;
  }
  void expect_code(const std::string& bytes, std::string_view code) {
    EXPECT_EQ(server.exchange(bytes).code(), code) << bytes;
  }

  WireServer server{{{.id = "other-key-id", .secret = "other-key-secret"}}};

 private:
  int calls_ = 0;
};

TEST_F(Quirks, ASuccessHasTheHeadersOfEveryAnswer) {
  for (const Dialect dialect : dialects) {
    for (const Format format : formats) {
      const Answer answer = server.exchange(to_bytes(describe(dialect, format)));
      EXPECT_EQ(answer.status, 200);
      expect_well_formed(answer, format);
      expect_kept_open(answer, server.now());
      EXPECT_EQ(answer.xml_root, format == Format::Xml ? "DescribeNetworksResponse" : "");
      EXPECT_EQ(answer.code(), "") << "clients take any other code for an error";
    }
  }
}

struct Asked {
  const char* format;  // a parameter; null: none
  const char* accept;  // a header; null: none
  Format v1, acs3;
};

TEST_F(Quirks, TheFormatFollowsTheDialect) {
  constexpr auto Json = Format::Json, Xml = Format::Xml;
  const Asked cases[] = {
      {nullptr, nullptr, Xml, Json},
      {"", nullptr, Xml, Json},
      {"JSON", nullptr, Json, Json},
      {"json", nullptr, Json, Json},
      {"XML", nullptr, Xml, Xml},
      {"xml", nullptr, Xml, Xml},
      {"None", nullptr, Json, Json},
      {"YAML", nullptr, Json, Json},
      {nullptr, "application/json", Xml, Json},
      {nullptr, "application/xml", Xml, Xml},
      {nullptr, "*/*", Xml, Json},
      {"XML", "*/*", Xml, Xml},
      {"XML", "application/json", Xml, Json},
      {"JSON", "text/xml;q=0.9", Json, Xml},
      {"JSON", "Application/JSON, text/xml", Json, Json},
  };
  for (const Asked& asked : cases) {
    SCOPED_TRACE(fmt::format("Format={} Accept: {}", asked.format ? asked.format : "(none)",
                             asked.accept ? asked.accept : "(none)"));
    http::Headers headers;
    if (asked.accept) headers.emplace_back("Accept", asked.accept);
    Pairs pairs = describe_pairs();
    if (asked.format) pairs.emplace_back("Format", asked.format);
    const Answer in_v1 = server.exchange(v1(pairs, {}, headers));
    EXPECT_EQ(in_v1.status, 200);
    expect_well_formed(in_v1, asked.v1);

    control::Parameters parameters;
    if (asked.format) parameters.emplace_back("Format", asked.format);
    SignedRequest request = signature::sign_acs3(call("DescribeNetworks", parameters), Placement::PostQuery);
    std::erase_if(request.headers, [](const auto& header) { return header.first == "accept"; });
    request.headers.insert(request.headers.end(), headers.begin(), headers.end());
    const Answer in_acs3 = server.exchange(to_bytes(request));
    EXPECT_EQ(in_acs3.status, 200);
    expect_well_formed(in_acs3, asked.acs3);
  }
}

TEST_F(Quirks, EveryV1ParameterMayBeInTheQueryOrInTheForm) {
  for (size_t moved = 0; moved < describe_pairs().size(); ++moved) {
    Pairs query = with(describe_pairs(), "Format", "JSON");
    const Pairs form = {query[moved]};
    query.erase(query.begin() + static_cast<ptrdiff_t>(moved));
    SCOPED_TRACE(form[0].first);
    expect_ok(v1(query, form));
  }
  // The signature, too: pop-core posts everything.
  expect_ok(
      to_bytes(signature::sign_rpc_v1(call("DescribeNetworks"), Placement::PostForm, base::Hash::Sha1)));
}

TEST_F(Quirks, AParameterInTwoPlacesMustSayTheSameInBoth) {
  const Pairs query = with(describe_pairs(), "Format", "JSON");
  expect_ok(v1(query, {{"Action", "DescribeNetworks"}}));
  expect_code(v1(query, {{"Action", "CreateNetwork"}}), "InvalidParameter.Action");
  expect_code(v1(query, {{"NetworkId", "a"}, {"NetworkId", "b"}}), "InvalidParameter.NetworkId");

  signature::Call twice = create();
  twice.parameters.emplace_back("Action", "CreateNetwork");
  twice.parameters.emplace_back("Version", "2017-11-10");
  expect_ok(to_bytes(signature::sign_acs3(twice, Placement::PostQuery)));
  for (const auto& [name, other] : {std::pair{"Action", "DeleteNetwork"}, {"Version", "2014-05-26"}}) {
    signature::Call contradiction = create();
    contradiction.parameters.emplace_back(name, other);
    expect_code(to_bytes(signature::sign_acs3(contradiction, Placement::PostQuery)),
                "InvalidParameter." + std::string(name));
  }
}

TEST_F(Quirks, WhatV1DoesNotSignIsNotRead) {
  const Pairs pairs = with(describe_pairs(), "Format", "JSON");
  const Answer answer = server.exchange(v1(pairs, {},
                                           {{"x-acs-action", "CreateNetwork"},
                                            {"x-acs-version", "2014-05-26"},
                                            {"x-acs-date", "yesterday"},
                                            {"x-acs-signature-nonce", "nonce"},
                                            {"x-acs-security-token", "token"},
                                            {"x-acs-bearer-token", "token"},
                                            {"x-acs-credentials-provider", "static_sts"},
                                            {"x-sdk-client", "somebody"},
                                            {"accept", "text/xml"}}));
  EXPECT_EQ(answer.status, 200) << answer.body;
  expect_well_formed(answer, Format::Json);
  EXPECT_TRUE(json::find_object(answer.value, "Networks"));

  for (const char* type : {"application/json", "text/plain", "application/octet-stream"}) {
    const std::string body = R"({"Action":"CreateNetwork","AccessKeyId":"nobody"})";
    std::string bytes = v1(with(describe_pairs(), "Format", "JSON"), {},
                           {{"Content-Type", type}, {"Content-Length", std::to_string(body.size())}});
    EXPECT_EQ(server.exchange(bytes + body).status, 200) << type;
  }
  Pairs unnamed = describe_pairs();
  std::erase_if(unnamed, [](const auto& pair) { return pair.first == "Action"; });
  expect_code(v1(unnamed, {}, {{"x-acs-action", "DescribeNetworks"}}), "MissingAction");
}

TEST_F(Quirks, WhatIsPresentAndEmptyCountsAsAbsent) {
  for (const char* name :
       {"Action", "Version", "AccessKeyId", "Timestamp", "SignatureNonce", "SignatureMethod", "Signature"}) {
    expect_code(v1(with(describe_pairs(), name, "")), "Missing" + std::string(name));
  }
  for (const char* name : {"SignatureType", "SecurityToken", "BearerToken", "RegionId", "NetworkId"}) {
    SCOPED_TRACE(name);
    expect_ok(v1(with(describe_pairs(), name, "")));
  }
  const std::pair<const char*, const char*> headers[] = {{"x-acs-action", "MissingAction"},
                                                         {"x-acs-version", "MissingVersion"},
                                                         {"x-acs-date", "MissingTimestamp"},
                                                         {"x-acs-signature-nonce", "MissingSignatureNonce"}};
  for (const auto& [name, code] : headers) {
    SignedRequest request = signature::sign_acs3(call("DescribeNetworks"), Placement::PostQuery);
    for (auto& [header, value] : request.headers) {
      if (header == name) value = "";
    }
    expect_code(to_bytes(request), code);
  }
}

TEST_F(Quirks, ParametersThatNobodyKnowsAreSignedAndIgnored) {
  Pairs pairs = describe_pairs();
  for (const char* name : {"RegionId", "SourceIp", "SecureTransport", "Product", "Unheard.1.Of"}) {
    pairs.emplace_back(name, "anything");
  }
  expect_ok(v1(pairs));
}

TEST_F(Quirks, AnAcs3HeaderDecidesWhereBothSignaturesAreThere) {
  signature::Call both =
      call("DescribeNetworks", {{"Signature", "of another kind"}, {"AccessKeyId", "nobody"}});
  expect_ok(to_bytes(signature::sign_acs3(both, Placement::PostQuery)));
  both = call("DescribeNetworks", {{"Signature", "of another kind"}});
  both.secret = base::Secret("wrong");
  EXPECT_THAT(server.exchange(to_bytes(signature::sign_acs3(both, Placement::PostQuery))).text("Message"),
              ::testing::HasSubstr("server StringToSign is [ACS3-HMAC-SHA256\n"));
}

TEST_F(Quirks, TheHostIsSignedWithItsPort) {
  for (const char* host : {"127.0.0.1", "127.0.0.1:1", "ens.aliyuncs.com"}) {
    SignedRequest request = signature::sign_acs3(call("DescribeNetworks"), Placement::GetQuery);
    for (auto& [name, value] : request.headers) {
      if (name == "host") value = host;
    }
    const Answer answer = server.exchange(to_bytes(request));
    EXPECT_EQ(answer.code(), "SignatureDoesNotMatch");
    EXPECT_EQ(answer.text("HostId"), host);
    signature::Call named = call("DescribeNetworks");
    named.host = host;
    expect_ok(to_bytes(signature::sign_acs3(named, Placement::GetQuery)));
  }
}

TEST_F(Quirks, TheBodyIsHashedHereWhateverItsHeaderSays) {
  SignedRequest request = signature::sign_acs3(create(), Placement::PostForm);
  request.body.replace(request.body.find("10.0.0.0"), 8, "10.0.0.1");
  expect_code(to_bytes(request), "SignatureDoesNotMatch");
}

// An HTTP stack may have added the type behind the signer's back.
TEST_F(Quirks, ABodyWhoseTypeIsNotSignedGivesNoParameters) {
  SignedRequest request = signature::sign_acs3(create(), Placement::PostForm);
  expect_ok(to_bytes(request));

  request = signature::sign_acs3(create(), Placement::PostForm);
  const std::vector<std::string> names = {"host", "x-acs-action", "x-acs-date", "x-acs-signature-nonce",
                                          "x-acs-version"};
  const signature::Request view{
      request.method, request.target, {request.headers.begin(), request.headers.end()}, request.body};
  const std::string signature = signature::acs3_signature(
      base::Secret(std::string(TestCloud::key_secret)),
      signature::acs3_string_to_sign(signature::acs3_canonical_request(view, names).value()));
  for (auto& [name, value] : request.headers) {
    if (name != "authorization") continue;
    value = signature::print(
        {std::string(signature::acs3_algorithm), std::string(TestCloud::key_id), names, signature});
  }
  expect_code(to_bytes(request), "MissingEnsRegionId");
}

TEST_F(Quirks, OtherKindsOfSignatureAreRefusedByName) {
  for (const char* word : {"ACS3-RSA-SHA256", "ACS3-HMAC-SM3", "ACS3-"}) {
    WireCall other = describe(Dialect::Acs3);
    other.signature_method = word;
    expect_code(to_bytes(other), "InvalidSignatureMethod");
  }
  for (const char* method : {"SHA256withRSA", "hmac-sha1", "HMAC-SHA512"}) {
    expect_code(v1(with(describe_pairs(), "SignatureMethod", method)), "InvalidSignatureMethod");
  }
  expect_code(v1(with(describe_pairs(), "SignatureType", "PRIVATEKEY")), "InvalidParameter.SignatureType");
  expect_code(v1(with(describe_pairs(), "SignatureVersion", "2.0")), "InvalidParameter.SignatureVersion");
  // Bearer tokens come without key and signature.
  expect_code(
      "POST /?Action=DescribeNetworks&Version=2017-11-10&SignatureType=BEARERTOKEN&BearerToken=t HTTP/1.1\r\n"
      "Host: one\r\n\r\n",
      "InvalidParameter.SignatureType");
  const Answer answer = server.exchange(
      "POST /?SignatureType=BEARERTOKEN HTTP/1.1\r\nhost: one\r\nx-acs-action: DescribeNetworks\r\n"
      "x-acs-version: 2017-11-10\r\nx-acs-bearer-token: t\r\n\r\n");
  EXPECT_EQ(answer.code(), "InvalidParameter.SignatureType");
  expect_well_formed(answer, Format::Json);
}

TEST_F(Quirks, ATimestampIsGoodForAQuarterOfAnHourEitherWay) {
  const std::pair<int, const char*> cases[] = {
      {-901, "InvalidTimeStamp.Expired"}, {-900, ""}, {0, ""}, {900, ""}, {901, "InvalidTimeStamp.Expired"}};
  for (const Dialect dialect : dialects) {
    for (const auto& [seconds, code] : cases) {
      WireCall late = describe(dialect);
      late.timestamp = base::format_iso8601(server.now() + std::chrono::seconds(seconds));
      EXPECT_EQ(server.exchange(to_bytes(late)).code(), code) << name_of(dialect) << " " << seconds;
    }
  }
}

TEST_F(Quirks, ANonceCountsPerKeyAndOnlyOnceItsSignatureIsRight) {
  for (const Dialect dialect : dialects) {
    const WireCall mine = describe(dialect);
    WireCall forged = mine;
    forged.secret = "guessed";
    expect_code(to_bytes(forged), "SignatureDoesNotMatch");
    expect_ok(to_bytes(mine));
    expect_code(to_bytes(mine), "SignatureNonceUsed");
    WireCall theirs = mine;
    theirs.access_key_id = "other-key-id";
    theirs.secret = "other-key-secret";
    expect_ok(to_bytes(theirs));
  }
}

TEST_F(Quirks, TheBodyIsAskedForOnceItIsWaitedFor) {
  SignedRequest request = signature::sign_acs3(create(), Placement::PostForm);
  request.headers.emplace_back("Expect", "100-continue");
  request.headers.emplace_back("Transfer-Encoding", "chunked");
  const std::string body = std::exchange(request.body, "");
  Client client(server.endpoint());
  client.send(to_bytes(request));
  EXPECT_EQ(client.receive().status, 100);
  client.send(fmt::format("{:x}\r\n{}\r\n0\r\n\r\n", body.size(), body));
  EXPECT_EQ(client.receive().status, 200);
}

TEST_F(Quirks, ConnectionsAreKeptForAsLongAsIsPromised) {
  Client client(server.endpoint());
  client.send(to_bytes(describe(Dialect::V1)));
  EXPECT_EQ(client.receive().status, 200);
  server.pass(std::chrono::seconds(25));
  client.send(to_bytes(describe(Dialect::Acs3)));
  EXPECT_EQ(client.receive().status, 200);
  server.pass(http::ServerOptions{}.idle_timeout);
  EXPECT_TRUE(client.ended());
}

TEST_F(Quirks, AClientThatClosesIsToldSo) {
  const std::string bytes = v1(describe_pairs(), {}, {{"Connection", "close"}});
  Client client(server.endpoint());
  client.send(bytes);
  const Answer answer = client.receive();
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.header("connection"), "close");
  EXPECT_EQ(answer.header("keep-alive"), "");
  EXPECT_TRUE(client.ended());
}

TEST_F(Quirks, NothingIsCompressedWhateverIsAccepted) {
  for (const char* accepted : {"identity", "gzip", "gzip, deflate, br", "*"}) {
    const Answer answer =
        server.exchange(v1(with(describe_pairs(), "Format", "JSON"), {}, {{"Accept-Encoding", accepted}}));
    EXPECT_EQ(answer.status, 200);
    expect_well_formed(answer, Format::Json);
  }
}

TEST_F(Quirks, ABrowserMayAskFirst) {
  const Answer answer = server.exchange(
      "OPTIONS / HTTP/1.1\r\nHost: one\r\nOrigin: https://console.example\r\n"
      "Access-Control-Request-Method: POST\r\nAccess-Control-Request-Headers: authorization\r\n\r\n");
  EXPECT_EQ(answer.status, 204);
  EXPECT_EQ(answer.header("access-control-allow-origin"), "*");
  EXPECT_EQ(answer.header("access-control-allow-methods"), "POST, GET, OPTIONS");
  EXPECT_EQ(answer.header("access-control-allow-headers"), "*, Authorization")
      << "a star does not cover Authorization";
  EXPECT_EQ(answer.header("access-control-max-age"), "172800");
  EXPECT_EQ(answer.header("content-length"), "");
}

TEST_F(Quirks, AnythingButGetAndPostIsRefused) {
  for (const char* method : {"PUT", "DELETE", "PATCH", "TRACE", "get", "DESCRIBE"}) {
    WireCall other = describe(Dialect::V1);
    other.method = method;
    const Answer answer = server.exchange(to_bytes(other));
    EXPECT_EQ(answer.status, 403) << method;
    EXPECT_EQ(answer.code(), "UnsupportedHTTPMethod") << method;
  }
}

}  // namespace
}  // namespace sluice::wire
