#include "control/error_lab/rule.h"

#include <fmt/format.h>

namespace sluice::error_lab {
namespace {

constexpr std::string_view words[] = {"before the commit", "after the commit",
                                      "after the commit, without an answer"};

}  // namespace

api::Error noted(const Strike& strike) {
  api::Error error = strike.error.value_or(api::Error{
      .http_status = 200, .code = "ErrorRule", .message = "Held back or not answered.", .hint = {}});
  error.message =
      fmt::format("Error rule {}, {}, delay {} ms: {}", strike.rule_id,
                  words[static_cast<size_t>(strike.instant)], strike.delay.count(), error.message);
  return error;
}

int64_t draw_percent(uint64_t seed, uint64_t n) {
  uint64_t z = seed + (n + 1) * 0x9E3779B97F4A7C15U;
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9U;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBU;
  z ^= z >> 31;
  return static_cast<int64_t>(z % 100);
}

}  // namespace sluice::error_lab
