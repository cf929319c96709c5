#pragma once
// Which backends a connection or request has tried. While not a byte has reached a backend, a failed
// connection is answered by trying another one.

#include <array>
#include <cerrno>
#include <optional>
#include <span>

#include "edge/dataplane/session/service.h"

namespace sluice::session {

inline constexpr size_t connect_attempts_max = 3;
inline constexpr base::Duration connect_timeout = std::chrono::seconds(3);

class Attempts {
 public:
  // The next backend, never one of those before; nothing when all have been tried or connect_attempts_max is
  // reached.
  std::optional<base::Endpoint> next(Service& service) {
    if (count_ == connect_attempts_max) return std::nullopt;
    const snapshot::Target* target = service.choose(std::span(tried_).first(count_));
    if (target == nullptr) return std::nullopt;
    if (count_ > 0) service.counters().backend_retries.add();
    tried_[count_++] = target->endpoint;
    return target->endpoint;
  }
  size_t count() const { return count_; }

 private:
  std::array<base::Endpoint, connect_attempts_max> tried_{};
  size_t count_ = 0;
};

// What a failed connect() means: another backend may help, or nothing on this node will.
inline Cause cause_of_connect_error(int error) {
  switch (error) {
    case EMFILE:
    case ENFILE:
    case ENOBUFS:
    case ENOMEM:
    case EADDRNOTAVAIL:
      return Cause::NodeExhausted;
    case ETIMEDOUT:
      return Cause::BackendTimedOut;
    default:
      return Cause::BackendRefused;
  }
}

}  // namespace sluice::session
