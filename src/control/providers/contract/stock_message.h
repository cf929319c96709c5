#pragma once
// inventory, POST /v1/stock: how many of a specification a node has left.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "control/commerce/document/reader.h"
#include "platform/base/result.h"

namespace sluice::providers {

// {"region", "spec", "account", "quantity"}
struct StockQuestion {
  std::string region;
  std::string spec;
  std::string account;
  int64_t quantity = 1;
};
std::string print(const StockQuestion& question);

// {"status": "AVAILABLE", "available"}, or {"status": "UNLIMITED"}.
struct StockAnswer {
  std::optional<int64_t> available;  // nothing: as many as anybody wants
  bool operator==(const StockAnswer&) const = default;
};
inline constexpr int64_t available_max = 1'000'000'000;
std::string print(const StockAnswer& answer);
base::Result<StockAnswer, commerce::DocumentError> parse_stock_answer(std::string_view text);

}  // namespace sluice::providers
