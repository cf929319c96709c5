#include "contract/signature/acs3.h"

#include <algorithm>
#include <array>
#include <utility>

#include "contract/signature/canonical.h"
#include "platform/base/digest.h"
#include "platform/base/encoding.h"

namespace sluice::signature {
namespace {

constexpr std::array<std::string_view, 5> always_signed = {"host", "x-acs-action", "x-acs-version",
                                                           "x-acs-date", "x-acs-signature-nonce"};

std::string_view trim(std::string_view text) {
  constexpr std::string_view blanks = " \t";
  const size_t first = text.find_first_not_of(blanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool equal_ignoring_case(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](char x, char y) { return lower(x) == lower(y); });
}

// RFC 9110, 5.6.2. Keeps ':' and line ends out of the canonical request, so that it reads one way only.
bool is_header_name(std::string_view text) {
  constexpr std::string_view marks = "!#$%&'*+-.^_`|~";
  return !text.empty() && std::all_of(text.begin(), text.end(), [&](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           marks.find(c) != std::string_view::npos;
  });
}

// Cuts off and returns what stands before the first `separator`, or everything.
std::string_view take_until(std::string_view& text, char separator) {
  const size_t end = text.find(separator);
  const std::string_view piece = text.substr(0, end);
  text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  return piece;
}

std::optional<std::vector<std::string>> parse_signed_headers(std::string_view text) {
  std::vector<std::string> names;
  const size_t count = static_cast<size_t>(std::count(text.begin(), text.end(), ';')) + 1;
  if (count > signed_headers_max) return std::nullopt;
  for (size_t i = 0; i < count; ++i) {
    std::string name(take_until(text, ';'));
    if (!is_header_name(name)) return std::nullopt;
    std::transform(name.begin(), name.end(), name.begin(), lower);
    if (std::find(names.begin(), names.end(), name) != names.end()) return std::nullopt;
    names.push_back(std::move(name));
  }
  return names;
}

std::string join(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) {
    if (!text.empty()) text += ';';
    text += name;
  }
  return text;
}

// All values of one header: trimmed, sorted, joined with ','.
std::string header_value(const Request& request, std::string_view name) {
  std::vector<std::string_view> values;
  for (const auto& [header, value] : request.headers) {
    if (equal_ignoring_case(header, name)) values.push_back(trim(value));
  }
  std::sort(values.begin(), values.end());
  std::string text;
  for (size_t i = 0; i < values.size(); ++i) {
    if (i > 0) text += ',';
    text += values[i];
  }
  return text;
}

}  // namespace

std::optional<Acs3Authorization> parse_acs3_authorization(std::string_view header) {
  header = trim(header);
  Acs3Authorization authorization;
  authorization.algorithm = take_until(header, ' ');
  std::optional<std::string_view> credential, signed_headers, signature;
  while (!header.empty()) {
    std::string_view value = trim(take_until(header, ','));
    if (value.empty()) continue;  // as in every list of header values (RFC 9110, 5.6.1)
    if (value.find('=') == std::string_view::npos) return std::nullopt;
    const std::string_view key = take_until(value, '=');
    std::optional<std::string_view>* part = key == "Credential"      ? &credential
                                            : key == "SignedHeaders" ? &signed_headers
                                            : key == "Signature"     ? &signature
                                                                     : nullptr;
    if (part == nullptr) continue;
    if (part->has_value()) return std::nullopt;
    *part = value;
  }
  if (authorization.algorithm.empty()) return std::nullopt;

  authorization.credential = credential.value_or("");
  authorization.signature = signature.value_or("");
  if (signed_headers.value_or("").empty()) return authorization;
  auto names = parse_signed_headers(*signed_headers);
  if (!names) return std::nullopt;
  authorization.signed_headers = std::move(*names);
  return authorization;
}

std::string print(const Acs3Authorization& authorization) {
  return authorization.algorithm + " Credential=" + authorization.credential +
         ",SignedHeaders=" + join(authorization.signed_headers) + ",Signature=" + authorization.signature;
}

std::optional<std::string_view> acs3_missing_signed_header(const Request& request,
                                                           const std::vector<std::string>& signed_headers) {
  const auto is_signed = [&](std::string_view name) {
    return std::find(signed_headers.begin(), signed_headers.end(), name) != signed_headers.end();
  };
  for (const std::string_view name : always_signed) {
    if (!is_signed(name)) return name;
  }
  constexpr std::string_view token = "x-acs-security-token";
  const bool has_token = std::any_of(request.headers.begin(), request.headers.end(), [&](const auto& header) {
    return equal_ignoring_case(header.first, token);
  });
  if (has_token && !is_signed(token)) return token;
  return std::nullopt;
}

std::optional<std::string> acs3_canonical_request(const Request& request,
                                                  const std::vector<std::string>& signed_headers) {
  auto query = base::parse_form(base::split_target(request.target).query, parameters_max);
  if (!query) return std::nullopt;
  return acs3_canonical_request(request, std::move(*query), signed_headers);
}

std::string acs3_canonical_request(const Request& request, base::FormPairs query,
                                   const std::vector<std::string>& signed_headers) {
  std::string text(request.method);
  text += '\n';
  text += base::split_target(request.target).path;
  text += '\n';
  text += canonical_query(std::move(query));
  text += '\n';
  for (const std::string& name : signed_headers) {
    text += name;
    text += ':';
    text += header_value(request, name);
    text += '\n';
  }
  text += '\n';
  text += join(signed_headers);
  text += '\n';
  text += base::hex_lower(base::digest(base::Hash::Sha256, request.body));
  return text;
}

std::string acs3_string_to_sign(std::string_view canonical_request) {
  std::string text(acs3_algorithm);
  text += '\n';
  text += base::hex_lower(base::digest(base::Hash::Sha256, canonical_request));
  return text;
}

std::string acs3_signature(const base::Secret& secret, std::string_view string_to_sign) {
  return base::hex_lower(base::hmac(base::Hash::Sha256, secret, string_to_sign));
}

}  // namespace sluice::signature
