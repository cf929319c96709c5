#include "control/commerce/hosts/may_expand.h"

#include <algorithm>

namespace sluice::commerce {

using api::OrderError;

namespace {

std::optional<Refusal> check_host(const HostFacts& host, base::WallTime now) {
  if (host.instance && now < host.instance->locked_until) {
    return Refusal{.error = OrderError::SystemConcurrentOperate,
                   .hint = "another operation works on " + host.instance->id};
  }
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
  if (auto refusal = check_orders_of_host(host.open_orders)) return refusal;
  if (host.has_unsettled_bill) return Refusal{.error = OrderError::OrderInstHasUnsettledBills};
  if (host.instance->change == HostChange::TemporarilyUpgraded) {
    return Refusal{.error = OrderError::OrderInstanceHasTempUpgrade};
  }
  if (host.instance->change == HostChange::Waiting) {
    return Refusal{.error = OrderError::OrderInstanceHasInactiveChange};
  }
  for (const SubscriptionLine& line : host.lines) {
    if (line.kind == LineKind::Temporary && in_effect(line, now)) {
      return Refusal{.error = OrderError::PurchaseExistValidProdRuleError};
    }
  }
  for (const SubscriptionLine& line : host.lines) {
    if (line.kind == LineKind::RenewChange && yet_to_come(line, now)) {
      return Refusal{.error = OrderError::PurchaseExistRenewchangeProd};
    }
  }
  return std::nullopt;
}

}  // namespace

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

bool needs_host(const Expansion& expansion) {
  if (!expansion.host.subscription) return true;
  const auto& instance = expansion.host.instance;
  return expansion.commodity->open_mode == Commodity::OpenMode::Auto && instance &&
         instance->status == HostStatus::Released;
}

std::optional<Refusal> check_may_expand(const Expansion& expansion) {
  if (!needs_host(expansion)) {
    if (auto refusal = check_host(expansion.host, expansion.now)) return refusal;
  }
  if (expansion.commodity->purchase_mode != Commodity::PurchaseMode::Any && expansion.live_in_scope > 0) {
    return Refusal{.error = OrderError::OrderOpend};
  }
  for (const Quota& quota : expansion.quotas) {
    if (quota.live < quota.most) continue;
    return Refusal{.error = OrderError::OrderQuotaExceeded,
                   .hint = "at most " + std::to_string(quota.most) + " balancers in " +
                           (quota.ens_region_id == every_region ? "all regions" : quota.ens_region_id)};
  }
  return std::nullopt;
}

}  // namespace sluice::commerce
