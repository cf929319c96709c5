// What strangers can send to the real program: each gets the gateway's exact error or a closed connection,
// the program lives on and its memory stays where it was. Slow clients are tested beside the HTTP server, on
// a clock of their own.

#include <random>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "contract/api/action.h"
#include "contract/signature/acs3.h"
#include "contract/signature/request.h"
#include "edge/dataplane/testing/blocking_client.h"
#include "platform/base/clock.h"
#include "platform/http/message_text.h"
#include "platform/http/server.h"
#include "platform/io/testing.h"
#include "platform/storage/testing/scratch_directory.h"
#include "tests/support/build.h"
#include "tests/support/sluice_server.h"

namespace sluice::e2e {
namespace {

using edgetest::BlockingClient;
using edgetest::ClientResponse;

constexpr http::ServerOptions limits;

// Over what the program takes when it has answered its first calls: one buffer for each connection of the
// widest test, allocator slack included. Sanitizers keep shadow memory and freed blocks besides.
constexpr int64_t memory_growth_kib_max = sanitized ? 192 * 1024 : 24 * 1024;

constexpr size_t connections_abandoned = 500;
constexpr size_t answers_unread = 500;  // 600 KiB each
constexpr size_t noise_bytes_total = size_t{50} << 20;
constexpr size_t noise_bytes_per_connection = 200 * 1024;  // below linger_bytes_max: all of it is read

std::string header_of(const ClientResponse& response, std::string_view name) {
  http::ResponseHead head;
  http::parse_response_head(response.head, {}, false, head);
  return std::string(head.header(name));
}

// The shape that every refusal of the gateway has, whatever the reason.
void expect_error(const ClientResponse& response, int status, std::string_view code) {
  EXPECT_EQ(response.status, status) << response.body;
  const std::string type = header_of(response, "content-type");
  const std::string request_id = header_of(response, "x-acs-request-id");
  EXPECT_FALSE(request_id.empty());
  if (type == "text/xml;charset=utf-8") {
    EXPECT_NE(response.body.find(fmt::format("<Code>{}</Code>", code)), std::string::npos) << response.body;
    EXPECT_NE(response.body.find(fmt::format("<RequestId>{}</RequestId>", request_id)), std::string::npos);
    return;
  }
  EXPECT_EQ(type, "application/json;charset=utf-8");
  const auto value = json::parse(response.body);
  ASSERT_TRUE(value) << response.body;
  EXPECT_EQ(json::find_text(*value, "Code"), code) << response.body;
  EXPECT_EQ(json::find_text(*value, "RequestId"), request_id);
  EXPECT_TRUE(json::find_text(*value, "Message"));
  EXPECT_TRUE(json::find_text(*value, "HostId"));
}

std::string random_bytes(std::mt19937_64& random, size_t count) {
  std::string bytes(count, '\0');
  for (char& byte : bytes) byte = static_cast<char>(random());
  return bytes;
}

std::string repeat(std::string_view text, size_t count) {
  std::string result;
  for (size_t i = 0; i < count; ++i) result += text;
  return result;
}

class BadInput : public ::testing::Test {
 protected:
  BadInput() {
    // Memory counts from a server that has done some work.
    Api api = server.api();
    network = api.make_network("10.0.0.0/8");
    vswitch = api.make_vswitch(network, own_block());
    balancer = api.make_balancer(network, vswitch);
    memory_kib_before_ = server.memory_kib("VmRSS");
  }
  ~BadInput() override {
    expect_alive();
    const int64_t peak_growth_kib = server.memory_kib("VmHWM") - memory_kib_before_;
    EXPECT_LT(peak_growth_kib, memory_growth_kib_max + held_kib_);
    RecordProperty("memory_growth_kib", static_cast<int>(peak_growth_kib));
    EXPECT_EQ(server.terminate(), 0) << server.process().errors();
  }

  void expect_alive() {
    EXPECT_TRUE(server.healthy()) << server.process().errors();
    EXPECT_GT(server.memory_kib("VmRSS"), 0) << "the process is gone";
  }

