#include "control/commerce/prepaid/check_change.h"

#include <algorithm>

#include "control/commerce/prepaid/host_time.h"

namespace sluice::commerce {
namespace {

using api::OrderError;

std::optional<Refusal> check_time(const HostFacts& host, base::WallTime now) {
  const auto refuse = [&](std::string why) {
    return Refusal{.error = OrderError::OrderSysConstraintInvalidProduct,
                   .hint = host.instance->id + " " + std::move(why)};
  };
  if (host.instance->status != HostStatus::Normal) {
    return refuse("is " + std::string(to_text(host.instance->status)) + "; accepted: NORMAL");
  }
  const auto end = end_of_time(host.lines);
  if (!end) return refuse("has no end of its time; accepted: a host of which one is known");
  if (*end <= now) return refuse("has no time left; accepted: a host that was renewed");
  return std::nullopt;
}

bool any_line(const HostFacts& host, LineKind kind, bool (*when)(const SubscriptionLine&, base::WallTime),
              base::WallTime now) {
  return std::ranges::any_of(
      host.lines, [&](const SubscriptionLine& line) { return line.kind == kind && when(line, now); });
}

base::WallTime stretch(base::WallTime time, Minor old_price, Minor new_price, base::WallTime now) {
  if (time <= now) return time;
  const auto ahead = std::chrono::duration_cast<std::chrono::milliseconds>(time - now).count();
  return now + std::chrono::milliseconds(share_of(ahead, old_price, new_price).value_or(ahead));
}

}  // namespace

std::optional<Refusal> check_may_change(OrderType type, const HostFacts& host, base::WallTime now) {
  if (auto refusal = check_time(host, now)) return refusal;
  if (auto refusal = check_host_is_settled(host)) return refusal;
  const bool is_booked = any_line(host, LineKind::Temporary, yet_to_come, now);
  const bool is_upgraded = any_line(host, LineKind::Temporary, in_effect, now);
  if (type == OrderType::TempUpgrade) {
    if (any_line(host, LineKind::RenewChange, yet_to_come, now)) {
      return Refusal{.error = OrderError::PurchaseExistToBeValidRenewChangeProdRuleError};
    }
    if (is_booked || is_upgraded) return Refusal{.error = OrderError::PurchaseExistValidProdRuleError};
    return std::nullopt;
  }
  if (is_booked) return Refusal{.error = OrderError::PurchaseExistToBeValidProdRuleError};
  if (is_upgraded) return Refusal{.error = OrderError::PurchaseExistValidProdRuleError};
  return check_no_renewal_change_waits(host, now);
}

std::optional<Quote> price_of_difference(const Quote& old_plan, const Quote& new_plan, base::WallTime from,
                                         base::WallTime to) {
  const int64_t days = std::chrono::ceil<std::chrono::days>(to - from).count();
  const auto amount = share_of(new_plan.trade - old_plan.trade, days, days_of_a_month);
  if (!amount) return std::nullopt;
  Quote difference = new_plan;
  difference.quantity = 1;
  difference.lines = {{.from = 0, .quantity = 1, .unit_price = new_plan.unit_price(), .amount = *amount}};
  difference.list = difference.trade = *amount;
  difference.discount = 0;
  difference.discount_by = Quote::DiscountBy::None;
  difference.promotion.clear();
  difference.share = scaled_one;
  return difference;
}

SubscriptionLine stretched(SubscriptionLine line, Minor old_price, Minor new_price, base::WallTime now) {
  const bool counts =
      (line.kind == LineKind::Base || line.kind == LineKind::Renewal) && line.state != LineState::Cancelled;
  if (!counts || !line.to) return line;
  line.from = stretch(line.from, old_price, new_price, now);
  line.to = stretch(*line.to, old_price, new_price, now);
  return line;
}

}  // namespace sluice::commerce
