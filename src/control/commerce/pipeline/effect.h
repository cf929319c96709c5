#pragma once
// What an order changes, as values: stages decide, effects are carried out afterwards.
//
// Stages emit what would have to be committed around calls to other systems: hold, then consume; pending,
// then posted; placed, then completed. Where nothing outside takes part all of it is one commit, and
// collapse() makes one write of each such pair. So there is one code path, and how many commits it takes is
// scheduling (commerce fact sheet, 2.0, rule 3).

#include <string>
#include <variant>
#include <vector>

#include "control/commerce/channel_orders/channel_order.h"
#include "control/commerce/hosts/host.h"
#include "control/commerce/ledger/ledger.h"
#include "control/commerce/orders/order.h"

namespace sluice::commerce {

struct OpenHost {
  Subscription subscription;
  HostInstance instance;
};
struct InsertOrder {
  Order order;
};
struct AdvanceOrder {
  OrderState to = OrderState::Completed;
  std::string outcome;  // empty: not told yet
};
struct HoldStock {};        // of the order's region and specification
struct ConsumeStock {};     // what was held is in use
struct CountLive {};        // one more in the account's quotas
struct JoinGroup {};        // one more in the payer's group of orders that are settled together
struct OpenLedgerAccount {  // with its first transfer
  AccountName name;
  int64_t key = 0;
};
struct HoldMoney {
  std::vector<Transfer> transfers;
};
struct CaptureMoney {
  std::vector<TransferId> transfers;
};
struct ReserveCoupon {  // a single-use one, while its money is held
  int64_t key = 0;
};
struct EndCouponReservation {
  int64_t key = 0;
};
struct CountAddress {  // for risk rules whose subject is an address
  std::string rule;
  std::string address;
  std::chrono::seconds window{0};
};
// The first commit of an order whose payment provider charges something: the payment as he will be asked for
// it, and what the order holds until he has answered.
struct BeginChannelOrder {
  ChannelOrder payment;
};
struct Fulfil {};  // the product makes it
struct Earn {};    // what was paid in advance, once it is taken: no bill will ask for it

// Only collapse() makes these:
struct UseStock {};
struct Pay {
  std::vector<Transfer> transfers;
};

using Effect =
    std::variant<OpenHost, OpenLedgerAccount, InsertOrder, AdvanceOrder, HoldStock, ConsumeStock, CountLive,
                 JoinGroup, HoldMoney, CaptureMoney, ReserveCoupon, EndCouponReservation, CountAddress,
                 BeginChannelOrder, Fulfil, Earn, UseStock, Pay>;

// Those of one commit. The order is inserted in its last state, at the place where it reaches that.
std::vector<Effect> collapse(std::vector<Effect> effects);

}  // namespace sluice::commerce
