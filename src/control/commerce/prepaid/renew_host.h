#pragma once
// RenewInstance: more of a host's time, bought and paid in one transaction.

#include <string>

#include "control/commerce/pipeline/place_order.h"

namespace sluice::commerce {

struct RenewalRequest {
  Buyer buyer;
  std::string host_id;
  int64_t months = 0;
  base::WallTime now;       // business time
  base::WallTime received;  // real time
  providers::Consultation* outside = nullptr;
};

// The stages of a purchase, with the host's checks in the place of the resource's and the purchase's: S08
// tells of a host that is not there, S11 of one that cannot be renewed (check_renewal.h). What is to be paid
// is the price of a month of the host's plan, as often as months are bought; it is income as soon as it is
// taken.
base::Result<Placed, Refusal> renew_host(storage::Transaction& tx, const Engine& engine,
                                         const RenewalRequest& request);

}  // namespace sluice::commerce
