#include "tests/wire/wire_call.h"

#include <algorithm>

#include "contract/signature/acs3.h"
#include "contract/signature/rpc_v1.h"
#include "platform/base/digest.h"
#include "platform/base/encoding.h"

namespace sluice::wire {
namespace {

// The request with everything but its signature.
struct Unsigned {
  signature::Pairs query;
  http::Headers headers;
  std::vector<std::string> signed_headers;
};

std::string target_of(const signature::Pairs& query) {
  return query.empty() ? "/" : "/?" + base::format_form(query);
}

Unsigned unsigned_v1(const WireCall& call) {
  Unsigned request;
  const std::pair<const char*, std::string> common[] = {
      {"Action", call.action},
      {"Version", call.version},
      {"Format", call.format == Format::Xml ? "XML" : "JSON"},
      {"AccessKeyId", call.access_key_id},
      {"Timestamp", call.timestamp},
      {"SignatureNonce", call.nonce},
      {"SignatureMethod", call.signature_method},
      {"SignatureType", call.signature_type},
      {"SignatureVersion", "1.0"},
      {"SecurityToken", call.security_token}};
  for (const auto& [name, value] : common) {
    if (!value.empty()) request.query.emplace_back(name, value);
  }
  request.query.insert(request.query.end(), call.parameters.begin(), call.parameters.end());
  request.headers = {{"Host", call.host}};
  return request;
}

Unsigned unsigned_acs3(const WireCall& call) {
  Unsigned request{.query = {call.parameters.begin(), call.parameters.end()}};
  const std::pair<const char*, std::string> headers[] = {
      {"content-type", call.json_body.empty() ? "" : "application/json"},
      {"host", call.host},
      {"x-acs-action", call.action},
      {"x-acs-content-sha256", base::hex_lower(base::digest(base::Hash::Sha256, call.json_body))},
      {"x-acs-date", call.timestamp},
      {"x-acs-security-token", call.security_token},
      {"x-acs-signature-nonce", call.nonce},
      {"x-acs-version", call.version}};
  for (const auto& [name, value] : headers) {
    if (!value.empty()) request.headers.emplace_back(name, value);
    // A header that has to be signed is listed even where a test leaves it out.
    const bool is_signed = std::ranges::find(call.unsigned_headers, name) == call.unsigned_headers.end();
    const bool has_to_be =
        name != std::string_view("x-acs-security-token") && name != std::string_view("content-type");
    if (is_signed && (!value.empty() || has_to_be)) {
      request.signed_headers.push_back(name);
    }
  }
  request.headers.emplace_back("accept", call.format == Format::Xml ? "application/xml" : "application/json");
  return request;
}

std::string v1_to_sign(const WireCall& call, const Unsigned& request) {
  return signature::rpc_v1_string_to_sign(call.method, request.query);
}

std::string acs3_canonical(const WireCall& call, const Unsigned& request) {
  const std::string target = target_of(request.query);
  const signature::Request view{
      call.method, target, {request.headers.begin(), request.headers.end()}, call.json_body};
  return signature::acs3_canonical_request(view, request.signed_headers).value();
}

std::string write_unsigned(const WireCall& call, const Unsigned& request) {
  std::string target = target_of(request.query);
  if (!call.added_to_target.empty()) target += (request.query.empty() ? "?" : "&") + call.added_to_target;
  std::string text = call.method + " " + target + " HTTP/1.1\r\n";
  for (const auto& [name, value] : request.headers)
    text.append(name).append(": ").append(value).append("\r\n");
  if (!call.json_body.empty()) text += "Content-Length: " + std::to_string(call.json_body.size()) + "\r\n";
  return text + "\r\n" + call.json_body;
}

std::string write_v1(const WireCall& call) {
  Unsigned request = unsigned_v1(call);
  const base::Hash hash = call.signature_method == "HMAC-SHA256" ? base::Hash::Sha256 : base::Hash::Sha1;
  const std::string right =
      signature::rpc_v1_signature(hash, base::Secret(call.secret), v1_to_sign(call, request));
  const std::string signature = call.signature.value_or(right);
  if (!signature.empty()) request.query.emplace_back("Signature", signature);
  return write_unsigned(call, request);
}

std::string write_acs3(const WireCall& call) {
  Unsigned request = unsigned_acs3(call);
  if (!call.signature_type.empty()) {
    request.query.emplace_back("SignatureType", call.signature_type);
    request.headers.emplace_back("x-acs-bearer-token", "token");
    return write_unsigned(call, request);
  }
  const std::string right = signature::acs3_signature(
      base::Secret(call.secret), signature::acs3_string_to_sign(acs3_canonical(call, request)));
  const signature::Acs3Authorization authorization{.algorithm = call.signature_method.empty()
                                                                    ? std::string(signature::acs3_algorithm)
                                                                    : call.signature_method,
                                                   .credential = call.access_key_id,
                                                   .signed_headers = request.signed_headers,
                                                   .signature = call.signature.value_or(right)};
  request.headers.emplace_back(
      "Authorization", call.authorization.empty() ? signature::print(authorization) : call.authorization);
  return write_unsigned(call, request);
}

}  // namespace

std::string to_bytes(const WireCall& call) {
  return call.dialect == Dialect::V1 ? write_v1(call) : write_acs3(call);
}

std::string mismatch_text(const WireCall& call) {
  if (call.dialect == Dialect::V1) return v1_to_sign(call, unsigned_v1(call));
  const std::string canonical = acs3_canonical(call, unsigned_acs3(call));
  return signature::acs3_string_to_sign(canonical) + "] server CanonicalRequest is [" + canonical;
}

std::string to_bytes(const signature::SignedRequest& request) {
  std::string text = request.method + " " + request.target + " HTTP/1.1\r\n";
  for (const auto& [name, value] : request.headers)
    text.append(name).append(": ").append(value).append("\r\n");
  if (!request.body.empty()) text += "Content-Length: " + std::to_string(request.body.size()) + "\r\n";
  return text + "\r\n" + request.body;
}

}  // namespace sluice::wire
