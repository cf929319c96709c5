#pragma once
// What every operation on a host asks of it first (commerce fact sheet, 1.6 and 3.2). Pure.

#include <optional>
#include <vector>

#include "control/commerce/hosts/host.h"
#include "control/commerce/orders/order.h"
#include "control/commerce/refusal/refusal.h"

namespace sluice::commerce {

// What is known of the host; none of it where the account has no subscription.
struct HostFacts {
  std::optional<Subscription> subscription;
  std::optional<HostInstance> instance;
  std::optional<Refusal> unheard;  // of the registry, where that is elsewhere
  bool has_details = false;
  std::vector<Order> open_orders;  // of the host, creates not counted
  bool has_unsettled_bill = false;
  std::vector<SubscriptionLine> lines;
};

// Of one host, those that are over or cancelled included.
inline constexpr size_t lines_max = 100;

// In the order: lease, registry, look-up, status, details. There is a subscription.
std::optional<Refusal> check_host_is_there(const HostFacts& host, base::WallTime now);

// Nothing else of a host's may be in work or unpaid where an operation has it for itself.
std::optional<Refusal> check_orders_of_host(const std::vector<Order>& open_orders);

// Orders as above, unsettled bill, temporary upgrade, inactive change.
std::optional<Refusal> check_host_is_settled(const HostFacts& host);

std::optional<Refusal> check_no_renewal_change_waits(const HostFacts& host, base::WallTime now);

}  // namespace sluice::commerce
