#include "control/providers/contract/stock_message.h"

#include "platform/json/json.h"

namespace sluice::providers {
namespace {

constexpr std::string_view stock_statuses[] = {"AVAILABLE", "UNLIMITED"};

}  // namespace

std::string print(const StockQuestion& question) {
  return json::print(json::Value{{"region", question.region},
                                 {"spec", question.spec},
                                 {"account", question.account},
                                 {"quantity", question.quantity}});
}

std::string print(const StockAnswer& answer) {
  if (!answer.available) return json::print(json::Value{{"status", stock_statuses[1]}});
  return json::print(json::Value{{"status", stock_statuses[0]}, {"available", *answer.available}});
}

base::Result<StockAnswer, commerce::DocumentError> parse_stock_answer(std::string_view text) {
  commerce::DocumentReader document(text);
  StockAnswer answer;
  if (document.one_of("status", stock_statuses) == stock_statuses[0]) {
    answer.available = document.integer("available", 0, available_max);
  }
  if (auto error = document.end()) return base::Unexpected{*std::move(error)};
  return answer;
}

}  // namespace sluice::providers