  // Sends it all, ends the stream, and takes what comes back: one answer, or nothing.
  std::optional<ClientResponse> exchange(const std::string& bytes) {
    BlockingClient client(server.endpoint());
    client.send(bytes);  // may fail at its end: the answer comes first
    client.shutdown_write();
    return client.receive_response();
  }

  ClientResponse send(const http::Request& request) {
    const auto response =
        exchange(http::format_request_head(request, base::format_endpoint(server.endpoint())) + request.body);
    EXPECT_TRUE(response) << request.target.substr(0, 200);
    return response.value_or(ClientResponse{});
  }

  storage::ScratchDirectory directory;
  SluiceServer server{{.data_dir = directory.path("data")}};
  std::string network, vswitch, balancer;
  int64_t held_kib_ = 0;  // what the test makes the server hold, within its bound

 private:
  int64_t memory_kib_before_ = 0;
};

struct Refused {
  const char* what;
  std::string bytes;
  int status;
};

std::string get_with(const std::string& headers) {
  return "GET / HTTP/1.1\r\nHost: a\r\n" + headers + "\r\n";
}
std::string post_with(const std::string& headers, const std::string& body) {
  return "POST / HTTP/1.1\r\nHost: a\r\n" + headers + "\r\n" + body;
}

std::vector<Refused> unreadable_requests() {
  std::mt19937_64 random(1);
  const std::string chunk = "8000\r\n" + std::string(0x8000, 'x') + "\r\n";
  // A ClientHello as OpenSSL begins it.
  const std::string client_hello("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 11);
  return {
      {"a word", "garbage\r\n\r\n", 400},
      {"no version", "GET /\r\n\r\n", 400},
      {"two blanks", "GET  / HTTP/1.1\r\nHost: a\r\n\r\n", 400},
      {"a version to come", "GET / HTTP/2.0\r\nHost: a\r\n\r\n", 505},
      {"the preface of HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505},
      {"bare line feeds", "GET / HTTP/1.1\nHost: a\n\n", 400},
      {"a bare carriage return", "GET / HTTP/1.1\rHost: a\r\n\r\n", 400},
      {"no host", "GET / HTTP/1.1\r\n\r\n", 400},
      {"two hosts", get_with("Host: b\r\n"), 400},
      {"a header without a colon", get_with("header\r\n"), 400},
      {"a blank before the colon", get_with("Header : a\r\n"), 400},
      {"a folded header", get_with("Header: a\r\n b\r\n"), 400},
      {"a NUL in a header", get_with(std::string("Header: a\0b\r\n", 13)), 400},
      {"a NUL in the target", std::string("GET /\0 HTTP/1.1\r\nHost: a\r\n\r\n", 28), 400},
      {"bytes beyond ASCII in the target", "GET /?Name=\xff\xfe HTTP/1.1\r\nHost: a\r\n\r\n", 400},
      {"NULs", std::string(4096, '\0'), 400},
      {"TLS", client_hello + random_bytes(random, 508), 400},
      {"noise", "\x80" + random_bytes(random, 64 * 1024), 400},
      {"two lengths", post_with("Content-Length: 1\r\nContent-Length: 2\r\n", "xx"), 400},
      {"a length and chunks", post_with("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"),
       400},
      {"a negative length", post_with("Content-Length: -1\r\n", ""), 400},
      {"a length beyond numbers", post_with("Content-Length: 99999999999999999999\r\n", ""), 400},
      {"an unknown coding", post_with("Transfer-Encoding: gzip\r\n", ""), 400},
      {"chunks without a size", post_with("Transfer-Encoding: chunked\r\n", "size\r\n\r\n"), 400},
      {"a chunk longer than said", post_with("Transfer-Encoding: chunked\r\n", "1\r\nxx\r\n0\r\n\r\n"), 400},
      {"an unknown expectation", get_with("Expect: the-unexpected\r\n"), 417},
      {"a header too large", get_with("Header: " + std::string(limits.head_bytes_max, 'x') + "\r\n"), 431},
      {"too many headers", get_with(repeat("Header: x\r\n", http::headers_max)), 431},
      {"a header that never ends", "GET / HTTP/1.1\r\n" + repeat("Header: x\r\n", limits.head_bytes_max / 8),
       431},
      {"a target too long",
       "GET /" + std::string(limits.target_bytes_max, 'x') + " HTTP/1.1\r\nHost: a\r\n\r\n", 414},
      {"a body too large, as it says",
       post_with(fmt::format("Content-Length: {}\r\n", limits.body_bytes_max + 1), ""), 413},
      {"a body too large, as it turns out",
       post_with("Transfer-Encoding: chunked\r\n", repeat(chunk, limits.body_bytes_max / 0x8000 + 1)), 413},
  };
}

TEST_F(BadInput, WhatCannotBeReadIsRefusedInTheGatewaysWords) {
  for (const Refused& refused : unreadable_requests()) {
    SCOPED_TRACE(refused.what);
    const auto response = exchange(refused.bytes);
    ASSERT_TRUE(response);
    expect_error(*response, refused.status, "InvalidParameter.Request");
    EXPECT_FALSE(response->keep_alive);
    expect_alive();
  }
}

TEST_F(BadInput, WhatIsCutOffIsClosedWithoutAWord) {
  const std::pair<const char*, std::string> cut[] = {
      {"nothing", ""},
      {"in the request line", "GET / HT"},
      {"in a header", "GET / HTTP/1.1\r\nHos"},
      {"before the empty line", "GET / HTTP/1.1\r\nHost: a\r\n"},
      {"in the body", post_with("Content-Length: 100\r\n", "half")},
      {"in a chunk", post_with("Transfer-Encoding: chunked\r\n", "64\r\nhalf")},
      {"before the last chunk", post_with("Transfer-Encoding: chunked\r\n", "1\r\nx\r\n")},
  };
  for (const auto& [where, bytes] : cut) {
    SCOPED_TRACE(where);
    BlockingClient client(server.endpoint());
    client.send(bytes);
    client.shutdown_write();
    EXPECT_EQ(client.receive_all(), "");
    expect_alive();
  }
}

struct Unwelcome {
  const char* what;
  http::Request request;
  int status;
  std::string code;
};

std::vector<Unwelcome> requests_without_a_key() {
  const std::string v1 = "/?Format=JSON&Version=2017-11-10&Action=DescribeNetworks";
  const std::string v1_key =
      v1 + "&AccessKeyId=nobody&SignatureMethod=HMAC-SHA1&SignatureNonce=n&Signature=s";
  const std::string too_many = repeat("&a=b", signature::parameters_max);
  const http::Headers acs3{{"x-acs-action", "DescribeNetworks"},
                           {"x-acs-version", "2017-11-10"},
                           {"x-acs-date", "2026-01-02T03:04:05Z"},
                           {"x-acs-signature-nonce", "n"}};
  const auto authorized = [&](const std::string& authorization, const std::string& content_type,
                              std::string body) {
    http::Headers headers = acs3;
    headers.emplace_back("Authorization", authorization);
    headers.emplace_back("Content-Type", content_type);
    return http::Request{.method = "POST", .headers = std::move(headers), .body = std::move(body)};
  };
  const std::string signed_type =
      "ACS3-HMAC-SHA256 Credential=nobody,SignedHeaders=content-type;host,Signature=" + std::string(64, '0');
  const std::string form = "application/x-www-form-urlencoded", json = "application/json";
  return {
      {"nothing at all, in the format of old", {}, 400, "MissingAction"},
      {"nothing at all", {.target = "/?Format=JSON"}, 400, "MissingAction"},
      {"another method", {.method = "DELETE", .target = v1}, 403, "UnsupportedHTTPMethod"},
      {"a method that is none", {.method = "DESCRIBE", .target = v1}, 403, "UnsupportedHTTPMethod"},
      {"no signature", {.target = v1}, 400, "MissingAccessKeyId"},
      {"an unknown action",
       {.target = "/?Format=JSON&Version=2017-11-10&Action=Guess"},
       404,
       "InvalidAction.NotFound"},
      {"an unknown version",
       {.target = "/?Format=JSON&Version=1999-01-01&Action=DescribeNetworks"},
       400,
       "InvalidVersion"},
      {"an unknown key",
       {.target = v1_key + "&Timestamp=2026-01-02T03:04:05Z"},
       404,
       "InvalidAccessKeyId.NotFound"},
      {"no time", {.target = v1_key}, 400, "MissingTimestamp"},
      {"a broken escape", {.target = v1 + "&Name=%zz"}, 400, "InvalidParameter.Query"},
      {"an escape cut off", {.target = v1 + "&Name=%4"}, 400, "InvalidParameter.Query"},
      {"too many parameters", {.target = v1 + too_many}, 400, "InvalidParameter.Query"},
      {"too many parameters in the form",
       {.method = "POST", .target = v1, .headers = {{"Content-Type", form}}, .body = "a=b" + too_many},
       400,
       "InvalidParameter.Body"},
      {"authorization that says nothing", authorized("ACS3-HMAC-SHA256", form, ""), 400,
       "MissingAccessKeyId"},
      {"authorization of noise", authorized("ACS3-\xff\xfe ,;;,,", form, ""), 400, "IncompleteSignature"},
      {"JSON of a stranger", authorized(signed_type, json, "{}"), 404, "InvalidAccessKeyId.NotFound"},
      {"a stranger's body that is not JSON", authorized(signed_type, json, "{\"a\":"), 404,
       "InvalidAccessKeyId.NotFound"},
  };
}

TEST_F(BadInput, ARequestWithoutAKeyGetsTheCodeOfTheFirstCheckItFails) {
  for (const Unwelcome& unwelcome : requests_without_a_key()) {
    SCOPED_TRACE(unwelcome.what);
    expect_error(send(unwelcome.request), unwelcome.status, unwelcome.code);
    expect_alive();
  }
}

// A DescribeNetworks with this JSON body, as its owner signed it.
http::Request signed_with_json(const base::Endpoint& server, std::string body) {
  http::Request request = signed_call(server, "DescribeNetworks", {});
  const std::vector<std::string> covered = {
      "content-type", "host", "x-acs-action", "x-acs-date", "x-acs-signature-nonce", "x-acs-version"};
  std::erase_if(request.headers, [](const auto& header) {
    return header.first == "authorization" || header.first == "Authorization" ||
           header.first == "content-type" || header.first == "x-acs-content-sha256";
  });
  request.headers.emplace_back("content-type", "application/json");
  request.body = std::move(body);
  const signature::Request view{
      request.method, request.target, {request.headers.begin(), request.headers.end()}, request.body};
  const std::string canonical = signature::acs3_canonical_request(view, covered).value();
  request.headers.emplace_back(
      "Authorization",
      signature::print({.algorithm = std::string(signature::acs3_algorithm),
                        .credential = Api::key_id,
                        .signed_headers = covered,
                        .signature = signature::acs3_signature(base::Secret(Api::key_secret),
                                                               signature::acs3_string_to_sign(canonical))}));
  return request;
}

TEST_F(BadInput, ASignedCallWithABodyThatIsNotOneJsonObjectIsToldSo) {
  const std::pair<const char*, std::string> broken[] = {{"cut off", "{\"a\":"},
                                                        {"of another kind", "[]"},
                                                        {"deep", "{\"a\":" + std::string(100'000, '[')},
                                                        {"of invalid UTF-8", "{\"a\":\"\xff\xfe\"}"}};
  for (const auto& [what, body] : broken) {
    SCOPED_TRACE(what);
    expect_error(send(signed_with_json(server.endpoint(), body)), 400, "InvalidParameter.Body");
    expect_alive();
  }
  EXPECT_EQ(send(signed_with_json(server.endpoint(), R"({"PageSize":"10"})")).status, 200);
}

struct BrokenParameter {
  const char* action;
  const char* name;
  std::string value;
  std::string code;
};

TEST_F(BadInput, ASignedCallWithABrokenParameterIsToldItsName) {
  const std::string deep(30'000, '[');  // three times as long on the wire, and still no body too large
  const std::string many = "[" + repeat(R"({"ServerId":"i-1"},)", 2'000) + R"({"ServerId":"i-1"}])";
  const BrokenParameter broken[] = {
      {"AddBackendServers", "BackendServers", "not json", "InvalidParameter.BackendServers"},
      {"AddBackendServers", "BackendServers", "[", "InvalidParameter.BackendServers"},
      {"AddBackendServers", "BackendServers", "{}", "InvalidParameter.BackendServers"},
      {"AddBackendServers", "BackendServers", "[null]", "InvalidParameter.BackendServers"},
      {"AddBackendServers", "BackendServers", "[{}]", "InvalidParameter.BackendServers"},
      {"AddBackendServers", "BackendServers", deep, "InvalidParameter.BackendServers"},
      {"AddBackendServers", "BackendServers", many, "InvalidParameter.BackendServers"},
      {"AddBackendServers", "BackendServers", "[{\"ServerId\":\"\xff\"}]", "InvalidParameter.BackendServers"},
      {"AddBackendServers", "BackendServers", R"([{"ServerId":"i-1","Weight":1e999}])",
       "InvalidParameter.BackendServers"},
      {"CreateLoadBalancer", "LoadBalancerName", std::string("a\0b", 3), "InvalidParameter.LoadBalancerName"},
      {"CreateLoadBalancer", "LoadBalancerName", "a\xff\xfe", "InvalidParameter.LoadBalancerName"},
      {"CreateLoadBalancer", "LoadBalancerName", "a\x1b[2J", "InvalidParameter.LoadBalancerName"},
      {"CreateLoadBalancer", "LoadBalancerName", std::string(60'000, 'a'),
       "InvalidParameter.LoadBalancerName"},
      {"CreateLoadBalancer", "ClientToken", std::string("\0", 1), "InvalidParameter.ClientToken"},
      {"CreateLoadBalancer", "ClientToken", "\xf0\x9f\x8c", "InvalidParameter.ClientToken"},
      {"CreateLoadBalancerTCPListener", "ListenerPort", "99999999999999999999",
       "InvalidParameter.ListenerPort"},
      {"CreateLoadBalancerTCPListener", "ListenerPort", "-1", "InvalidParameter.ListenerPort"},
      {"CreateLoadBalancerTCPListener", "ListenerPort", "0x50", "InvalidParameter.ListenerPort"},
      {"CreateLoadBalancerTCPListener", "ListenerPort", std::string("80\0", 3),
       "InvalidParameter.ListenerPort"},
      {"DescribeLoadBalancers", "PageSize", "1e3", "InvalidParameter.PageSize"},
  };
  Api api = server.api();
  for (const BrokenParameter& one : broken) {
    SCOPED_TRACE(fmt::format("{} {}={}", one.action, one.name, one.value.substr(0, 40)));
    Parameters parameters = balancer_parameters(network, vswitch);
    if (std::string_view(one.action) != "CreateLoadBalancer") parameters = {{"LoadBalancerId", balancer}};
    parameters.emplace_back(one.name, one.value);
    expect_error(send(signed_call(server.endpoint(), one.action, parameters)), 400, one.code);
    expect_alive();
  }
  EXPECT_EQ(api.call("DescribeLoadBalancers").value["TotalCount"], 1) << "one of them made a balancer";
}

TEST_F(BadInput, ASignedCallWithOtherBytesThanSignedDoesNotPass) {
  const http::Request good =
      signed_call(server.endpoint(), "DeleteLoadBalancer", {{"LoadBalancerId", balancer}});
  http::Request other = good;
  other.body += "x";
  expect_error(send(other), 400, "SignatureDoesNotMatch");
  other = good;
  other.target = "/?LoadBalancerId=" + balancer;
  expect_error(send(other), 400, "SignatureDoesNotMatch");
  EXPECT_EQ(send(good).status, 200);
  expect_error(send(good), 400, "SignatureNonceUsed");
}

TEST_F(BadInput, PipelinedGarbageEndsTheConnectionAfterTheGoodAnswers) {
  const std::string good = "GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n";
  BlockingClient client(server.endpoint());
  client.send(good + good + "garbage\r\n\r\n" + good);
  for (int i = 0; i < 2; ++i) {
    const auto response = client.receive_response();
    ASSERT_TRUE(response);
    EXPECT_EQ(response->status, 200);
  }
  const auto refusal = client.receive_response();
  ASSERT_TRUE(refusal);
  expect_error(*refusal, 400, "InvalidParameter.Request");
  EXPECT_EQ(client.receive_all(), "") << "what follows garbage was answered";
}

TEST_F(BadInput, AbandonedConnectionsCostNothingAndStopNobody) {
  const std::string beginnings[] = {"", "GET / HT", "GET / HTTP/1.1\r\nHost: a\r\n",
                                    post_with("Content-Length: 100000\r\n", std::string(1000, 'x'))};
  std::vector<BlockingClient> abandoned;
  for (size_t i = 0; i < connections_abandoned; ++i) {
    abandoned.emplace_back(server.endpoint());
    ASSERT_TRUE(abandoned.back());
    abandoned.back().send(beginnings[i % std::size(beginnings)]);
  }
  expect_alive();
  EXPECT_TRUE(server.api().call("DescribeNetworks").ok());
  abandoned.clear();
  expect_alive();
}

// A wrong signature is answered with the whole string to sign, several times what was sent.
TEST_F(BadInput, AnswersThatNobodyReadsAreHeldWithinABound) {
  held_kib_ = static_cast<int64_t>(limits.held_bytes_max / 1024);
  const std::string form = fmt::format(
      "Action=DescribeNetworks&Version={}&AccessKeyId={}&Timestamp={}&SignatureNonce=n&"
      "SignatureMethod=HMAC-SHA1&SignatureVersion=1.0&Signature=s&Format=JSON&NetworkName={}",
      api::ens_version, Api::key_id, base::format_iso8601(base::SystemClock{}.wall()),
      std::string(120'000, '\x01'));
  const std::string request = post_with(
      fmt::format("Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n", form.size()),
      form);
  std::vector<base::UniqueFd> lazy;
  for (size_t i = 0; i < answers_unread; ++i) {
    // Small before it connects, or the kernel takes the answer for it.
    lazy.emplace_back(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    io::shrink_buffers(lazy.back().get());
    const sockaddr_in address = io::to_sockaddr(server.endpoint());
    ASSERT_EQ(::connect(lazy.back().get(), reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
    size_t sent = 0;
    while (sent < request.size()) {
      const ssize_t more =
          ::send(lazy.back().get(), request.data() + sent, request.size() - sent, MSG_NOSIGNAL);
      if (more <= 0) break;  // refused, since the server holds enough
      sent += static_cast<size_t>(more);
    }
  }
  expect_alive();
  EXPECT_TRUE(server.api().call("DescribeNetworks").ok()) << "those who read are answered";
}

TEST_F(BadInput, FiftyMegabytesOfNoiseLeaveNothingBehind) {
  std::mt19937_64 random(2);
  const std::string noise = random_bytes(random, noise_bytes_per_connection);
  for (size_t sent = 0; sent < noise_bytes_total; sent += noise.size()) {
    BlockingClient client(server.endpoint());
    ASSERT_TRUE(client);
    // The same bytes from another place each time.
    const size_t from = random() % noise.size();
    EXPECT_TRUE(client.send(noise.substr(from) + noise.substr(0, from))) << "not all of it was read";
    client.shutdown_write();
    client.receive_all();
  }
}

}  // namespace
}  // namespace sluice::e2e
