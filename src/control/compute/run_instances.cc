#include <fmt/format.h>

#include "control/compute/handlers.h"
#include "control/compute/instance_store.h"
#include "control/network/address_pool.h"
#include "control/network/network_store.h"
#include "control/network/tags.h"
#include "control/network/vswitch_store.h"
#include "control/nodes/served_addresses.h"
#include "control/regions/region_store.h"

namespace sluice::compute {
namespace {

using actions::invalid;

constexpr std::string_view level_on_a_named_node = "Region";
constexpr int64_t default_system_disk_gib = 20;
constexpr int64_t mib_per_gib = 1024;

// What the request names, looked up.
struct Placement {
  regions::Region region;
  network::Network network;
  network::VSwitch vswitch;
};

base::Result<Placement, api::Error> place(storage::Transaction& tx, const actions::Call& call,
                                          const api::RunInstances& request) {
  const api::Action& action = api::RunInstances::declaration;
  if (request.schedule_area_level && *request.schedule_area_level != level_on_a_named_node) {
    return invalid(action, "ScheduleAreaLevel",
                   fmt::format("received {}; served: {}, with EnsRegionId", *request.schedule_area_level,
                               level_on_a_named_node));
  }
  if (!request.ens_region_id) return base::Unexpected{api::make_error(api::gateway::missing, "EnsRegionId")};
  if (!request.vswitch_id) return base::Unexpected{api::make_error(api::gateway::missing, "VSwitchId")};
  const auto region = regions::find_region(tx, *request.ens_region_id);
  if (!region) {
    return invalid(
        action, "EnsRegionId",
        fmt::format("there is no region {}; DescribeEnsRegions lists them", *request.ens_region_id));
  }
  const auto vswitch = network::find_vswitch(tx, call.caller.account_key, *request.vswitch_id);
  if (!vswitch || vswitch->ens_region_id != region->id) {
    return invalid(
        action, "VSwitchId",
        fmt::format("there is no vSwitch {} in region {}", *request.vswitch_id, *request.ens_region_id));
  }
  if (request.network_id && *request.network_id != vswitch->network_id.get()) {
    return invalid(
        action, "NetWorkId",
        fmt::format("vSwitch {} is in network {}", *request.vswitch_id, vswitch->network_id.get()));
  }
  const auto network = network::find_network(tx, call.caller.account_key, vswitch->network_id.get());
  return Placement{*region, *network, *vswitch};
}

base::Result<base::Ipv4, api::Error> take_address(storage::Transaction& tx, const api::RunInstances& request,
                                                  const network::VSwitch& vswitch, int64_t owner_key) {
  const api::Action& action = api::RunInstances::declaration;
  if (!request.private_ip_address) {
    const auto address = network::take_address(tx, vswitch, owner_key);
    if (address) return *address;
    return invalid(action, "VSwitchId", fmt::format("vSwitch {} has no free address", vswitch.id.get()));
  }
  const auto address = base::parse_ipv4(*request.private_ip_address);
  if (address && network::take_this_address(tx, vswitch, *address, owner_key)) return *address;
  return invalid(action, "PrivateIpAddress",
                 fmt::format("{} is taken, reserved or outside {}", *request.private_ip_address,
                             base::format_cidr(vswitch.cidr)));
}

}  // namespace

actions::Answer run_instances(const actions::Environment& environment, storage::Transaction& tx,
                              const actions::Call& call, const api::RunInstances& request) {
  const api::Action& action = api::RunInstances::declaration;
  const auto placement = place(tx, call, request);
  if (!placement) return base::Unexpected{placement.error()};
  if (request.instance_type && !regions::find_instance_type(tx, *request.instance_type)) {
    return invalid(action, "InstanceType",
                   fmt::format("there is no instance type {}", *request.instance_type));
  }
  if (request.image_id && !regions::find_image_os(tx, *request.image_id)) {
    return invalid(action, "ImageId", fmt::format("there is no image {}", *request.image_id));
  }
  if (request.private_ip_address && request.amount != 1) {
    return invalid(action, "PrivateIpAddress", "one address serves one instance: set Amount to 1");
  }

  const int64_t disk_gib = request.system_disk ? request.system_disk->size.value_or(default_system_disk_gib)
                                               : default_system_disk_gib;
  json::Value ids = json::Value::array();
  for (int64_t i = 0; i < request.amount; ++i) {
    Instance instance{.key = environment.keys.next(),
                      .id = model::mint_instance_id(environment.random),
                      .account_key = call.caller.account_key,
                      .ens_region_id = placement->region.id,
                      .network_key = placement->network.key,
                      .vswitch_key = placement->vswitch.key,
                      .instance_type = request.instance_type.value_or(""),
                      .image_id = request.image_id.value_or(""),
                      .system_disk_mib = disk_gib * mib_per_gib,
                      .tags = network::store_tags(request.tags),
                      .created = call.now};
    const auto address = take_address(tx, request, placement->vswitch, instance.key);
    if (!address) return base::Unexpected{address.error()};
    instance.address = *address;
    const std::string suffix = request.unique_suffix ? fmt::format("{:03}", i + 1) : "";
    instance.name = request.instance_name ? *request.instance_name + suffix : instance.id.get();
    instance.host_name = request.host_name ? *request.host_name + suffix : "";
    insert_instance(tx, instance);
    if (!nodes::serve_address(tx, placement->region.node, instance.network_key, instance.address)) {
      return invalid(action, "VSwitchId", "the node has no free address left to serve the instance at");
    }
    ids.push_back(instance.id.get());
  }
  return json::Value{{"InstanceIds", std::move(ids)}, {"OrderId", ""}};
}

}  // namespace sluice::compute
