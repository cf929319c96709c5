#include "control/providers/contract/quote_message.h"

#include "platform/base/words.h"
#include "platform/json/json.h"

namespace sluice::providers {
namespace {

using commerce::amount_max;
using commerce::DocumentError;
using commerce::DocumentReader;

constexpr std::string_view quote_statuses[] = {"QUOTED", "NO_TREE", "NO_VALID_PLAN", "BAD_CONFIG",
                                               "NO_RESULT"};
constexpr std::string_view quote_cycles[] = {"Month", "Hour"};
constexpr int64_t quantity_max = 1'000'000'000;

QuoteAnswer::Line read_quote_line(DocumentReader& document, const commerce::Currency& currency) {
  QuoteAnswer::Line line;
  line.from = document.integer("from", 0, quantity_max, 0);
  line.quantity = document.integer("quantity", 1, quantity_max);
  line.unit_price = document.scaled("unit_price", 0, INT64_MAX);
  line.amount = document.amount("amount", currency, 0, amount_max);
  return line;
}

void check_quote(DocumentReader& document, const QuoteAnswer& answer, const commerce::Currency& currency) {
  if (answer.lines.empty() || answer.lines.size() > quote_lines_max) {
    return document.refuse("lines", "received " + std::to_string(answer.lines.size()) +
                                        " items; accepted: 1 to " + std::to_string(quote_lines_max));
  }
  commerce::Minor sum = 0;
  for (const QuoteAnswer::Line& line : answer.lines) sum += line.amount;
  if (sum != answer.list) {
    document.refuse("list", "received " + format_amount(answer.list, currency) +
                                "; accepted: the sum of the lines, " + format_amount(sum, currency));
  }
  if (answer.list - answer.discount != answer.trade) {
    document.refuse("trade", "received " + format_amount(answer.trade, currency) +
                                 "; accepted: list less discount, " +
                                 format_amount(answer.list - answer.discount, currency));
  }
}

}  // namespace

std::string print(const QuoteQuestion& question) {
  json::Value modules = json::Value::object();
  for (const auto& [name, value] : question.modules) modules[name] = value;
  return json::print(json::Value{{"commodity", question.commodity},
                                 {"region", question.region},
                                 {"spec", question.spec},
                                 {"modules", std::move(modules)},
                                 {"account", question.account},
                                 {"cycle", question.cycle},
                                 {"quantity", question.quantity},
                                 {"instant", base::format_iso8601(question.instant)}});
}

base::Result<QuoteQuestion, DocumentError> parse_quote_question(std::string_view text) {
  DocumentReader document(text);
  QuoteQuestion question;
  question.commodity = document.text("commodity");
  question.region = document.text("region");
  question.spec = document.text("spec", "");
  const auto parsed = json::parse(text);
  document.within("modules", [&](DocumentReader& modules) {
    const json::Value* const object = parsed ? json::find_object(*parsed, "modules") : nullptr;
    if (object == nullptr) return;
    for (const auto& [name, value] : object->items()) question.modules[name] = modules.text(name, "");
  });
  question.account = document.text("account");
  question.cycle = document.one_of("cycle", quote_cycles);
  question.quantity = document.integer("quantity", INT64_MIN, INT64_MAX);
  question.instant = document.time("instant");
  if (auto error = document.end()) return base::Unexpected{*std::move(error)};
  return question;
}

std::string print(const QuoteAnswer& answer) {
  const std::string status(quote_statuses[static_cast<size_t>(answer.status)]);
  if (answer.status != QuoteAnswer::Status::Quoted) return json::print(json::Value{{"status", status}});
  const commerce::Currency& currency = *commerce::find_currency(answer.currency);
  json::Value lines = json::Value::array();
  for (const QuoteAnswer::Line& line : answer.lines) {
    lines.push_back({{"from", line.from},
                     {"quantity", line.quantity},
                     {"unit_price", commerce::format_scaled(line.unit_price)},
                     {"amount", format_amount(line.amount, currency)}});
  }
  json::Value value = {{"status", status},
                       {"plan", answer.plan},
                       {"currency", answer.currency},
                       {"lines", std::move(lines)},
                       {"list", format_amount(answer.list, currency)},
                       {"discount", format_amount(answer.discount, currency)},
                       {"trade", format_amount(answer.trade, currency)}};
  if (answer.valid_until) value["valid_until"] = base::format_iso8601(*answer.valid_until);
  return json::print(value);
}

base::Result<QuoteAnswer, DocumentError> parse_quote_answer(std::string_view text) {
  DocumentReader document(text);
  QuoteAnswer answer;
  const std::string status = document.one_of("status", quote_statuses);
  if (!document.failed()) answer.status = base::enum_of<QuoteAnswer::Status>(quote_statuses, status);
  if (answer.status == QuoteAnswer::Status::Quoted) {
    answer.plan = document.text("plan");
    const commerce::Currency& currency = document.currency("currency");
    answer.currency = currency.code;
    document.each("lines", [&](DocumentReader& line) {
      // Beyond the bound they are only counted.
      if (answer.lines.size() <= quote_lines_max) answer.lines.push_back(read_quote_line(line, currency));
    });
    answer.list = document.amount("list", currency, 0, amount_max);
    answer.discount = document.amount("discount", currency, 0, amount_max, 0);
    answer.trade = document.amount("trade", currency, 0, amount_max);
    answer.valid_until = document.time_or_none("valid_until");
    check_quote(document, answer, currency);
  }
  if (auto error = document.end()) return base::Unexpected{*std::move(error)};
  return answer;
}

}  // namespace sluice::providers
