#pragma once
// The handlers of this module, one source file for each family.

#include "contract/api/bss/create_instance.h"
#include "contract/api/bss/get_pay_as_you_go_price.h"
#include "contract/api/bss/modify_instance.h"
#include "contract/api/bss/orders.h"
#include "contract/api/bss/refund_instance.h"
#include "contract/api/bss/renew_instance.h"
#include "contract/api/sluice/changes_of_hosts.h"
#include "contract/api/sluice/hosts.h"
#include "contract/api/sluice/orders.h"
#include "control/commerce/order_actions/order_actions.h"

namespace sluice::commerce {

using actions::Answer;
using actions::Call;
using storage::Transaction;

// subscriptions.cc
Answer set_host_subscription(const Engine&, Transaction&, const Call&, const api::SetHostSubscription&);
Answer remove_host_subscription(Transaction&, const Call&, const api::RemoveHostSubscription&);
Answer add_subscription_line(const Engine&, Transaction&, const Call&, const api::AddSubscriptionLine&);
Answer cancel_subscription_line(Transaction&, const Call&, const api::CancelSubscriptionLine&);
// hosts.cc
Answer set_host_instance(const Engine&, Transaction&, const Call&, const api::SetHostInstance&);
Answer remove_host_instance(Transaction&, const Call&, const api::RemoveHostInstance&);
Answer set_host_details(Transaction&, const Call&, const api::SetHostDetails&);
Answer remove_host_details(Transaction&, const Call&, const api::RemoveHostDetails&);
Answer describe_hosts(Transaction&, const Call&, const api::DescribeHosts&);
// recorded_orders.cc
Answer record_order(const Engine&, Transaction&, const Call&, const api::RecordOrder&);
Answer advance_order(const Engine&, Transaction&, const Call&, const api::AdvanceOrder&);
Answer describe_orders(Transaction&, const Call&, const api::DescribeOrders&);
// own_orders.cc
Answer pay_order(const Engine&, Transaction&, const Call&, const api::PayOrder&);
Answer cancel_order(const Engine&, Transaction&, const Call&, const api::CancelOrder&);
Answer get_order_detail(const Engine&, Transaction&, const Call&, const api::GetOrderDetail&);
Answer query_orders(const Engine&, Transaction&, const Call&, const api::QueryOrders&);
// refunds.cc
Answer refund_instance(const Engine&, Transaction&, const Call&, const api::RefundInstance&);
// prepaid_orders.cc
Answer create_instance(const Engine&, Transaction&, const Call&, const api::CreateInstance&);
Answer renew_instance(const Engine&, Transaction&, const Call&, const api::RenewInstance&);
Answer modify_instance(const Engine&, Transaction&, const Call&, const api::ModifyInstance&);
Answer temp_upgrade_instance(const Engine&, Transaction&, const Call&, const api::TempUpgradeInstance&);
Answer transfer_host(const Engine&, Transaction&, const Call&, const api::TransferHost&);
// price.cc
Answer get_price(const Engine&, Transaction&, const Call&, const api::GetPayAsYouGoPrice&);

// Of one account, subscribed to or not.
inline constexpr size_t hosts_max = 100;

}  // namespace sluice::commerce
