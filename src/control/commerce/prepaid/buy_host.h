#pragma once
// CreateInstance: a plan, which is a host whose time is paid in advance.

#include "control/commerce/pipeline/place_order.h"

namespace sluice::commerce {

struct HostPurchaseRequest {
  Buyer buyer;
  std::string commodity;
  RequestedModules modules;
  int64_t months = 0;
  base::WallTime now;       // business time
  base::WallTime received;  // real time
  providers::Consultation* outside = nullptr;
};

// The stages of a purchase; what is made is a host of the specification with its first time, from now on. The
// resource of the order is the host's id. Where the account has a host of the commodity and may buy again,
// the time goes on behind the one that is there.
base::Result<Placed, Refusal> buy_host(storage::Transaction& tx, const Engine& engine,
                                       const HostPurchaseRequest& request);

}  // namespace sluice::commerce
