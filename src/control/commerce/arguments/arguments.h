#pragma once
// How requests about customers, their money and their orders are read: accounts, amounts, currencies, shares,
// times. Each error names the parameter, what was received and what is accepted.

#include <optional>
#include <string>
#include <string_view>

#include "contract/api/action.h"
#include "contract/api/error.h"
#include "control/commerce/money/amount.h"
#include "control/identity/identity_store.h"
#include "platform/base/clock.h"
#include "platform/base/result.h"

namespace sluice::commerce {

// What takes a setting away.
inline constexpr std::string_view none_word = "NONE";
inline std::string unless_none(const std::string& text) {
  return text == none_word ? std::string() : text;
}

std::optional<identity::StoredAccount> find_account(storage::Transaction& tx, std::string_view account_id);
// Of an account that is there: accounts are never deleted.
std::string account_id_of(storage::Transaction& tx, int64_t account_key);

// One that amounts can be kept in.
base::Result<const Currency*, api::Error> read_currency(const api::Action& action, std::string_view parameter,
                                                        std::string_view text);
// From `least` minor units on.
base::Result<Minor, api::Error> read_amount(const api::Action& action, std::string_view parameter,
                                            std::string_view text, const Currency& currency, Minor least);
// FromTime and ToTime, both of which are well-formed: from the one, or now, until before the other.
struct Period {
  base::WallTime from;
  base::WallTime to;
};
base::Result<Period, api::Error> read_period(const api::Action& action,
                                             const std::optional<std::string>& from, std::string_view to,
                                             base::WallTime now);
// A time, or nothing for NONE.
base::Result<std::optional<base::WallTime>, api::Error> read_time(const api::Action& action,
                                                                  std::string_view parameter,
                                                                  std::string_view text);
// What an id says whose number is a key; 0, which is nobody's, for what is no number.
int64_t read_key(std::string_view id);
// From 0 to 1.
base::Result<Scaled, api::Error> read_share(const api::Action& action, std::string_view parameter,
                                            std::string_view text);

}  // namespace sluice::commerce
