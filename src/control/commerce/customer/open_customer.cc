#include "control/commerce/customer/open_customer.h"

namespace sluice::commerce {

void open_customer(storage::Transaction& tx, int64_t account_key, std::string_view account_id,
                   base::WallTime now) {
  insert_customer(tx, {.account_key = account_key,
                       .real_name = RealName::Company,
                       .basic_info_complete = true,
                       .settle_currency = "USD",
                       .created = now});
  insert_fund_account(tx,
                      {.account_key = account_key, .id = "fa-" + std::string(account_id), .created = now});
}

}  // namespace sluice::commerce
