#pragma once
// A nonce that a valid signature has used. Client libraries draw a new one for every request, so one that
// comes again is a replay. How long that matters is settled by the timestamp, which is signed too: outside
// the accepted window it refuses the request by itself (OpenAPI gateway fact sheet, section 2.5).

#include <chrono>
#include <cstdint>
#include <string_view>

#include "platform/base/clock.h"

namespace sluice::nonces {

// How far a request's timestamp may be from the server's time, either way.
inline constexpr std::chrono::minutes clock_skew_max{15};

// Access key and nonce, hashed: a long nonce costs no more than a short one, and nothing a caller sent is
// kept.
struct Digest {
  uint64_t high = 0;
  uint64_t low = 0;
  bool operator==(const Digest&) const = default;
};
Digest digest_of(std::string_view access_key_id, std::string_view nonce);

struct Nonce {
  Digest digest;
  base::WallTime request_time;  // as signed
};

}  // namespace sluice::nonces
