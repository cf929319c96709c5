#include "contract/signature/signer.h"

#include <algorithm>
#include <string_view>

#include "contract/signature/acs3.h"
#include "contract/signature/request.h"
#include "contract/signature/rpc_v1.h"
#include "platform/base/encoding.h"

namespace sluice::signature {
namespace {

constexpr std::string_view form_type = "application/x-www-form-urlencoded";

// Everything but the headers.
SignedRequest place(const base::FormPairs& parameters, Placement placement) {
  SignedRequest request;
  request.method = placement == Placement::GetQuery ? "GET" : "POST";
  request.target = "/";
  std::string form = base::format_form(parameters);
  if (placement == Placement::PostForm) {
    request.body = std::move(form);
  } else if (!form.empty()) {
    request.target += '?';
    request.target += form;
  }
  return request;
}

Request view(const SignedRequest& request) {
  return {request.method, request.target, {request.headers.begin(), request.headers.end()}, request.body};
}

}  // namespace

SignedRequest sign_acs3(const Call& call, Placement placement) {
  SignedRequest request = place(call.parameters, placement);
  auto& headers = request.headers;
  headers = {{"host", call.host},
             {"x-acs-action", call.action},
             {"x-acs-content-sha256", base::hex_lower(base::digest(base::Hash::Sha256, request.body))},
             {"x-acs-date", base::format_iso8601(call.time)},
             {"x-acs-signature-nonce", call.nonce},
             {"x-acs-version", call.version}};
  if (placement == Placement::PostForm) headers.emplace_back("content-type", form_type);
  if (!call.security_token.empty()) {
    headers.emplace_back("x-acs-accesskey-id", call.access_key_id);
    headers.emplace_back("x-acs-security-token", call.security_token);
  }
  std::sort(headers.begin(), headers.end());

  // From here on nothing that is signed changes.
  Acs3Authorization authorization{std::string(acs3_algorithm), call.access_key_id, {}, {}};
  for (const auto& header : headers) authorization.signed_headers.push_back(header.first);
  const base::FormPairs none;
  const std::string canonical = acs3_canonical_request(
      view(request), placement == Placement::PostForm ? none : call.parameters, authorization.signed_headers);
  authorization.signature = acs3_signature(call.secret, acs3_string_to_sign(canonical));
  headers.emplace_back("accept", "application/json");
  headers.emplace_back("authorization", print(authorization));
  return request;
}

SignedRequest sign_rpc_v1(const Call& call, Placement placement, base::Hash hash) {
  base::FormPairs parameters = {{"Action", call.action},
                                {"Version", call.version},
                                {"Format", "JSON"},
                                {"AccessKeyId", call.access_key_id},
                                {"SignatureMethod", hash == base::Hash::Sha1 ? "HMAC-SHA1" : "HMAC-SHA256"},
                                {"SignatureVersion", "1.0"},
                                {"SignatureNonce", call.nonce},
                                {"Timestamp", base::format_iso8601(call.time)}};
  if (!call.security_token.empty()) parameters.emplace_back("SecurityToken", call.security_token);
  parameters.insert(parameters.end(), call.parameters.begin(), call.parameters.end());

  const std::string_view method = placement == Placement::GetQuery ? "GET" : "POST";
  parameters.emplace_back("Signature",
                          rpc_v1_signature(hash, call.secret, rpc_v1_string_to_sign(method, parameters)));
  SignedRequest request = place(parameters, placement);
  request.headers = {{"accept", "application/json"}, {"host", call.host}};
  if (placement == Placement::PostForm) request.headers.emplace_back("content-type", form_type);
  return request;
}

}  // namespace sluice::signature
