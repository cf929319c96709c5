#pragma once
// ModifyInstance and TempUpgradeInstance: another plan for a host whose time is paid in advance.

#include "control/commerce/pipeline/place_order.h"

namespace sluice::commerce {

struct HostChangeRequest {
  Buyer buyer;
  std::string host_id;
  OrderType type = OrderType::Upgrade;  // or Downgrade, TempUpgrade
  std::string plan;                     // the new one
  // What is left of its time is worth as much afterwards, and nothing is paid; always so of a downgrade.
  bool by_value_transfer = false;
  // Of a temporary upgrade; from now on, and to the end of the host's time, otherwise.
  std::optional<base::WallTime> from, to;
  base::WallTime now;       // business time
  base::WallTime received;  // real time
  providers::Consultation* outside = nullptr;
};

// The stages of a renewal, with the price of the difference for the time that it is for, in advance; the
// resource of the order is the host's id. Accounts that settle in a currency of their own may neither
// downgrade (OrderHomeCurrencyCanNotDowngrade) nor upgrade by value transfer
// (OrderHomeCurrencyCanNotUpgradeByValueTransfer): what was paid cannot be converted back at the rate of
// then.
base::Result<Placed, Refusal> change_host(storage::Transaction& tx, const Engine& engine,
                                          const HostChangeRequest& request);

}  // namespace sluice::commerce
