#pragma once
// pricing, POST /v1/quote: what something costs. Values and their JSON; amounts are texts in decimal digits.

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "control/commerce/document/reader.h"
#include "control/commerce/money/amount.h"
#include "platform/base/result.h"

namespace sluice::providers {

// {"commodity", "region", "spec", "modules": {name: value}, "account", "cycle", "quantity", "instant"}
struct QuoteQuestion {
  std::string commodity;
  std::string region;
  std::string spec;
  std::map<std::string, std::string> modules;
  std::string account;
  std::string cycle;  // Month or Hour
  int64_t quantity = 1;
  base::WallTime instant;  // business time, whole seconds
  bool operator==(const QuoteQuestion&) const = default;
};
std::string print(const QuoteQuestion& question);
base::Result<QuoteQuestion, commerce::DocumentError> parse_quote_question(std::string_view text);

// {"status": "QUOTED", "plan", "currency", "lines": [{"from", "quantity", "unit_price", "amount"}],
//  "list", "discount", "trade", "valid_until"}, or {"status"} alone of the others. `discount` may be left
// out, and `valid_until`.
struct QuoteAnswer {
  enum class Status { Quoted, NoTree, NoValidPlan, BadConfig, NoResult };
  struct Line {
    int64_t from = 0;
    int64_t quantity = 0;
    commerce::Scaled unit_price = 0;
    commerce::Minor amount = 0;
    bool operator==(const Line&) const = default;
  };
  Status status = Status::Quoted;
  std::string plan;  // the provider's own name of what it priced by
  std::string currency;
  std::vector<Line> lines;  // one at least; their sum is `list`
  commerce::Minor list = 0;
  commerce::Minor discount = 0;
  commerce::Minor trade = 0;  // list - discount
  std::optional<base::WallTime> valid_until;
  bool operator==(const QuoteAnswer&) const = default;
};
inline constexpr size_t quote_lines_max = 100;
std::string print(const QuoteAnswer& answer);
base::Result<QuoteAnswer, commerce::DocumentError> parse_quote_answer(std::string_view text);

}  // namespace sluice::providers
