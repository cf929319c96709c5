#include "control/commerce/hosts/check_host.h"

#include <algorithm>

namespace sluice::commerce {

using api::OrderError;

std::optional<Refusal> check_host_is_there(const HostFacts& host, base::WallTime now) {
  if (host.instance && now < host.instance->locked_until) {
    return Refusal{.error = OrderError::SystemConcurrentOperate,
                   .hint = "another operation works on " + host.instance->id};
  }
  if (host.unheard) return host.unheard;
  if (!host.instance) {
    return Refusal{
        .error = OrderError::OrderQueryInstanceNotExists,
        .hint = "the account's subscription names " + host.subscription->host_id + ", which is not there"};
  }
  if (host.instance->status == HostStatus::Released) {
    return Refusal{.error = OrderError::ProductInstanceReleased, .hint = host.instance->id + " is released"};
  }
  if (!host.has_details) {
    return Refusal{.error = OrderError::SystemQueryInstanceInfoFailed,
                   .hint = "the product knows nothing of " + host.instance->id};
  }
  return std::nullopt;
}

std::optional<Refusal> check_orders_of_host(const std::vector<Order>& orders) {
  const auto any = [&](auto condition) { return std::any_of(orders.begin(), orders.end(), condition); };
  const bool in_work = any([](const Order& order) {
    return holds_host_alone(order) &&
           (order.state == OrderState::Authorised || order.state == OrderState::Fulfilling ||
            order.state == OrderState::Capturing || order.state == OrderState::Compensating);
  });
  if (in_work) return Refusal{.error = OrderError::OrderLatestOrderIsHandling};
  const bool unpaid = any([](const Order& order) {
    return holds_host_alone(order) &&
           (order.state == OrderState::Unpaid || order.state == OrderState::Paying ||
            order.state == OrderState::PayUnknown);
  });
  if (unpaid) {
    return Refusal{.error = OrderError::OrderInstHasUnpaidOrder, .hint = "pay that order, or cancel it"};
  }
  if (any([](const Order& order) { return order.state == OrderState::CaptureFailed; })) {
    return Refusal{.error = OrderError::OrderCaptureFailed};
  }
  return std::nullopt;
}

std::optional<Refusal> check_host_is_settled(const HostFacts& host) {
  if (auto refusal = check_orders_of_host(host.open_orders)) return refusal;
  if (host.has_unsettled_bill) return Refusal{.error = OrderError::OrderInstHasUnsettledBills};
  if (host.instance->change == HostChange::TemporarilyUpgraded) {
    return Refusal{.error = OrderError::OrderInstanceHasTempUpgrade};
  }
  if (host.instance->change == HostChange::Waiting) {
    return Refusal{.error = OrderError::OrderInstanceHasInactiveChange};
  }
  return std::nullopt;
}

std::optional<Refusal> check_no_renewal_change_waits(const HostFacts& host, base::WallTime now) {
  const bool waits = std::ranges::any_of(host.lines, [&](const SubscriptionLine& line) {
    return line.kind == LineKind::RenewChange && yet_to_come(line, now);
  });
  return waits ? std::optional(Refusal{.error = OrderError::PurchaseExistRenewchangeProd}) : std::nullopt;
}

}  // namespace sluice::commerce
