#include "control/commerce/prepaid/check_renewal.h"

#include "control/commerce/prepaid/host_time.h"

namespace sluice::commerce {
namespace {

Refusal abnormal(std::string hint) {
  return {
      .error = api::OrderError::OrderAbnormalResourceStatusForRenew, .subject = {}, .hint = std::move(hint)};
}

}  // namespace

std::optional<Refusal> check_may_renew(const HostFacts& host, base::WallTime now) {
  if (host.instance->status != HostStatus::Normal) {
    return abnormal(host.instance->id + " is " + std::string(to_text(host.instance->status)) +
                    "; accepted: NORMAL");
  }
  if (!end_of_time(host.lines)) {
    return abnormal("the time of " + host.instance->id +
                    " has no end; accepted: a host of which one is known");
  }
  if (auto refusal = check_room_for_line(host)) return refusal;
  if (auto refusal = check_host_is_settled(host)) return refusal;
  return check_no_renewal_change_waits(host, now);
}

}  // namespace sluice::commerce
