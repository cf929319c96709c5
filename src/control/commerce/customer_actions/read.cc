#include "control/commerce/customer_actions/read.h"

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
