#pragma once
// Why a connection or request failed. The cause knows which side it came from; together with whether the
// client has been sent anything yet, the status, the counters and the decision to try again follow from it.

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace sluice::session {

enum class Origin : uint8_t { Downstream, Upstream, Internal };
inline constexpr size_t origin_count = 3;

enum class Cause : uint8_t {
  // Downstream: the client did it.
  RequestMalformed,
  TargetTooLong,
  HeadTooLarge,
  VersionNotServed,
  MethodNotServed,
  RequestTooSlow,  // the head or the body stopped arriving
  ClientGone,
  ClientTooSlow,  // it stopped taking the answer
  // Upstream: the backends did it.
  NoBackend,         // none is eligible
  BackendRefused,    // no connection to any that was tried
  BackendBroken,     // the connection ended before the answer was complete
  BackendMalformed,  // the answer cannot be understood
  BackendTimedOut,   // no answer in time
  BackendTooSlow,    // it stopped taking the request or sending the answer
  // Internal: this node did it.
  NodeExhausted,  // no descriptors, ports or memory for a connection
};

Origin origin_of(Cause cause);
// A stable word for logs.
std::string_view name_of(Cause cause);

struct Error {
  Cause cause;
  bool client_answered =
      false;  // at least one byte of the final answer has been handed to the client's socket
};

}  // namespace sluice::session
