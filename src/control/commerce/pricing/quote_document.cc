#include <array>

#include "control/commerce/pricing/quote.h"
#include "control/commerce/refusal/hint.h"
#include "platform/json/json.h"

namespace sluice::commerce {
namespace {

constexpr std::array<std::string_view, 3> discount_by_words = {"None", "Account", "Promotion"};

Quote::DiscountBy discount_by_of(std::string_view word) {
  for (size_t i = 0; i < discount_by_words.size(); ++i) {
    if (discount_by_words[i] == word) return static_cast<Quote::DiscountBy>(i);
  }
  return Quote::DiscountBy::None;
}

QuoteLine read_line(DocumentReader& document, const Currency& currency) {
  QuoteLine line;
  line.from = document.integer("From", 0, priced_quantity_max);
  line.quantity = document.integer("Quantity", 1, priced_quantity_max);
  line.unit_price = document.scaled("UnitPrice", 0, INT64_MAX);
  line.amount = document.amount("Amount", currency, 0, amount_max);
  return line;
}

void check_sums(DocumentReader& document, const Quote& quote, const Currency& currency) {
  if (quote.lines.empty())
    return document.refuse("Lines", "is missing or empty; accepted: one line at least");
  if (quote.lines.size() > leaf_tiers_max) {
    return document.refuse("Lines", "received " + std::to_string(quote.lines.size()) +
                                        " items; accepted: " + std::to_string(leaf_tiers_max) + " at most");
  }
  Minor sum = 0;
  int64_t quantity = 0;
  for (const QuoteLine& line : quote.lines) {
    sum += line.amount;
    quantity += line.quantity;
  }
  if (quantity != quote.quantity) {
    document.refuse("Quantity", "received " + std::to_string(quote.quantity) +
                                    "; accepted: the sum of the lines, " + std::to_string(quantity));
  }
  if (sum != quote.list) {
    document.refuse("ListPrice", "received " + shown(format_amount(quote.list, currency)) +
                                     "; accepted: the sum of the lines, " + format_amount(sum, currency));
  }
  if (quote.list - quote.discount != quote.trade) {
    document.refuse("TradePrice", "received " + shown(format_amount(quote.trade, currency)) +
                                      "; accepted: ListPrice less Discount, " +
                                      format_amount(quote.list - quote.discount, currency));
  }
}

}  // namespace

std::string print_quote(const Quote& quote) {
  const Currency& currency = *find_currency(quote.currency);
  const auto amount = [&](Minor value) { return format_amount(value, currency); };
  json::Value lines = json::Value::array();
  for (const QuoteLine& line : quote.lines) {
    lines.push_back({{"From", line.from},
                     {"Quantity", line.quantity},
                     {"UnitPrice", format_scaled(line.unit_price)},
                     {"Amount", amount(line.amount)}});
  }
  json::Value printed = {
      {"Commodity", quote.commodity},
      {"Plan", quote.plan},
      {"PricedAt", base::format_iso8601(quote.priced_at)},
      {"Region", quote.region},
      {"Spec", quote.spec},
      {"Cycle", std::string(to_text(quote.cycle))},
      {"Unit", quote.unit},
      {"Currency", quote.currency},
      {"Quantity", quote.quantity},
      {"Lines", std::move(lines)},
      {"ListPrice", amount(quote.list)},
      {"Discount", amount(quote.discount)},
      {"TradePrice", amount(quote.trade)},
      {"Share", format_scaled(quote.share)},
      {"DiscountBy", std::string(discount_by_words[static_cast<size_t>(quote.discount_by)])}};
  if (!quote.promotion.empty()) printed["Promotion"] = quote.promotion;
  if (quote.by_provider) printed["ByProvider"] = true;
  if (quote.settled_at) printed["SettledAt"] = format_scaled(*quote.settled_at);
  return json::print(printed);
}

base::Result<Quote, DocumentError> parse_quote(std::string_view text) {
  DocumentReader document(text);
  Quote quote;
  quote.commodity = document.text("Commodity");
  quote.plan = document.text("Plan");
  quote.priced_at = document.time("PricedAt");
  quote.region = document.text("Region");
  quote.spec = document.text("Spec");
  quote.cycle = parse_cycle(document.one_of("Cycle", cycle_texts())).value_or(Cycle::Month);
  quote.unit = document.text("Unit");
  const Currency& currency = document.currency("Currency");
  quote.currency = currency.code;
  quote.quantity = document.integer("Quantity", 1, priced_quantity_max);
  document.each("Lines", [&](DocumentReader& line) { quote.lines.push_back(read_line(line, currency)); });
  quote.list = document.amount("ListPrice", currency, 0, amount_max);
  quote.discount = document.amount("Discount", currency, 0, amount_max);
  quote.trade = document.amount("TradePrice", currency, 0, amount_max);
  quote.share = document.scaled("Share", 0, scaled_one);
  quote.discount_by = discount_by_of(document.one_of("DiscountBy", discount_by_words));
  quote.promotion = document.text("Promotion", "");
  quote.by_provider = document.flag("ByProvider", false);
  if (document.has("SettledAt")) quote.settled_at = document.scaled("SettledAt", 1, settled_at_max);
  check_sums(document, quote, currency);
  if (auto error = document.end()) return base::Unexpected{*std::move(error)};
  return quote;
}

}  // namespace sluice::commerce
