#include <fmt/format.h>

#include "control/loadbalancer/desired_state.h"
#include "control/loadbalancer/handlers.h"
#include "control/loadbalancer/specs.h"
#include "control/network/address_pool.h"
#include "control/network/network_store.h"
#include "control/network/vswitch_store.h"
#include "control/nodes/served_addresses.h"
#include "control/regions/region_store.h"

namespace sluice::loadbalancer {
namespace {

using actions::invalid;

constexpr std::string_view only_type_served = "CLB";

// The page has two rows of this code; the second one is the product's own check before the order.
const api::ErrorRow& pre_order_check_failed() {
  return api::CreateLoadBalancer::declaration.error("OrderSysConstraintInvalid", 1);
}

std::string generated_name(base::Random& random) {
  constexpr std::string_view alphabet = "abcdefghijklmnopqrstuvwxyz0123456789";
  return "elb-" + random.text(8, alphabet);
}

struct Place {
  regions::Region region;
  network::Network network;
  network::VSwitch vswitch;
};

base::Result<Place, api::Error> find_place(Transaction& tx, const Call& call,
                                           const api::CreateLoadBalancer& request) {
  const api::Action& action = api::CreateLoadBalancer::declaration;
  const auto region = regions::find_region(tx, request.ens_region_id);
  if (!region) {
    return invalid(
        action, "EnsRegionId",
        fmt::format("there is no region {}; DescribeEnsRegions lists them", request.ens_region_id));
  }
  const auto network = network::find_network(tx, call.caller.account_key, request.network_id);
  if (!network)
    return invalid(action, "NetworkId", fmt::format("there is no network {}", request.network_id));
  if (network->ens_region_id != region->id) {
    return invalid(
        action, "NetworkId",
        fmt::format("network {} is in region {}", request.network_id, network->ens_region_id.get()));
  }
  const auto vswitch = network::find_vswitch(tx, call.caller.account_key, request.vswitch_id);
  if (!vswitch || vswitch->network_key != network->key) {
    return invalid(
        action, "VSwitchId",
        fmt::format("there is no vSwitch {} in network {}", request.vswitch_id, request.network_id));
  }
  return Place{*region, *network, *vswitch};
}

}  // namespace

Answer create_load_balancer(const actions::Environment& environment, const Settings& settings,
                            Transaction& tx, const Call& call, const api::CreateLoadBalancer& request) {
  if (request.load_balancer_type != only_type_served) {
    return invalid(api::CreateLoadBalancer::declaration, "LoadBalancerType",
                   fmt::format("received {}; served: {}", request.load_balancer_type, only_type_served));
  }
  if (!is_spec_on_sale(request.load_balancer_spec)) {
    return actions::refuse(api::CreateLoadBalancer::declaration, "CommodityInvalidItemCode",
                           fmt::format("received {}; DescribeLoadBalancerSpec lists what is on sale",
                                       request.load_balancer_spec));
  }
  const auto place = find_place(tx, call, request);
  if (!place) return base::Unexpected{place.error()};

  LoadBalancer balancer{.key = environment.keys.next(),
                        .id = model::mint_load_balancer_id(environment.random),
                        .account_key = call.caller.account_key,
                        .ens_region_id = place->region.id,
                        .node = place->region.node,
                        .network_key = place->network.key,
                        .network_id = place->network.id,
                        .vswitch_key = place->vswitch.key,
                        .vswitch_id = place->vswitch.id,
                        .spec = request.load_balancer_spec,
                        .name = request.load_balancer_name.value_or(""),
                        .billing_cycle = request.billing_cycle,
                        .created = call.now};
  if (balancer.name.empty() && settings.generate_names) balancer.name = generated_name(environment.random);

  const auto address = network::take_address(tx, place->vswitch, balancer.key);
  if (!address) {
    return base::Unexpected{
        api::make_error(pre_order_check_failed(), {},
                        fmt::format("vSwitch {} has no free address", place->vswitch.id.get()))};
  }
  balancer.address = *address;
  if (!nodes::serve_address(tx, balancer.node, balancer.network_key, balancer.address)) {
    return base::Unexpected{api::make_error(pre_order_check_failed(), {},
                                            "the node has no free address left to serve the balancer at")};
  }
  insert_load_balancer(tx, balancer);
  publish(tx, balancer);
  return json::Value{{"LoadBalancerId", balancer.id.get()},
                     {"VSwitchId", balancer.vswitch_id.get()},
                     {"LoadBalancerName", balancer.name},
                     {"NetworkId", balancer.network_id.get()}};
}

}  // namespace sluice::loadbalancer
