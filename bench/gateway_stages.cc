// What each stage of the gateway costs, for the call that the service exists for: CreateLoadBalancer with all
// its parameters, as official clients send it.

#include <benchmark/benchmark.h>

#include "contract/api/catalogue.h"
#include "contract/api/ens/create_load_balancer.h"
#include "contract/api/validation.h"
#include "contract/signature/signer.h"
#include "control/gateway/authentication.h"
#include "control/gateway/envelope.h"
#include "control/gateway/permission.h"
#include "control/gateway/render.h"
#include "control/idempotency/client_token.h"
#include "control/throttle/throttle.h"
#include "platform/http/head.h"
#include "platform/http/message_text.h"

namespace {

using namespace sluice;

constexpr std::string_view host = "127.0.0.1:8680";
const base::WallTime now = *base::parse_iso8601("2026-01-02T03:04:05Z");

signature::Call create_call(const std::string& nonce) {
  return {.action = "CreateLoadBalancer",
          .version = std::string(api::ens_version),
          .parameters = {{"EnsRegionId", "cn-chengdu-telecom"},
                         {"LoadBalancerSpec", "elb.s2.medium"},
                         {"LoadBalancerName", "gcs-pre-websocket-eslb-telecom"},
                         {"PayType", "PostPaid"},
                         {"NetworkId", "n-5sax03dh2eyagujgsn7z9abcd"},
                         {"VSwitchId", "vsw-5s78haoys9oylle6ln71mabcd"},
                         {"ClientToken", "26C28756-2586-17AF-B802-0DC50D8FDEBB"}},
          .access_key_id = "test-key-id",
          .secret = base::Secret("test-key-secret"),
          .time = now,
          .nonce = nonce,
          .host = std::string(host)};
}

enum class Dialect { V1, Acs3 };

signature::SignedRequest signed_create(Dialect dialect, const std::string& nonce = "nonce") {
  return dialect == Dialect::V1
             ? signature::sign_rpc_v1(create_call(nonce), signature::Placement::PostQuery, base::Hash::Sha1)
             : signature::sign_acs3(create_call(nonce), signature::Placement::PostQuery);
}

signature::Request view_of(const signature::SignedRequest& made) {
  signature::Request request{.method = made.method, .target = made.target, .body = made.body};
  for (const auto& [name, value] : made.headers) request.headers.emplace_back(name, value);
  return request;
}

void read_head(benchmark::State& state) {
  const auto made = signed_create(Dialect::Acs3);
  const std::string text = http::format_request_head(
      {.method = made.method, .target = made.target, .headers = made.headers}, std::string(host));
  for (auto _ : state) {
    http::RequestHead head;
    benchmark::DoNotOptimize(http::parse_request_head(text, {.head_bytes_max = 64 * 1024}, head));
  }
}
BENCHMARK(read_head)->Name("HTTP head, strict");

void read_envelope(benchmark::State& state, Dialect dialect) {
  const auto made = signed_create(dialect);
  const signature::Request request = view_of(made);
  for (auto _ : state) benchmark::DoNotOptimize(gateway::read_envelope(request));
}
BENCHMARK_CAPTURE(read_envelope, v1, Dialect::V1)->Name("envelope and parameters, v1");
BENCHMARK_CAPTURE(read_envelope, acs3, Dialect::Acs3)->Name("envelope and parameters, ACS3");

void find_action(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(api::find_action("2017-11-10", "DeleteLoadBalancerListener"));
}
BENCHMARK(find_action)->Name("action by version and name");

// Key, time, signature and nonce. Every call needs a nonce of its own, so requests are signed beforehand.
void authenticate(benchmark::State& state, Dialect dialect) {
  constexpr size_t prepared = 1000;
  std::vector<signature::SignedRequest> made;
  std::vector<signature::Request> requests;
  std::vector<gateway::Envelope> envelopes;
  for (size_t i = 0; i < prepared; ++i) made.push_back(signed_create(dialect, "nonce-" + std::to_string(i)));
  for (const auto& one : made) requests.push_back(view_of(one));
  for (const auto& one : requests) envelopes.push_back(gateway::read_envelope(one).value());
  identity::KeyRing keys;
  identity::AccountKeys account;
  account.keys.push_back({.caller = {.access_key_id = model::AccessKeyId("test-key-id")},
                          .secret = base::Secret("test-key-secret"),
                          .permissions = nullptr});
  keys.put(std::move(account));
  const identity::Sealer sealer{base::Secret(std::string(identity::Sealer::key_bytes, 'k'))};
  const identity::SessionTokens tokens(sealer);
  auto nonces = std::make_unique<nonces::RecentNonces>();
  size_t next = 0;
  for (auto _ : state) {
    if (next == prepared) {
      state.PauseTiming();
      next = 0;
      nonces = std::make_unique<nonces::RecentNonces>();
      state.ResumeTiming();
    }
    auto authenticated = gateway::authenticate(envelopes[next], requests[next], keys, tokens, *nonces, now);
    if (!authenticated) state.SkipWithError(authenticated.error().code.c_str());
    ++next;
  }
}
BENCHMARK_CAPTURE(authenticate, v1, Dialect::V1)->Name("key, time, signature, nonce, v1");
BENCHMARK_CAPTURE(authenticate, acs3, Dialect::Acs3)->Name("key, time, signature, nonce, ACS3");

// As much as one request may bring, of the kind that costs most to read, from somebody without a key.
void refuse_stranger(benchmark::State& state) {
  constexpr size_t body_bytes_max = 128 * 1024;
  std::string body = "{\"Names\":[0";
  while (body.size() < body_bytes_max - 4) body += ",0";
  body += "]}";
  signature::SignedRequest made = signed_create(Dialect::Acs3);
  for (auto& [name, value] : made.headers) {
    if (name == "Authorization" || name == "authorization") {
      value = signature::print({.algorithm = std::string(signature::acs3_algorithm),
                                .credential = "nobody",
                                .signed_headers = {"content-type", "host"},
                                .signature = std::string(64, '0')});
    }
  }
  made.headers.emplace_back("content-type", "application/json");
  signature::Request request = view_of(made);
  request.body = body;
  const identity::KeyRing keys;
  const identity::Sealer sealer{base::Secret(std::string(identity::Sealer::key_bytes, 'k'))};
  const identity::SessionTokens tokens(sealer);
  nonces::RecentNonces nonces;
  for (auto _ : state) {
    const auto envelope = gateway::read_envelope(request);
    const auto authenticated = gateway::authenticate(envelope.value(), request, keys, tokens, nonces, now);
    if (authenticated || authenticated.error().code != "InvalidAccessKeyId.NotFound") {
      state.SkipWithError("a stranger was not refused for his key");
    }
  }
}
BENCHMARK(refuse_stranger)->Name("refusal of an unknown key with 128 KiB of JSON");

void throttle(benchmark::State& state) {
  throttle::Throttle throttle({.factor = 1000});
  base::MonotonicTime time{};
  for (auto _ : state) {
    time += std::chrono::milliseconds(1);
    benchmark::DoNotOptimize(throttle.admit(api::CreateLoadBalancer::declaration, 1, time));
  }
}
BENCHMARK(throttle)->Name("call rates");

const api::ParameterSet& parameters() {
  static const api::ParameterSet set =
      gateway::read_envelope(view_of(signed_create(Dialect::Acs3))).value().parameters;
  return set;
}

// A user whom the last of five policies allows it.
void check_permission(benchmark::State& state) {
  constexpr const char* policies[] = {
      R"({"Version":"1","Statement":[{"Effect":"Allow","Action":"ens:Describe*","Resource":"*"}]})",
      R"({"Version":"1","Statement":[{"Effect":"Allow","Action":["ram:Get*","ram:List*"],"Resource":"*"}]})",
      R"({"Version":"1","Statement":[{"Effect":"Deny","Action":"ens:Delete*","Resource":"*"}]})",
      R"({"Version":"1","Statement":[{"Effect":"Deny","Action":"*","Resource":"*","Condition":)"
      R"({"NotIpAddress":{"acs:SourceIp":"192.0.2.0/24"}}}]})",
      R"({"Version":"1","Statement":[{"Effect":"Allow","Action":"ens:*","Resource":"*"}]})"};
  identity::Permissions permissions;
  for (const char* policy : policies) permissions.push_back({"policy", *policy::parse(policy)});
  const gateway::Authenticated authenticated{
      .caller = {.account_id = model::AccountId("1234567890123456"), .kind = identity::CallerKind::User},
      .nonce = {},
      .permissions = std::make_shared<const identity::Permissions>(std::move(permissions))};
  const gateway::Origin origin{.over_tls = false, .address = *base::parse_ipv4("192.0.2.7")};
  for (auto _ : state) {
    const auto permitted = gateway::check_permission(api::CreateLoadBalancer::declaration, parameters(),
                                                     authenticated, origin, now);
    if (!permitted) state.SkipWithError(permitted.error().hint.c_str());
  }
}
BENCHMARK(check_permission)->Name("permission, by five policies of a user");

void validate(benchmark::State& state) {
  const api::ParameterSet& set = parameters();
  for (auto _ : state) benchmark::DoNotOptimize(api::decode<api::CreateLoadBalancer>(set));
}
BENCHMARK(validate)->Name("validation into a request");

void fingerprint(benchmark::State& state) {
  const api::ParameterSet& set = parameters();
  for (auto _ : state) {
    benchmark::DoNotOptimize(
        idempotency::make_claim(1, api::CreateLoadBalancer::declaration, "26C28756-2586-17AF", set));
  }
}
BENCHMARK(fingerprint)->Name("fingerprint of a token's call");

void render(benchmark::State& state, gateway::Format format) {
  const json::Value answer = json::parse(api::CreateLoadBalancer::declaration.response_example).value();
  for (auto _ : state) benchmark::DoNotOptimize(gateway::render_answer(format, "CreateLoadBalancer", answer));
}
BENCHMARK_CAPTURE(render, json, gateway::Format::Json)->Name("answer as JSON");
BENCHMARK_CAPTURE(render, xml, gateway::Format::Xml)->Name("answer as XML");

}  // namespace

BENCHMARK_MAIN();
