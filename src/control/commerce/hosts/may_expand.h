#pragma once
// Stage S11: whether the account's host subscription can be expanded by one balancer. Pure.

#include <optional>
#include <span>
#include <vector>

#include "control/commerce/catalogue/commodity.h"
#include "control/commerce/hosts/check_host.h"
#include "control/commerce/refusal/refusal.h"
#include "control/commerce/stock/stock.h"

namespace sluice::commerce {

struct Expansion {
  const Commodity* commodity = nullptr;
  HostFacts host;
  int64_t live_in_scope = 0;  // balancers within the commodity's purchase mode
  std::vector<Quota> quotas;
  base::WallTime now;
};

// True if the account has to get a host first: it has none, or one that is released where opening is
// automatic.
bool needs_host(const Expansion& expansion);

// In the order: lease, look-up, status, details, order in work, unpaid order, uncaptured order, unsettled
// bill, temporary upgrade, inactive change, temporary subscription, pending renewal change, once per scope,
// quota. All but the last two ask for a host.
std::optional<Refusal> check_may_expand(const Expansion& expansion);

}  // namespace sluice::commerce
