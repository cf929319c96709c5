#pragma once
// Methods of payment in the database. Called inside units of work.

#include <optional>
#include <vector>

#include "control/commerce/funding/payment_method.h"
#include "platform/storage/transaction.h"

namespace sluice::commerce {

inline constexpr int64_t payment_methods_max = 16;  // of an account, those out of use included

// False, and nothing bound, if the account has as many as it may.
bool insert_method(storage::Transaction& tx, const PaymentMethod& method);
std::optional<PaymentMethod> find_method(storage::Transaction& tx, int64_t key);
// The oldest first.
std::vector<PaymentMethod> list_methods(storage::Transaction& tx, int64_t account_key);
// Brand, expiry, state (which fits its kind) and limit.
void update_method(storage::Transaction& tx, const PaymentMethod& method);
bool delete_method(storage::Transaction& tx, int64_t key);

}  // namespace sluice::commerce
