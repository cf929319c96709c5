#include "contract/signature/signer.h"

#include <gtest/gtest.h>

#include "contract/signature/acs3.h"
#include "contract/signature/rpc_v1.h"
#include "contract/signature/test_vectors.h"
#include "platform/base/random.h"

namespace sluice::signature {
namespace {

using testing::load_vectors;
using testing::Vector;

constexpr Placement placements[] = {Placement::GetQuery, Placement::PostQuery, Placement::PostForm};

std::string header(const SignedRequest& request, std::string_view name) {
  std::string found;
  for (const auto& [header, value] : request.headers) {
    if (header == name) found = value;
  }
  return found;
}

bool acs3_verifies(const SignedRequest& request, const base::Secret& secret) {
  const auto authorization = parse_acs3_authorization(header(request, "authorization"));
  const Request view{
      request.method, request.target, {request.headers.begin(), request.headers.end()}, request.body};
  return authorization && !acs3_missing_signed_header(view, authorization->signed_headers) &&
         acs3_signature(secret, acs3_string_to_sign(
                                    acs3_canonical_request(view, authorization->signed_headers).value())) ==
             authorization->signature;
}

base::FormPairs rpc_parameters(const SignedRequest& request) {
  const std::string_view form =
      request.body.empty() ? base::split_target(request.target).query : request.body;
  return base::parse_form(form, parameters_max).value();
}

std::string parameter(const base::FormPairs& pairs, std::string_view name) {
  for (const auto& [parameter, value] : pairs) {
    if (parameter == name) return value;
  }
  return {};
}

Vector published(std::string_view scheme, std::string_view name) {
  for (Vector& vector : load_vectors(scheme)) {
    if (vector.name == name) return std::move(vector);
  }
  throw std::runtime_error("no such vector");
}

Call random_call(base::Random& random) {
  const std::string letters = "abcXYZ019 -_.~*+%&=/?#!'()\xE4\xB8\xAD";
  const auto text = [&](size_t length_max) {
    return random.text(random.next_u64() % (length_max + 1), letters);
  };
  Call call{.action = "CreateNetwork",
            .version = "2017-11-10",
            .parameters = {},
            .access_key_id = "key-" + random.text(8, "0123456789"),
            .secret = base::Secret(random.text(30, "abcdef")),
            .security_token = random.next_u64() % 2 == 0 ? "" : "token" + text(20) + "end",
            .time = base::from_unix_ms(static_cast<int64_t>(random.next_u64() % 4'000'000'000'000)),
            .nonce = random.text(32, "0123456789abcdef"),
            .host = "127.0.0.1:8680"};
  for (uint64_t i = random.next_u64() % 12; i > 0; --i) {
    call.parameters.emplace_back("p" + std::to_string(i) + text(4), text(30));
  }
  return call;
}

TEST(Signer, Acs3RoundTripVerifies) {
  base::SeededRandom random(3);
  for (int round = 0; round < 200; ++round) {
    const Call call = random_call(random);
    for (const Placement placement : placements) {
      const SignedRequest request = sign_acs3(call, placement);
      EXPECT_TRUE(acs3_verifies(request, call.secret)) << "round " << round << ": " << request.target;
      EXPECT_FALSE(acs3_verifies(request, base::Secret("other")));
      SignedRequest changed = request;
      changed.body += 'x';
      EXPECT_FALSE(acs3_verifies(changed, call.secret));
      const std::string_view form =
          placement == Placement::PostForm ? request.body : base::split_target(request.target).query;
      EXPECT_EQ(base::parse_form(form, parameters_max), call.parameters);
    }
  }
}

TEST(Signer, RpcRoundTripVerifies) {
  base::SeededRandom random(1);
  for (int round = 0; round < 200; ++round) {
    const Call call = random_call(random);
    for (const Placement placement : placements) {
      for (const base::Hash hash : {base::Hash::Sha1, base::Hash::Sha256}) {
        const SignedRequest request = sign_rpc_v1(call, placement, hash);
        const base::FormPairs pairs = rpc_parameters(request);
        EXPECT_EQ(rpc_v1_signature(hash, call.secret, rpc_v1_string_to_sign(request.method, pairs)),
                  parameter(pairs, "Signature"))
            << "round " << round << ": " << request.target << request.body;
        EXPECT_EQ(parameter(pairs, "SecurityToken"), call.security_token);
      }
    }
  }
}

TEST(Signer, MakesThePublishedAcs3Signature) {
  const Vector vector = published("acs3-hmac-sha256", "acs3-official-doc-a");
  Call call{.action = "RunInstances",
            .version = "2014-05-26",
            .parameters = {{"ImageId", "win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd"},
                           {"RegionId", "cn-shanghai"}},
            .access_key_id = vector.access_key_id,
            .secret = vector.secret,
            .security_token = "",
            .time = base::parse_iso8601("2023-10-26T10:22:32Z").value(),
            .nonce = "3156853299f313e23d1673dc12e1703d",
            .host = "ecs.cn-shanghai.aliyuncs.com"};
  const SignedRequest request = sign_acs3(call, Placement::PostQuery);
  EXPECT_EQ(request.method, "POST");
  EXPECT_EQ(request.target, vector.wires.front().target);
  EXPECT_EQ(header(request, "authorization"), vector.authorization);
  EXPECT_EQ(request.body, "");
}

// The common parameters come from the vector, the rest of its parameters are the action's own.
Call call_of(const Vector& vector, const json::Value& parameters) {
  Call call;
  call.access_key_id = vector.access_key_id;
  call.secret = vector.secret;
  call.host = "127.0.0.1:18080";
  for (const auto& [name, json_value] : parameters.items()) {
    const std::string value = json_value.get<std::string>();
    if (name == "Action")
      call.action = value;
    else if (name == "Version")
      call.version = value;
    else if (name == "SignatureNonce")
      call.nonce = value;
    else if (name == "Timestamp")
      call.time = base::parse_iso8601(value).value();
    else if (name == "SecurityToken")
      call.security_token = value;
    else if (name != "Format" && name != "AccessKeyId" && !name.starts_with("Signature")) {
      call.parameters.emplace_back(name, value);
    }
  }
  return call;
}

TEST(Signer, MakesThePublishedRpcRequestsByteForByte) {
  struct Case {
    std::string_view vector;
    Placement placement;
    base::Hash hash;
  };
  for (const Case& c : {Case{"v1-get-basic", Placement::GetQuery, base::Hash::Sha1},
                        Case{"v1-get-unicode", Placement::GetQuery, base::Hash::Sha1},
                        Case{"v1-get-special-characters", Placement::GetQuery, base::Hash::Sha1},
                        Case{"v1-get-hmac-sha256", Placement::GetQuery, base::Hash::Sha256},
                        Case{"v1-post-sts-token", Placement::PostQuery, base::Hash::Sha1},
                        Case{"v1-post-all-in-form", Placement::PostForm, base::Hash::Sha1}}) {
    SCOPED_TRACE(c.vector);
    const Vector vector = published("rpc-v1", c.vector);
    const bool in_form = c.placement == Placement::PostForm;
    const SignedRequest request =
        sign_rpc_v1(call_of(vector, in_form ? vector.form : vector.query), c.placement, c.hash);
    EXPECT_EQ(request.method, vector.wires.front().method);
    EXPECT_EQ(request.target, vector.wires.front().target);
    EXPECT_EQ(request.body, vector.wires.front().body);
  }
}

TEST(Signer, HeadersSayWhatTheBodyIs) {
  Call call{};
  call.parameters = {{"Name", "a b"}};
  call.host = "h:1";
  const SignedRequest form = sign_acs3(call, Placement::PostForm);
  EXPECT_EQ(header(form, "content-type"), "application/x-www-form-urlencoded");
  EXPECT_EQ(form.body, "Name=a%20b");
  EXPECT_EQ(form.target, "/");
  EXPECT_EQ(header(form, "host"), "h:1");
  EXPECT_EQ(header(form, "accept"), "application/json");
  const SignedRequest query = sign_acs3(call, Placement::GetQuery);
  EXPECT_EQ(header(query, "content-type"), "");
  EXPECT_EQ(query.target, "/?Name=a%20b");
  call.parameters.clear();
  EXPECT_EQ(sign_acs3(call, Placement::PostQuery).target, "/");
}

}  // namespace
}  // namespace sluice::signature
