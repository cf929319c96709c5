#pragma once
// A value that must not reach a log, an error text or a core file's neighbour by accident: it has no printer,
// no comparison but the constant-time one, and its memory is overwritten when it goes.

#include <string>
#include <string_view>
#include <utility>

namespace sluice::base {

class Secret {
 public:
  Secret() = default;
  explicit Secret(std::string value);
  Secret(const Secret&) = default;
  Secret(Secret&& other) noexcept;
  Secret& operator=(const Secret&);
  Secret& operator=(Secret&& other) noexcept;
  ~Secret();

  // The one way to the bytes; the name makes each use stand out in review.
  std::string_view reveal() const { return value_; }
  bool empty() const { return value_.empty(); }

 private:
  void wipe();
  std::string value_;
};

// Time depends on the lengths only.
bool equal_constant_time(std::string_view a, std::string_view b);

}  // namespace sluice::base
