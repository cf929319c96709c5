#include "control/commerce/arguments/arguments.h"

#include <charconv>

#include <fmt/format.h>

#include "control/actions/registry.h"
#include "control/commerce/refusal/hint.h"

namespace sluice::commerce {

std::optional<identity::StoredAccount> find_account(storage::Transaction& tx, std::string_view account_id) {
  return identity::find_account(tx, model::AccountId(std::string(account_id)));
}

std::string account_id_of(storage::Transaction& tx, int64_t account_key) {
  const auto account = identity::find_account(tx, account_key);
  return account ? account->account_id.get() : std::string();
}

base::Result<const Currency*, api::Error> read_currency(const api::Action& action, std::string_view parameter,
                                                        std::string_view text) {
  if (const Currency* const currency = find_currency(text)) return currency;
  std::vector<std::string_view> codes;
  for (const Currency& currency : currencies()) codes.push_back(currency.code);
  return actions::invalid(action, parameter,
                          fmt::format("received {}; accepted: {}", shown(text), listed(codes)));
}

base::Result<Minor, api::Error> read_amount(const api::Action& action, std::string_view parameter,
                                            std::string_view text, const Currency& currency, Minor least) {
  const auto amount = parse_amount(text, currency);
  if (amount && *amount >= least) return *amount;
  return actions::invalid(
      action, parameter,
      fmt::format("received {}; accepted: digits, at most {} of them behind a point, from {} to {} {}",
                  shown(text), currency.exponent, format_amount(least, currency),
                  format_amount(amount_max, currency), currency.code));
}

base::Result<Period, api::Error> read_period(const api::Action& action,
                                             const std::optional<std::string>& from, std::string_view to,
                                             base::WallTime now) {
  const Period period{.from = from ? *base::parse_iso8601(*from) : now, .to = *base::parse_iso8601(to)};
  if (period.from < period.to) return period;
  return actions::invalid(
      action, "ToTime",
      fmt::format("received {}; accepted: a time after {}", to, base::format_iso8601(period.from)));
}

base::Result<std::optional<base::WallTime>, api::Error> read_time(const api::Action& action,
                                                                  std::string_view parameter,
                                                                  std::string_view text) {
  if (text == none_word) return std::optional<base::WallTime>();
  if (const auto time = base::parse_iso8601(text)) return time;
  return actions::invalid(
      action, parameter,
      fmt::format("received {}; accepted: a time in UTC such as 2023-06-28T14:38:52Z, or {}", shown(text),
                  none_word));
}

int64_t read_key(std::string_view id) {
  int64_t key = 0;
  const auto [end, error] = std::from_chars(id.data(), id.data() + id.size(), key);
  return error == std::errc() && end == id.data() + id.size() ? key : 0;
}

base::Result<Scaled, api::Error> read_share(const api::Action& action, std::string_view parameter,
                                            std::string_view text) {
  const auto share = parse_scaled(text);
  if (share && *share >= 0 && *share <= scaled_one) return *share;
  return actions::invalid(
      action, parameter,
      fmt::format("received {}; accepted: 0 to 1, with at most {} digits behind the point", shown(text),
                  scaled_exponent));
}

}  // namespace sluice::commerce
