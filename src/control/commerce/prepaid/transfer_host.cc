#include "control/commerce/prepaid/transfer_host.h"

#include "control/commerce/customer/customer_store.h"
#include "control/commerce/hosts/host_store.h"
#include "control/commerce/orders/order_store.h"
#include "control/commerce/prepaid/host_time.h"
#include "control/commerce/prepaid/named_host.h"
#include "platform/json/json.h"

namespace sluice::commerce {
namespace {

using api::OrderError;

std::optional<Refusal> check_host(const HostFacts& host, const HostTransferRequest& request) {
  if (auto refusal = check_named_host(host, request.now)) return refusal;
  if (!end_of_time(host.lines)) {
    return Refusal{
        .error = OrderError::OrderSysConstraintInvalidProduct,
        .hint = host.instance->id + " has no end of its time; accepted: a host that is paid in advance"};
  }
  return check_host_is_settled(host);
}

// The old owner's part of it. What is being released belongs to whoever releases it.
std::optional<Refusal> take_from_old_owner(storage::Transaction& tx, const HostFacts& host) {
  if (host.instance->status == HostStatus::Releasing) {
    return Refusal{.error = OrderError::SystemTransferDeleteOldResourceFailed,
                   .hint = host.instance->id + " is being released"};
  }
  delete_subscription(tx, host.subscription->key);
  return std::nullopt;
}

}  // namespace

base::Result<Placed, Refusal> transfer_host(storage::Transaction& tx, const Engine& engine,
                                            const HostTransferRequest& request) {
  const HostFacts host = read_facts_of_host(tx, request.account_key, request.host_id, request.now);
  if (auto refusal = check_host(host, request)) return base::Unexpected{*std::move(refusal)};
  const auto owner = find_customer(tx, request.to_account_key);
  if (!owner) return base::Unexpected{Refusal{.error = OrderError::AccountAliyunAccountNotExist}};
  const std::string& commodity = host.subscription->commodity;
  if (count_live_hosts(tx, request.to_account_key, commodity) > 0) {
    return base::Unexpected{
        Refusal{.error = OrderError::OrderOpend, .hint = "the new owner has a host of " + commodity}};
  }
  insert_subscription(tx, {.key = engine.keys.next(),
                           .account_key = request.to_account_key,
                           .commodity = commodity,
                           .host_id = host.instance->id,
                           .created = request.now});
  if (auto refusal = take_from_old_owner(tx, host)) return base::Unexpected{*std::move(refusal)};
  change_owner_of_host(tx, host.instance->key, request.to_account_key);
  const Order order{.key = engine.keys.next(),
                    .account_key = request.to_account_key,
                    .actor = request.actor,
                    .type = OrderType::Transfer,
                    .commodity = commodity,
                    .host_key = host.instance->key,
                    .spec = find_host_details(tx, host.instance->key).value_or(""),
                    .quote = json::print(json::Value{{"TransferOf", host.instance->id}}),
                    .currency = owner->settle_currency,
                    .payer_key = request.to_account_key,
                    .state = OrderState::Completed,
                    .outcome = "SUCCESS",
                    .resource_id = host.instance->id,
                    .created = request.now};
  insert_order(tx, order);
  return Placed{order.key, host.instance->id};
}

}  // namespace sluice::commerce
