#include <fmt/format.h>

#include "control/compute/handlers.h"
#include "control/compute/instance_store.h"
#include "control/network/address_pool.h"
#include "control/nodes/served_addresses.h"

namespace sluice::compute {

actions::Answer release_post_paid_instance(storage::Transaction& tx, const actions::Call& call,
                                           const api::ReleasePostPaidInstance& request) {
  const api::Action& action = api::ReleasePostPaidInstance::declaration;
  const auto instance = find_instance(tx, call.caller.account_key, request.instance_id);
  if (!instance) return actions::refuse(action, "InstanceIdNotFound");
  const auto balancers = load_balancer_ids_of_instance(tx, instance->key);
  if (!balancers.empty()) {
    return actions::refuse(
        action, "IncorrectInstanceStatus",
        fmt::format("the instance is a backend of {}; remove it there first", balancers.front()));
  }
  network::give_back_address(tx, instance->network_key, instance->address);
  nodes::release_address(tx, instance->network_key, instance->address);
  delete_instance(tx, instance->key);
  return json::Value::object();
}

}  // namespace sluice::compute
