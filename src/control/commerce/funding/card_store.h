#pragma once
// Stored-value cards in the database, their balances read from the ledger. Called inside units of work.

#include <optional>
#include <string_view>
#include <vector>

#include "control/commerce/funding/stored_value_card.h"
#include "control/commerce/ledger/ledger.h"
#include "platform/storage/where.h"

namespace sluice::commerce {

// How many of an account's cards a plan looks at: those that end first and have something free.
inline constexpr int64_t planned_cards_max = 64;

// The card, its ledger account under card.ledger_key, and what it is worth, from the account of the ledger
// that the customer paid it from: BANK or CASH.
base::Result<void, TransferRefused> issue_card(storage::Transaction& tx, const StoredValueCard& card,
                                               int64_t paid_from_key, base::WallTime now);

std::optional<StoredValueCard> find_card(storage::Transaction& tx, std::string_view no);
// Columns of the card are named c.
std::vector<StoredValueCard> list_cards(storage::Transaction& tx, const storage::Where& where,
                                        const storage::Page& page);
int64_t count_cards(storage::Transaction& tx, const storage::Where& where);
// Those of a plan.
std::vector<StoredValueCard> list_cards_to_plan_with(storage::Transaction& tx, int64_t account_key,
                                                     std::string_view currency, base::WallTime now);

// False if it was cancelled before: that is for good.
bool set_card_state(storage::Transaction& tx, int64_t key, CardState state);

// What is free of a card that is expired or cancelled goes to another account of the ledger: the money is
// the customer's (CASH, REFUND_OUT). What orders hold can be taken once it was let go. Repeating it takes
// nothing more.
base::Result<void, TransferRefused> take_back(storage::Transaction& tx, const StoredValueCard& card,
                                              int64_t to_key, base::WallTime now);

}  // namespace sluice::commerce
