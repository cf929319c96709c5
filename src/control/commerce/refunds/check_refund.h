#pragma once
// Whether, and how much of, what was paid in advance for a host goes back (commerce fact sheet, 2.5). Pure.
//
// What was paid is for the time of a line of the host. A partial refund gives time back from the end of that
// line, at the price that it was bought at; so nobody is refunded what has been used, and nobody keeps what
// was refunded.

#include <chrono>
#include <optional>
#include <string_view>
#include <vector>

#include "control/commerce/funding/legs.h"
#include "control/commerce/hosts/host.h"
#include "control/commerce/orders/order.h"
#include "control/commerce/refusal/refusal.h"
#include "platform/base/result.h"

namespace sluice::commerce {

enum class RefundType {
  NoReason,  // all that is left of it, within five days, once a year and product
  Partial,
};
std::string_view to_text(RefundType type);  // NO_REASON_5D
std::optional<RefundType> parse_refund_type(std::string_view text);

inline constexpr std::chrono::hours no_reason_days{5 * 24};
inline constexpr std::chrono::hours no_reason_year{365 * 24};

// An order that was paid with money, captured or still set aside.
struct PaidOrder {
  Order order;
  Minor paid = 0;
  Minor refunded = 0;                    // before
  std::optional<SourceKind> channel;     // the external one; none: from balances
  std::optional<SubscriptionLine> line;  // the time that it is for
};

struct RefundFacts {
  HostInstance host;
  bool type_allowed = true;  // the commodity lets orders of type Refund
  std::vector<Order> open_orders;
  bool has_unsettled_bill = false;
  std::optional<PaidOrder> paid;  // the newest with something left; nothing if there is none
  bool right_used = false;        // to a refund without a reason, within a year
  base::WallTime now;
};

struct RefundDecision {
  enum class Way { LetGo, GiveBack };  // of what is set aside; of what was captured
  Way way = Way::GiveBack;
  Minor amount = 0;
  std::optional<SubscriptionLine> line;  // as it is afterwards; nothing: what is let go has none
};

// `amount` is of Partial. In the order:
//
//   SystemConcurrentOperate         somebody works on the host alone
//   SystemUnSupportOperationType    the commodity knows no refunds
//   OrderLatestOrderIsHandling ...  another order of the host is not finished (check_orders_of_host)
//   OrderInstHasUnsettledBills
//   RefundRefundNoValidProd         nothing was paid, nothing is left, or its time is over
//   PayForbiddenNoReasonFefund      too late, or used already
//   SystemCanRefundCheckFailed      the host is being made, released or changed
//   PayPartRefundNotSupport         a part of what is not captured
//   PayRefundFailed                 more than was captured, with what went back before
//   RefundRefundParamInvalid        more than what is unused
base::Result<RefundDecision, Refusal> check_refund(const RefundFacts& facts, RefundType type, Minor amount);

}  // namespace sluice::commerce
