#pragma once
// The time that an account is entitled to a host, and how it is prolonged. Pure.

#include "control/commerce/hosts/check_host.h"

namespace sluice::commerce {

// When it ends; nothing without a line of BASE or RENEWAL, and where one of them has no end.
std::optional<base::WallTime> end_of_time(const std::vector<SubscriptionLine>& lines);

// The host has as many lines as there may be: OrderAbnormalResourceStatusForRenew.
std::optional<Refusal> check_room_for_line(const HostFacts& host);

// From there on, or from now where it is over.
SubscriptionLine prolonging_line(LineKind kind, int64_t key, const HostFacts& host, int64_t months,
                                 base::WallTime now);

}  // namespace sluice::commerce
