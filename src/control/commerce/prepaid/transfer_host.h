#pragma once
// TransferHost: a host whose time is paid in advance gets another owner.

#include "control/commerce/pipeline/place_order.h"

namespace sluice::commerce {

struct HostTransferRequest {
  int64_t account_key = 0;
  std::string host_id;
  int64_t to_account_key = 0;
  std::string actor;
  base::WallTime now;
};

// Both sides in one transaction: the new owner's record first, then the old one's end, and an order of
// nothing of the new owner's that says so. What was paid stays with who has paid it, and is not refunded any
// more. In the order:
//
//   OrderQueryInstanceNotExists            the account has no such host
//   ... what check_host_is_there tells
//   OrderSysConstraintInvalid              its time is not paid in advance: balancers stand on it
//   ... what check_host_is_settled tells
//   AccountAliyunAccountNotExist           the new owner buys nothing here
//   OrderOpend                             he has a host of that commodity
//   SystemTransferDeleteOldResourceFailed  the old owner's host is being released, so that it cannot be taken
base::Result<Placed, Refusal> transfer_host(storage::Transaction& tx, const Engine& engine,
                                            const HostTransferRequest& request);

}  // namespace sluice::commerce
