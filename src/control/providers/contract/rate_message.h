#pragma once
// rates, POST /v1/rate: what an amount of one currency is in another.

#include <optional>
#include <string>
#include <string_view>

#include "control/commerce/document/reader.h"
#include "control/commerce/money/amount.h"
#include "platform/base/result.h"

namespace sluice::providers {

// {"from", "to", "instant"}
struct RateQuestion {
  std::string from, to;  // ISO 4217
  base::WallTime instant;
};
std::string print(const RateQuestion& question);

// {"status": "RATE", "rate"}: units of `to` for one of `from`; {"status": "NO_RATE"}.
struct RateAnswer {
  std::optional<commerce::Scaled> rate;
  bool operator==(const RateAnswer&) const = default;
};
inline constexpr commerce::Scaled rate_max = 1'000'000 * commerce::scaled_one;
std::string print(const RateAnswer& answer);
base::Result<RateAnswer, commerce::DocumentError> parse_rate_answer(std::string_view text);

}  // namespace sluice::providers
