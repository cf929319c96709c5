#include "control/commerce/hosts/may_expand.h"

namespace sluice::commerce {

using api::OrderError;

namespace {

std::optional<Refusal> check_host(const HostFacts& host, base::WallTime now) {
  if (auto refusal = check_host_is_there(host, now)) return refusal;
  if (auto refusal = check_host_is_settled(host)) return refusal;
  for (const SubscriptionLine& line : host.lines) {
    if (line.kind == LineKind::Temporary && in_effect(line, now)) {
      return Refusal{.error = OrderError::PurchaseExistValidProdRuleError};
    }
  }
  return check_no_renewal_change_waits(host, now);
}

}  // namespace

bool needs_host(const Expansion& expansion) {
  if (!expansion.host.subscription) return true;
  const auto& instance = expansion.host.instance;
  return expansion.commodity->open_mode == Commodity::OpenMode::Auto && instance &&
         instance->status == HostStatus::Released;
}

std::optional<Refusal> check_may_expand(const Expansion& expansion) {
  if (!needs_host(expansion) || expansion.host.unheard) {
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
