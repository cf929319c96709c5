#pragma once
// ACS3-HMAC-SHA256 (openapi-gateway fact sheet, section 3). Pure: a function of the request and the secret.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "contract/signature/request.h"
#include "platform/base/form.h"
#include "platform/base/secret.h"

namespace sluice::signature {

inline constexpr std::string_view acs3_algorithm = "ACS3-HMAC-SHA256";

inline constexpr size_t signed_headers_max = 64;

// Authorization: <algorithm> Credential=..,SignedHeaders=a;b;c,Signature=..; the parts in any order.
struct Acs3Authorization {
  std::string algorithm;
  std::string credential;
  std::vector<std::string> signed_headers;  // lower case
  std::string signature;
};

// Nothing if there is no algorithm, a part is no key=value, one of the three is there twice, or SignedHeaders
// is not a list of at most signed_headers_max different header names. A part that is missing is empty, and
// unknown parts are skipped. The algorithm may be any word: whether it is served is the caller's question.
std::optional<Acs3Authorization> parse_acs3_authorization(std::string_view header);
std::string print(const Acs3Authorization& authorization);

// The first header that has to be signed and is not: host and the x-acs- headers that say action, version,
// date and nonce, always; the security token if the request has one. A signature over fewer headers proves
// too little, however well it matches.
std::optional<std::string_view> acs3_missing_signed_header(const Request& request,
                                                           const std::vector<std::string>& signed_headers);

// The canonical request over the listed headers (lower case, in the order of the list). Several values of one
// header are sorted and joined with ','; a listed header that is not there counts as empty, so that the
// mismatch text shows it. The body's SHA-256 is computed here, never taken from a header. Nothing if the
// query is not well encoded.
std::optional<std::string> acs3_canonical_request(const Request& request,
                                                  const std::vector<std::string>& signed_headers);
// The same where the query has been decoded already.
std::string acs3_canonical_request(const Request& request, base::FormPairs query,
                                   const std::vector<std::string>& signed_headers);
std::string acs3_string_to_sign(std::string_view canonical_request);
// Lower-case hex of the HMAC with the secret alone.
std::string acs3_signature(const base::Secret& secret, std::string_view string_to_sign);

}  // namespace sluice::signature
