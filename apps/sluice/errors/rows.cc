#include <algorithm>
#include <vector>

#include "errors/row.h"

namespace sluice::app::errors {
namespace {

constexpr std::string_view kinds[] = {"state", "outage", "elsewhere"};
constexpr std::string_view kind_words[] = {"state", "outage", "other operation"};

}  // namespace

std::string_view to_text(Kind kind) {
  return kinds[static_cast<size_t>(kind)];
}

std::string_view words_of(Kind kind) {
  return kind_words[static_cast<size_t>(kind)];
}

std::span<const Row> rows() {
  static const std::vector<Row> all = [] {
    std::vector<Row> merged;
    for (const auto part : {words_before_the_order(), words_of_purchases(), words_of_prices(),
                            words_of_payers(), words_of_payments(), words_elsewhere()}) {
      merged.insert(merged.end(), part.begin(), part.end());
    }
    std::ranges::sort(merged, {}, &Row::error);
    return merged;
  }();
  return all;
}

const Row& row(api::OrderError error) {
  return rows()[static_cast<size_t>(error)];
}

}  // namespace sluice::app::errors
