#pragma once
// A refund over one or several hosts of an account, all of it in one unit of work.

#include <optional>
#include <string>
#include <vector>

#include "control/commerce/pipeline/place_order.h"
#include "control/commerce/refunds/check_refund.h"

namespace sluice::commerce {

struct RefundRequest {
  Buyer buyer;
  std::vector<std::string> host_ids;
  std::string type;
  std::optional<std::string> amount;
  base::WallTime now;
};

struct Refunded {
  std::string host_id;
  Order order;                  // that was paid
  std::optional<Order> refund;  // nothing where the money was only set aside
  Minor amount = 0;
};

// In the order of the hosts. Besides what check_refund refuses, and before it:
//
//   AccountAliyunAccountFrozen ...    what keeps an account from ordering at all (may_order.h), but arrears:
//   a
//                                     refund may well end them
//   RefundRefundParamInvalid          unknown type; an amount missing, or there without PARTIAL; a host named
//                                     twice
//   RefundRefundInstanceNotFound      a host is not there, or not the account's
//   ProductInstanceReleased           the only one is released
//   OrderExistsReleasedInstances      one of several is
//   PayQueryPayChangeChannelNotEqual  they were not all paid through the same channel
//   RefundRefundParamInvalid          the amount is none above zero in the currency of what was paid
//
// Where it returns a refusal something may have been written: the unit of work undoes itself.
base::Result<std::vector<Refunded>, Refusal> refund_hosts(storage::Transaction& tx, const Engine& engine,
                                                          const RefundRequest& request);

}  // namespace sluice::commerce
