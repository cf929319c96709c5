#pragma once
// What a new account starts with, commercially. Called inside the unit of work that makes the account.

#include <string_view>

#include "control/commerce/customer/customer_store.h"

namespace sluice::commerce {

// A customer that can buy at once, settling in US dollars, and a fund account without any money. Whoever
// makes accounts here is their operator, who vouches for the name; he may take that back (ModifyCustomer).
void open_customer(storage::Transaction& tx, int64_t account_key, std::string_view account_id,
                   base::WallTime now);

}  // namespace sluice::commerce
