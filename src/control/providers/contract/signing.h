#pragma once
// Who sent a request to a provider: HMAC-SHA256 with a secret that both sides have, over method, path, body
// and time (docs/providers.md). Pure; both sides use it.

#include <chrono>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "platform/base/clock.h"
#include "platform/base/secret.h"

namespace sluice::providers {

inline constexpr std::string_view signature_header = "X-Signature";
inline constexpr std::string_view time_header = "X-Signature-Time";
inline constexpr std::string_view idempotency_header = "Idempotency-Key";
inline constexpr std::string_view request_id_header = "X-Request-Id";
inline constexpr std::string_view deadline_header = "X-Deadline-Ms";

// Between the clocks of both sides, either way; an older request is somebody else's recording.
inline constexpr std::chrono::minutes clock_difference_max{5};
// Shorter ones can be tried out.
inline constexpr size_t secret_bytes_min = 16;
inline constexpr size_t secret_bytes_max = 4096;

// What is signed. The time is as in the header; views live during the call.
struct Signed {
  std::string_view method;
  std::string_view path;  // with its query, as in the request line
  std::string_view time;
  std::string_view body;
};

// method LF path LF time LF hex(SHA-256(body)), under HMAC-SHA256, in lower-case hex.
std::string sign(const base::Secret& secret, const Signed& request);

// The headers of a question: those above, and that it is JSON.
struct Envelope {
  std::string_view request_id;
  std::string_view idempotency_key;
  std::chrono::milliseconds time_left;
};
std::vector<std::pair<std::string, std::string>> make_headers(const base::Secret& secret,
                                                              const Signed& request,
                                                              const Envelope& envelope);

enum class Verdict { Genuine, WrongTime, WrongSignature };
// `now` is the verifier's clock.
Verdict verify(const base::Secret& secret, const Signed& request, std::string_view signature,
               base::WallTime now);

}  // namespace sluice::providers
