#pragma once
// Whether the time of a host can be prolonged. Pure.

#include "control/commerce/hosts/check_host.h"

namespace sluice::commerce {

// Of a host that is there (check_host_is_there). In the order:
//
//   OrderAbnormalResourceStatusForRenew  it is being made or released, or is locked (who is in arrears does
//   not
//                                        come here); its time has no end, so that there is nothing to
//                                        prolong, or was prolonged as often as it may be
//   ... what check_host_is_settled tells
//   PurchaseExistRenewchangeProd         a renewal with another size waits for its time
std::optional<Refusal> check_may_renew(const HostFacts& host, base::WallTime now);

}  // namespace sluice::commerce
