#include "control/commerce/order_actions/order_actions.h"

#include "control/commerce/order_actions/handlers.h"

namespace sluice::commerce {
namespace {

// Binds a handler to the engine.
template <class Request>
actions::Handler<Request> with(const Engine& engine,
                               Answer (*handler)(const Engine&, Transaction&, const Call&, const Request&)) {
  return [engine, handler](Transaction& tx, const Call& call, const Request& request) {
    return handler(engine, tx, call, request);
  };
}

}  // namespace

void serve_orders(actions::Registry& registry, const Engine& engine) {
  registry.serve<api::SetHostSubscription>(with(engine, set_host_subscription));
  registry.serve<api::RemoveHostSubscription>(remove_host_subscription);
  registry.serve<api::AddSubscriptionLine>(with(engine, add_subscription_line));
  registry.serve<api::CancelSubscriptionLine>(cancel_subscription_line);
  registry.serve<api::SetHostInstance>(with(engine, set_host_instance));
  registry.serve<api::RemoveHostInstance>(remove_host_instance);
  registry.serve<api::SetHostDetails>(set_host_details);
  registry.serve<api::RemoveHostDetails>(remove_host_details);
  registry.serve<api::DescribeHosts>(describe_hosts);
  registry.serve<api::RecordOrder>(with(engine, record_order));
  registry.serve<api::AdvanceOrder>(with<api::AdvanceOrder>(engine, advance_order));
  registry.serve<api::DescribeOrders>(describe_orders);
  registry.serve<api::PayOrder>(with<api::PayOrder>(engine, pay_order));
  registry.serve<api::CancelOrder>(with(engine, cancel_order));
  registry.serve<api::RefundInstance>(with(engine, refund_instance));
  registry.serve<api::CreateInstance>(with(engine, create_instance));
  registry.serve<api::RenewInstance>(with(engine, renew_instance));
  registry.serve<api::ModifyInstance>(with(engine, modify_instance));
  registry.serve<api::TempUpgradeInstance>(with(engine, temp_upgrade_instance));
  registry.serve<api::TransferHost>(with<api::TransferHost>(engine, transfer_host));
  registry.serve<api::GetOrderDetail>(with(engine, get_order_detail));
  registry.serve<api::QueryOrders>(with(engine, query_orders));
  registry.serve<api::GetPayAsYouGoPrice>(with(engine, get_price));
}

}  // namespace sluice::commerce
