#include "bill.h"

#include <algorithm>
#include <map>
#include <vector>

#include <fmt/format.h>

#include "control/commerce/money/amount.h"
#include "control/commerce/money/currency.h"
#include "fail.h"
#include "platform/base/clock.h"
#include "platform/json/json.h"

namespace sluice::app {
namespace {

constexpr int page_size = 100;

using Asked = base::Result<json::Value, std::string>;

Asked ask(ApiClient& client, const std::string& action, const base::FormPairs& parameters) {
  const auto response = client.send_in_turn(action, parameters);
  if (!response) return base::Unexpected{response.error()};
  auto answer = json::parse(response->body);
  if (!answer) return base::Unexpected{action + " was not answered in JSON"};
  if (response->status == 200) return *std::move(answer);
  return base::Unexpected{fmt::format("{}: {}: {}", action, json::find_text(*answer, "Code").value_or("?"),
                                      json::find_text(*answer, "Message").value_or("?"))};
}

std::string text_of(const json::Value& value, std::string_view member) {
  return std::string(json::find_text(value, member).value_or(""));
}

// The oldest first.
base::Result<std::vector<json::Value>, std::string> find_bills(ApiClient& client,
                                                               const std::string& account_id,
                                                               const std::string& month) {
  std::vector<json::Value> bills;
  size_t seen = 0, total = 1;
  for (int page = 1; seen < total; ++page) {
    const auto told = ask(client, "DescribeBills",
                          {{"AccountId", account_id},
                           {"PageNumber", std::to_string(page)},
                           {"PageSize", std::to_string(page_size)}});
    if (!told) return base::Unexpected{told.error()};
    total = (*told)["TotalCount"].get<size_t>();
    if ((*told)["Bills"].empty()) break;
    for (const json::Value& each : (*told)["Bills"]) {
      ++seen;
      if (text_of(each, "Cycle").starts_with(month)) bills.push_back(each);
    }
  }
  std::ranges::reverse(bills);
  return bills;
}

struct Sum {
  commerce::Minor amount = 0, paid = 0;
};

void print_line(std::string_view cycle, std::string_view resource, std::string_view what,
                std::string_view amount, std::string_view paid, std::string_view state) {
  fmt::print("{:<14} {:<30} {:<52} {:>14} {:>14}  {}\n", cycle, resource, what, amount, paid, state);
}

void print_bills(const std::vector<json::Value>& bills) {
  print_line("CYCLE", "RESOURCE", "FOR", "AMOUNT", "PAID", "STATE");
  std::map<std::string, Sum> sums;
  for (const json::Value& each : bills) {
    const std::string code = text_of(each, "Currency");
    const std::string amount = text_of(each, "Amount"), paid = text_of(each, "Paid");
    print_line(text_of(each, "Cycle"), text_of(each, "ResourceId"), text_of(each, "Description"),
               amount + " " + code, paid + " " + code, text_of(each, "State"));
    const commerce::Currency* const currency = commerce::find_currency(code);
    if (currency == nullptr) continue;  // of a newer service
    sums[code].amount += commerce::parse_amount(amount, *currency).value_or(0);
    sums[code].paid += commerce::parse_amount(paid, *currency).value_or(0);
  }
  for (const auto& [code, sum] : sums) {
    const commerce::Currency& currency = *commerce::find_currency(code);
    print_line("", "", "sum", commerce::format_amount(sum.amount, currency) + " " + code,
               commerce::format_amount(sum.paid, currency) + " " + code, "");
  }
}

bool is_month(const std::string& text) {
  constexpr size_t length = 7;  // 2026-08
  return text.size() == length && base::parse_iso8601(text + "-01T00:00:00Z").has_value();
}

}  // namespace

int bill(const BillOptions& options) {
  if (!options.month.empty() && !is_month(options.month)) {
    return fail("bill",
                fmt::format("--month: received {}; accepted: a month such as 2026-08", options.month));
  }
  auto client = ApiClient::open(options.service);
  if (!client) return fail("bill", client.error());
  std::string account_id = options.account_id;
  if (account_id.empty()) {
    const auto caller = ask(*client, "GetCallerIdentity", {});
    if (!caller) return fail("bill", caller.error());
    account_id = text_of(*caller, "AccountId");
  }
  const auto bills = find_bills(*client, account_id, options.month);
  if (!bills) return fail("bill", bills.error());
  if (bills->empty()) {
    fmt::print("account {} has no bills{}\n", account_id,
               options.month.empty() ? "" : " of " + options.month);
    return 0;
  }
  print_bills(*bills);
  return 0;
}

}  // namespace sluice::app
