#include "control/commerce/prepaid/host_time.h"

#include <algorithm>
#include <string>

#include "control/commerce/pricing/effective_days.h"

namespace sluice::commerce {
namespace {

bool is_entitlement(const SubscriptionLine& line) {
  return (line.kind == LineKind::Base || line.kind == LineKind::Renewal) &&
         line.state != LineState::Cancelled;
}

}  // namespace

std::optional<base::WallTime> end_of_time(const std::vector<SubscriptionLine>& lines) {
  std::optional<base::WallTime> end;
  for (const SubscriptionLine& line : lines) {
    if (!is_entitlement(line)) continue;
    if (!line.to) return std::nullopt;
    end = std::max(end.value_or(*line.to), *line.to);
  }
  return end;
}

std::optional<Refusal> check_room_for_line(const HostFacts& host) {
  if (host.lines.size() < lines_max) return std::nullopt;
  return Refusal{.error = api::OrderError::OrderAbnormalResourceStatusForRenew,
                 .subject = {},
                 .hint = "its time was prolonged " + std::to_string(host.lines.size()) +
                         " times; accepted: at most " + std::to_string(lines_max)};
}

SubscriptionLine prolonging_line(LineKind kind, int64_t key, const HostFacts& host, int64_t months,
                                 base::WallTime now) {
  const base::WallTime from = std::max(end_of_time(host.lines).value_or(now), now);
  return {.key = key,
          .host_key = host.instance->key,
          .kind = kind,
          .from = from,
          .to = add_months(from, months),
          .state = from > now ? LineState::ToBeValid : LineState::Valid};
}

}  // namespace sluice::commerce
