#pragma once
// Time as a seam. Rules take a time as an argument; whoever stands at the rim asks a clock, and tests own it.
//
// Three kinds of time, never mixed:
//   MonotonicTime  intervals, timers, timeouts. Never jumps.
//   WallTime       what time it is: signatures, nonces, logs. Milliseconds since the Unix epoch, UTC.
//   business time  also a WallTime, from a clock of its own that an operator may step (orders, token
//   validity).

#include <chrono>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

namespace sluice::base {

using Duration = std::chrono::nanoseconds;
using MonotonicTime = std::chrono::time_point<std::chrono::steady_clock, Duration>;
using WallTime = std::chrono::time_point<std::chrono::system_clock, std::chrono::milliseconds>;

class Clock {
 public:
  virtual ~Clock() = default;
  virtual MonotonicTime monotonic() const = 0;
  virtual WallTime wall() const = 0;
};

// Thread-safe; one for the process.
class SystemClock final : public Clock {
 public:
  MonotonicTime monotonic() const override;
  WallTime wall() const override;
};

// A clock that stands still until it is told to move. Thread-safe.
class ManualClock final : public Clock {
 public:
  explicit ManualClock(WallTime start = WallTime{}) : start_(start) {}
  MonotonicTime monotonic() const override;
  WallTime wall() const override;
  void advance(Duration by);

 private:
  mutable std::mutex mutex_;
  const WallTime start_;
  MonotonicTime monotonic_{};
};

// "2026-01-02T03:04:05Z": the form of every time on the wire (whole seconds, UTC).
std::string format_iso8601(WallTime time);
// The same form read strictly; nothing for any other form or an impossible date.
std::optional<WallTime> parse_iso8601(std::string_view text);

inline int64_t to_unix_ms(WallTime time) {
  return time.time_since_epoch().count();
}
inline WallTime from_unix_ms(int64_t ms) {
  return WallTime{std::chrono::milliseconds{ms}};
}

}  // namespace sluice::base
