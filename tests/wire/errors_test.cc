// Each error of the gateway, provoked over a raw socket in both dialects and both formats: its status, code,
// message and headers, exactly (OpenAPI gateway fact sheet, sections 4 and 5.2).

#include <fstream>
#include <iterator>
#include <regex>
#include <set>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/wire/checks.h"
#include "tests/wire/well_formed.h"

namespace sluice::wire {
namespace {

using ::testing::StartsWith;

const std::string xml_declaration = "<?xml version='1.0' encoding='UTF-8'?>";

void expect_error(const Answer& answer, Format format, std::string_view host) {
  expect_well_formed(answer, format);
  if (format == Format::Xml) {
    EXPECT_THAT(answer.body, StartsWith(xml_declaration + "<Error><RequestId>"));
  }
  EXPECT_EQ(answer.text("HostId"), host);
  ASSERT_TRUE(answer.value.is_object()) << answer.body;
  for (const auto& [name, member] : answer.value.items()) {
    if (name == "AccessDeniedDetail") {
      for (const json::Value& text : member) EXPECT_TRUE(text.is_string()) << member;
      continue;
    }
    EXPECT_TRUE(member.is_string()) << name << ": some clients assert that, and stop where it is not so";
    EXPECT_TRUE(name == "RequestId" || name == "HostId" || name == "Code" || name == "Message" ||
                name == "Hint")
        << name;
  }
}

std::string expected_message(const Check& check, const WireCall& call) {
  std::string message(check.message);
  if (const size_t at = message.find("%s"); at != std::string::npos)
    message.replace(at, 2, mismatch_text(call));
  return message;
}

TEST(GatewayErrors, EachIsProvokedOverARawSocket) {
  CheckedServer server;
  for (const Check& check : all_checks()) {
    for (const Dialect dialect : dialects) {
      for (const Format format : formats) {
        if (!check.applies_to(dialect)) continue;
        SCOPED_TRACE(
            fmt::format("{}: {}, {}", name_of(dialect), check.what, format == Format::Json ? "JSON" : "XML"));
        const WireCall good = server.good_call(dialect, format);
        const Check* const failing[] = {&check};
        const Answer answer = server.provoke(failing, good);
        EXPECT_EQ(answer.status, check.http_status) << answer.body;
        EXPECT_EQ(answer.code(), check.code);
        WireCall bent = good;
        check.bend(bent);
        EXPECT_EQ(answer.text("Message"), expected_message(check, bent));
        // Of an unreadable v1 request nothing is believed, so it gets the format of those who ask for none.
        const bool lost = check.format_is_lost && dialect == Dialect::V1;
        expect_error(answer, lost ? Format::Xml : format, server.host());
        expect_kept_open(answer, server.now());
        const std::string retry_after(answer.header("x-acs-retry-after"));
        EXPECT_EQ(retry_after, check.tells_when_to_retry ? "1000" : "");
        EXPECT_EQ(server.exchange(to_bytes(server.good_call(dialect, format))).status, 200)
            << "nothing of it stays";
      }
    }
  }
}

// What cannot be read as a request of its size, with the format as far as it is known.
struct Unreadable {
  const char* what;
  std::string bytes;
  int http_status;
  Format format;
  std::string_view host;
};

TEST(GatewayErrors, WhatCannotBeReadIsRefusedInTheFormatThatIsKnown) {
  constexpr http::ServerOptions limits;
  const std::string json = "POST /?Format=JSON HTTP/1.1\r\nHost: one\r\n",
                    xml = "POST / HTTP/1.1\r\nHost: one\r\n";
  const std::string acs3 = xml + "Authorization: ACS3-HMAC-SHA256 Credential=k\r\n";
  const std::string too_long = fmt::format("Content-Length: {}\r\n\r\n", limits.body_bytes_max + 1);
  const std::string broken_chunk = "Transfer-Encoding: chunked\r\n\r\nno size\r\n";
  const Unreadable cases[] = {
      {"no HTTP", "nonsense\r\n\r\n", 400, Format::Xml, ""},
      {"a version to come", "GET / HTTP/2.0\r\nHost: one\r\n\r\n", 505, Format::Xml, ""},
      {"a head too large", xml + "X: " + std::string(limits.head_bytes_max, 'x'), 431, Format::Xml, ""},
      {"a target too long", "GET /?" + std::string(limits.target_bytes_max, 'x') + " HTTP/1.1\r\n\r\n", 414,
       Format::Xml, ""},
      {"a body too large", xml + too_long, 413, Format::Xml, "one"},
      {"a body too large, JSON", json + too_long, 413, Format::Json, "one"},
      {"a body too large, ACS3", acs3 + too_long, 413, Format::Json, "one"},
      {"a broken chunk", json + broken_chunk, 400, Format::Json, "one"},
      {"a broken chunk, ACS3", acs3 + broken_chunk, 400, Format::Json, "one"},
      {"an expectation", json + "Expect: miracles\r\n\r\n", 417, Format::Json, "one"},
  };
  WireServer server;
  for (const Unreadable& one : cases) {
    SCOPED_TRACE(one.what);
    const Answer answer = server.exchange(one.bytes);
    EXPECT_EQ(answer.status, one.http_status) << answer.body;
    EXPECT_EQ(answer.code(), "InvalidParameter.Request");
    EXPECT_EQ(answer.text("Message"), "The specified field Request invalid. Please check it again.");
    expect_error(answer, one.format, one.host);
    EXPECT_EQ(answer.header("connection"), "close");
  }
}

TEST(GatewayErrors, HeadIsAnsweredWithoutABody) {
  CheckedServer server;
  WireCall call = server.good_call(Dialect::V1);
  call.method = "HEAD";
  const Answer answer = server.exchange(to_bytes(call), true);
  EXPECT_EQ(answer.status, 403);
  EXPECT_EQ(answer.header("content-type"), "application/json;charset=utf-8");
  EXPECT_FALSE(answer.header("x-acs-request-id").empty());
  EXPECT_EQ(answer.body, "");
}

// The rest of section 5.2, and why nothing provokes it here.
struct NotProvoked {
  std::string_view code;
  const char* reason;
};

constexpr NotProvoked not_provoked[] = {
    {"InvalidProduct.NotFound", "one port serves every product; the version tells them apart"},
    {"InvalidApi.NotFound", "the older spelling of InvalidAction.NotFound, which is what is sent"},
    {"InvalidProtocol.NeedSsl", "belongs to the tests of TLS"},
    {"InvalidAccessKeyId", "a malformed id is one that nobody has: InvalidAccessKeyId.NotFound"},
    {"Throttling", "the two limits have codes of their own"},
    {"IdempotentParameterMismatch", "the operator's choice: tests/control/client_token_test.cc"},
    {"Forbidden.RAM", "other products' spelling of NoPermission"},
    {"MissingParameter", "other products' spelling of Missing<Param>"},
    {"InvalidParameter.Format", "an unknown format is answered in JSON: old clients send None"},
    {"InvalidParameter.Accept", "as InvalidParameter.Format"},
    {"InvalidRegion.NotFound", "regions are parameters of actions, with codes of their own"},
    {"ContentMD5NotMatched", "of another style of API"},
    {"ContentLengthDoesNotMatch",
     "HTTP/1.1 ends a body where its length says; what is cut off never becomes a request"},
};

// "MissingAction" is an instance of "Missing%s".
bool is_instance(std::string_view code, std::string_view pattern) {
  const size_t at = pattern.find("%s");
  if (at == std::string_view::npos) return code == pattern;
  return code.size() > pattern.size() - 2 && code.starts_with(pattern.substr(0, at)) &&
         code.ends_with(pattern.substr(at + 2));
}

TEST(GatewayErrors, EveryRowOfTheCatalogueIsProvokedOrListedWithItsReason) {
  // The header itself is read, so that a new row cannot be forgotten here.
  std::ifstream file(SLUICE_SOURCE_DIR "/src/contract/api/error.h");
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  const std::regex row(R"re(ErrorRow\s+\w+\{\s*(\d+),\s*"([^"]+)")re");
  size_t rows = 0;
  for (std::sregex_iterator found(text.begin(), text.end(), row), end; found != end; ++found, ++rows) {
    const std::string code = (*found)[2];
    const int status = std::stoi((*found)[1]);
    const bool provoked = std::ranges::any_of(all_checks(), [&](const Check& check) {
      return is_instance(check.code, code) && check.http_status == status;
    });
    const bool listed = std::ranges::any_of(not_provoked, [&](const auto& one) { return one.code == code; });
    EXPECT_NE(provoked, listed) << code << ": provoke it in checks.cc, or say here why not";
  }
  size_t declared = 0;
  for (size_t at = 0; (at = text.find("constexpr ErrorRow ", at)) != std::string::npos; ++at) ++declared;
  EXPECT_GT(rows, 0u);
  EXPECT_EQ(rows, declared) << "some rows have another shape";
}

}  // namespace
}  // namespace sluice::wire
