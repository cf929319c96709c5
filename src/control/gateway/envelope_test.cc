#include "control/gateway/envelope.h"

#include <gtest/gtest.h>

#include "control/gateway/http_front.h"
#include "platform/base/random.h"

namespace sluice::gateway {
namespace {

using Headers = std::vector<std::pair<std::string_view, std::string_view>>;

const Headers form{{"Content-Type", "application/x-www-form-urlencoded"}};
const Headers acs3_json{
    {"Authorization", "ACS3-HMAC-SHA256 Credential=k,SignedHeaders=content-type;host,Signature=0"},
    {"Content-Type", "application/json"}};
const Headers acs3_form{
    {"Authorization", "ACS3-HMAC-SHA256 Credential=k,SignedHeaders=content-type;host,Signature=0"},
    {"Content-Type", "application/x-www-form-urlencoded"}};

base::Result<Envelope, api::Error> read_whole(const signature::Request& request) {
  auto envelope = read_envelope(request);
  if (!envelope) return envelope;
  if (auto body = read_signed_body(request, *envelope); !body) {
    return base::Unexpected{std::move(body).error()};
  }
  return envelope;
}

struct Repeated {
  const char* where;
  const Headers& headers;
  const char* target;
  const char* body;
};

TEST(Envelope, AParameterThatIsThereTwiceWithTwoValuesIsRefusedByName) {
  const Repeated cases[] = {
      {"query", form, "/?Action=A&Name=a&Name=b", ""},
      {"form", form, "/?Action=A", "Name=a&Name=b"},
      {"query and form", form, "/?Name=a", "Name=b"},
      {"ACS3 query", acs3_form, "/?Name=a&Name=b", ""},
      {"ACS3 query and form", acs3_form, "/?Name=a", "Name=b"},
      {"ACS3 query and JSON", acs3_json, "/?Name=a", R"({"Name":"b"})"},
      {"empty and not", form, "/?Name=", "Name=b"},
  };
  for (const Repeated& one : cases) {
    SCOPED_TRACE(one.where);
    const auto envelope = read_whole({"POST", one.target, one.headers, one.body});
    ASSERT_FALSE(envelope);
    EXPECT_EQ(envelope.error().code, "InvalidParameter.Name");
    EXPECT_EQ(envelope.error().http_status, 400);
  }
}

TEST(Envelope, AParameterThatIsThereTwiceWithOneValueCountsOnce) {
  const auto envelope = read_envelope({"POST", "/?Action=A&Name=a", form, "Action=A&Name=a"});
  ASSERT_TRUE(envelope);
  EXPECT_EQ(envelope->action, "A");
  EXPECT_EQ(*envelope->parameters.find("Name"), "a");
  EXPECT_EQ(envelope->signed_pairs.size(), 4u) << "the signature covers what was sent";
}

TEST(Envelope, AnAcs3BodyIsNotLookedIntoBeforeItsSignatureIs) {
  for (const Headers& headers : {acs3_json, acs3_form}) {
    for (const char* body : {R"({"Name":"a"})", "Name=a", "Name=%zz", "{", "[]"}) {
      const auto envelope = read_envelope({"POST", "/?Action=A", headers, body});
      ASSERT_TRUE(envelope) << body;
      EXPECT_EQ(envelope->parameters.size(), 1u) << body;
    }
  }
}

struct Spoken {
  const char* what;
  Headers headers;
  const char* target;
  Dialect dialect;
  const char* signature_type;
};

TEST(Envelope, TheDialectIsToldByWhereTheSignatureIs) {
  const std::pair<std::string_view, std::string_view> acs3{"authorization", "ACS3-HMAC-SHA256 Credential=k"},
      basic{"Authorization", "Basic dXNlcjpwYXNz"}, bearer{"x-acs-bearer-token", "token"};
  const Spoken cases[] = {
      {"nothing", {}, "/", Dialect::V1, ""},
      {"a signature", {}, "/?Signature=s", Dialect::V1, ""},
      {"an authorization", {acs3}, "/", Dialect::Acs3, ""},
      {"another authorization", {basic}, "/?Signature=s", Dialect::V1, ""},
      {"both", {acs3}, "/?Signature=s&SignatureType=BEARERTOKEN", Dialect::Acs3, ""},
      {"a bearer token as parameter",
       {},
       "/?SignatureType=BEARERTOKEN&BearerToken=t",
       Dialect::V1,
       "BEARERTOKEN"},
      {"a bearer token as header", {bearer}, "/?SignatureType=BEARERTOKEN", Dialect::Acs3, "BEARERTOKEN"},
      {"a bearer token as header alone", {bearer}, "/", Dialect::Acs3, "BEARERTOKEN"},
      {"an unsigned header beside a signature", {bearer}, "/?Signature=s", Dialect::V1, ""},
  };
  for (const Spoken& one : cases) {
    SCOPED_TRACE(one.what);
    const signature::Request request{"GET", one.target, one.headers, {}};
    const auto envelope = read_envelope(request);
    ASSERT_TRUE(envelope);
    EXPECT_EQ(envelope->dialect, one.dialect);
    EXPECT_EQ(envelope->signature_type, one.signature_type);
    EXPECT_EQ(choose_format(request), one.dialect == Dialect::Acs3 ? Format::Json : Format::Xml);
  }
}

struct Unreadable {
  const char* what;
  http::Refusal refusal;
  http::Request request;
  const char* content_type;
};

TEST(Refusal, SpeaksTheFormatThatTheRequestWouldHaveBeenAnsweredIn) {
  const char* json = "application/json;charset=utf-8";
  const char* xml = "text/xml;charset=utf-8";
  const Unreadable cases[] = {
      {"nothing is known", http::Refusal::Malformed, {}, xml},
      {"v1", http::Refusal::BodyTooLarge, {.target = "/?Action=A"}, xml},
      {"v1 that asks for JSON", http::Refusal::BodyTooLarge, {.target = "/?Action=A&Format=json"}, json},
      {"ACS3",
       http::Refusal::BodyTooLarge,
       {.target = "/", .headers = {{"Authorization", "ACS3-HMAC-SHA256 x"}}},
       json},
      {"handed on, not answered", http::Refusal::NotAnswered, {}, json},
  };
  base::SystemRandom random;
  const auto refuse = make_refusal(random);
  for (const Unreadable& one : cases) {
    SCOPED_TRACE(one.what);
    const http::Response response = refuse(one.refusal, one.request);
    EXPECT_EQ(response.status, http::status_of(one.refusal));
    EXPECT_EQ(http::find_header(response.headers, "content-type"), one.content_type);
    // A caller who waited in vain did nothing wrong.
    const bool ours = one.refusal == http::Refusal::NotAnswered;
    EXPECT_NE(response.body.find(ours ? "InternalError" : "InvalidParameter.Request"), std::string::npos);
  }
}

}  // namespace
}  // namespace sluice::gateway
