#include <fmt/format.h>

#include "contract/api/ens/create_vswitch.h"
#include "contract/api/ens/delete_vswitch.h"
#include "contract/api/ens/describe_vswitch_attributes.h"
#include "contract/api/ens/describe_vswitches.h"
#include "contract/api/ens/modify_vswitch_attribute.h"
#include "control/actions/listing.h"
#include "control/network/address_pool.h"
#include "control/network/network_actions.h"
#include "control/network/network_store.h"
#include "control/network/tags.h"
#include "control/network/vswitch_store.h"
#include "control/regions/region_store.h"

namespace sluice::network {
namespace {

using actions::Answer;
using actions::Call;
using actions::invalid;
using actions::refuse;

Answer create_vswitch(const actions::Environment& environment, storage::Transaction& tx, const Call& call,
                      const api::CreateVSwitch& request) {
  constexpr int prefix_min = 16, prefix_max = 29;
  const api::Action& action = api::CreateVSwitch::declaration;
  if (!regions::find_region(tx, request.ens_region_id)) {
    return invalid(
        action, "EnsRegionId",
        fmt::format("there is no region {}; DescribeEnsRegions lists them", request.ens_region_id));
  }
  if (!request.network_id) return base::Unexpected{api::make_error(api::gateway::missing, "NetworkId")};
  const auto network = find_network(tx, call.caller.account_key, *request.network_id);
  if (!network)
    return invalid(action, "NetworkId", fmt::format("there is no network {}", *request.network_id));
  if (network->ens_region_id.get() != request.ens_region_id) {
    return invalid(
        action, "NetworkId",
        fmt::format("network {} is in region {}", network->id.get(), network->ens_region_id.get()));
  }
  const auto cidr = base::parse_cidr(request.cidr_block);
  if (!cidr || cidr->prefix < prefix_min || cidr->prefix > prefix_max || !network->cidr.contains(*cidr)) {
    return invalid(action, "CidrBlock",
                   fmt::format("received {}; accepted: a block of /{} to /{} inside {}, without host bits",
                               request.cidr_block, prefix_min, prefix_max, base::format_cidr(network->cidr)));
  }
  if (const auto other = find_overlapping_vswitch(tx, network->key, *cidr)) {
    return invalid(action, "CidrBlock",
                   fmt::format("{} overlaps vSwitch {}", request.cidr_block, other->get()));
  }
  const VSwitch vswitch{.key = environment.keys.next(),
                        .id = model::mint_vswitch_id(environment.random),
                        .account_key = call.caller.account_key,
                        .network_key = network->key,
                        .network_id = network->id,
                        .ens_region_id = network->ens_region_id,
                        .cidr = *cidr,
                        .name = request.vswitch_name.value_or(""),
                        .description = request.description.value_or(""),
                        .tags = store_tags(request.tags),
                        .created = call.now};
  insert_vswitch(tx, vswitch);
  return json::Value{{"VSwitchId", vswitch.id.get()}};
}

json::Value summary(const VSwitch& vswitch) {
  return {{"EnsRegionId", vswitch.ens_region_id.get()},
          {"NetworkId", vswitch.network_id.get()},
          {"VSwitchId", vswitch.id.get()},
          {"VSwitchName", vswitch.name},
          {"CidrBlock", base::format_cidr(vswitch.cidr)},
          {"Status", "Available"},
          {"Description", vswitch.description},
          {"CreatedTime", base::format_iso8601(vswitch.created)}};
}

Answer describe_vswitches(storage::Transaction& tx, const Call& call, const api::DescribeVSwitches& request) {
  storage::Where where;
  where.equals("v.account_key", call.caller.account_key)
      .equals_if_sent("v.vswitch_id", request.vswitch_id)
      .is_one_of_if_sent("v.vswitch_id", request.vswitch_ids)
      .equals_if_sent("v.ens_region_id", request.ens_region_id)
      .is_one_of_if_sent("v.ens_region_id", request.ens_region_ids)
      .refers_to_if_sent("v.network_key", "networks", "network_id", request.network_id)
      .equals_if_sent("v.name", request.vswitch_name);
  json::Value page = json::Value::array();
  for (const VSwitch& vswitch : list_vswitches(tx, where, {request.page_number, request.page_size})) {
    json::Value item = summary(vswitch);
    item["FreeIpCount"] = count_free_addresses(tx, vswitch);
    item["Tags"] = {{"Tag", show_tags(vswitch.tags)}};
    page.push_back(std::move(item));
  }
  return json::Value{{"PageSize", request.page_size},
                     {"PageNumber", request.page_number},
                     {"TotalCount", count_vswitches(tx, where)},
                     {"VSwitches", {{"VSwitch", std::move(page)}}}};
}

Answer describe_vswitch_attributes(storage::Transaction& tx, const Call& call,
                                   const api::DescribeVSwitchAttributes& request) {
  const auto vswitch = find_vswitch(tx, call.caller.account_key, request.vswitch_id);
  if (!vswitch) return refuse(api::DescribeVSwitchAttributes::declaration, "InvalidVSwitchId.NotFound");
  json::Value answer = summary(*vswitch);
  answer["InstanceIds"] = {{"InstanceId", actions::list_of(instance_ids_of_vswitch(tx, vswitch->key))}};
  answer["LoadBalancerIds"] = {
      {"LoadBalancerId", actions::list_of(load_balancer_ids_of_vswitch(tx, vswitch->key))}};
  answer["NetworkInterfaceIds"] = {{"NetworkInterfaceId", json::Value::array()}};
  answer["NatGatewayIds"] = {{"NatGatewayId", json::Value::array()}};
  answer["HaVipIds"] = {{"HaVipId", json::Value::array()}};
  answer["AvailableIpAddressCount"] = count_free_addresses(tx, *vswitch);
  return answer;
}

Answer modify_vswitch_attribute(storage::Transaction& tx, const Call& call,
                                const api::ModifyVSwitchAttribute& request) {
  auto vswitch = find_vswitch(tx, call.caller.account_key, request.vswitch_id);
  if (!vswitch) return refuse(api::ModifyVSwitchAttribute::declaration, "InvalidVSwitchId.NotFound");
  if (request.vswitch_name) vswitch->name = *request.vswitch_name;
  if (request.description) vswitch->description = *request.description;
  update_vswitch_texts(tx, *vswitch);
  return json::Value::object();
}

Answer delete_vswitch_action(storage::Transaction& tx, const Call& call, const api::DeleteVSwitch& request) {
  const api::Action& action = api::DeleteVSwitch::declaration;
  const auto vswitch = find_vswitch(tx, call.caller.account_key, request.vswitch_id);
  if (!vswitch) return refuse(action, "InvalidVSwitchId.NotFound");
  const auto instances = instance_ids_of_vswitch(tx, vswitch->key);
  if (!instances.empty()) {
    return refuse(action, "DependencyViolation.CloudInstance",
                  fmt::format("{} instances are left, {} among them", instances.size(), instances.front()));
  }
  const auto balancers = load_balancer_ids_of_vswitch(tx, vswitch->key);
  if (!balancers.empty()) {
    return refuse(
        action, "DependencyViolation.LoadBalancer",
        fmt::format("{} load balancers are left, {} among them", balancers.size(), balancers.front()));
  }
  forget_returned_addresses(tx, vswitch->key);
  delete_vswitch(tx, vswitch->key);
  return json::Value::object();
}

}  // namespace

void serve_vswitches(actions::Registry& registry, const actions::Environment& environment) {
  registry.serve<api::CreateVSwitch>([environment](auto& tx, const auto& call, const auto& request) {
    return create_vswitch(environment, tx, call, request);
  });
  registry.serve<api::DescribeVSwitches>(describe_vswitches);
  registry.serve<api::DescribeVSwitchAttributes>(describe_vswitch_attributes);
  registry.serve<api::ModifyVSwitchAttribute>(modify_vswitch_attribute);
  registry.serve<api::DeleteVSwitch>(delete_vswitch_action);
}

}  // namespace sluice::network
