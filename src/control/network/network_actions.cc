#include "control/network/network_actions.h"

#include <fmt/format.h>

#include "contract/api/ens/create_network.h"
#include "contract/api/ens/delete_network.h"
#include "contract/api/ens/describe_network_attribute.h"
#include "contract/api/ens/describe_networks.h"
#include "contract/api/ens/modify_network_attribute.h"
#include "control/actions/listing.h"
#include "control/network/network_store.h"
#include "control/network/tags.h"
#include "control/regions/region_store.h"

namespace sluice::network {
namespace {

using actions::Answer;
using actions::Call;
using actions::invalid;
using actions::refuse;

constexpr base::Cidr private_blocks[] = {
    {base::Ipv4{0x0A000000}, 8}, {base::Ipv4{0xAC100000}, 12}, {base::Ipv4{0xC0A80000}, 16}};

Answer create_network(const actions::Environment& environment, const NetworkLimits& limits,
                      storage::Transaction& tx, const Call& call, const api::CreateNetwork& request) {
  const api::Action& action = api::CreateNetwork::declaration;
  if (!regions::find_region(tx, request.ens_region_id)) {
    return refuse(action, "InvalidEnsRegionId.NotFound",
                  fmt::format("there is no region {}; DescribeEnsRegions lists them", request.ens_region_id));
  }
  const auto cidr = base::parse_cidr(request.cidr_block);
  const bool is_private = cidr && std::ranges::any_of(private_blocks, [&](const base::Cidr& block) {
                            return block.contains(*cidr);
                          });
  if (!is_private) {
    return invalid(
        action, "CidrBlock",
        fmt::format("received {}; accepted: 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16 or a block inside one "
                    "of them, without host bits",
                    request.cidr_block));
  }
  if (count_networks(tx, storage::Where().equals("account_key", call.caller.account_key)) >=
      limits.networks_per_account_max) {
    return refuse(action, "Network.QuotaExceeded",
                  fmt::format("an account has at most {} networks", limits.networks_per_account_max));
  }
  const Network network{.key = environment.keys.next(),
                        .id = model::mint_network_id(environment.random),
                        .account_key = call.caller.account_key,
                        .ens_region_id = model::EnsRegionId(request.ens_region_id),
                        .cidr = *cidr,
                        .name = request.network_name.value_or(""),
                        .description = request.description.value_or(""),
                        .tags = store_tags(request.tags),
                        .created = call.now};
  insert_network(tx, network);
  return json::Value{{"NetworkId", network.id.get()}};
}

// The members that the list and the single answer share.
json::Value summary(storage::Transaction& tx, const Network& network) {
  return {{"EnsRegionId", network.ens_region_id.get()},
          {"NetworkId", network.id.get()},
          {"NetworkName", network.name},
          {"CidrBlock", base::format_cidr(network.cidr)},
          {"Status", "Available"},
          {"Description", network.description},
          {"CreatedTime", base::format_iso8601(network.created)},
          {"VSwitchIds", {{"VSwitchId", actions::list_of(vswitch_ids_of_network(tx, network.key))}}},
          {"RouterTableId", ""},
          {"NetworkAclId", ""},
          {"RouteTableIds", {{"RouteTableId", json::Value::array()}}},
          {"RouteTableId", ""},
          {"GatewayRouteTableId", ""},
          {"SecondaryCidrBlocks", {{"SecondaryCidrBlock", json::Value::array()}}}};
}

Answer describe_networks(storage::Transaction& tx, const Call& call, const api::DescribeNetworks& request) {
  storage::Where where;
  where.equals("account_key", call.caller.account_key)
      .equals_if_sent("network_id", request.network_id)
      .is_one_of_if_sent("network_id", request.network_ids)
      .equals_if_sent("ens_region_id", request.ens_region_id)
      .is_one_of_if_sent("ens_region_id", request.ens_region_ids)
      .equals_if_sent("name", request.network_name);
  json::Value page = json::Value::array();
  for (const Network& network : list_networks(tx, where, {request.page_number, request.page_size})) {
    json::Value item = summary(tx, network);
    item["Tags"] = {{"Tag", show_tags(network.tags)}};
    page.push_back(std::move(item));
  }
  return json::Value{{"TotalCount", count_networks(tx, where)},
                     {"PageSize", request.page_size},
                     {"PageNumber", request.page_number},
                     {"Networks", {{"Network", std::move(page)}}}};
}

Answer describe_network_attribute(storage::Transaction& tx, const Call& call,
                                  const api::DescribeNetworkAttribute& request) {
  const auto network = find_network(tx, call.caller.account_key, request.network_id);
  if (!network) return refuse(api::DescribeNetworkAttribute::declaration, "NetworkNotFound");
  const auto vswitches = vswitch_ids_of_network(tx, network->key);
  const auto instances = instance_ids_of_network(tx, network->key);
  const auto balancers = load_balancer_ids_of_network(tx, network->key);
  json::Value resources = json::Value::array();
  const auto add = [&](std::string_view type, size_t count) {
    if (count > 0) resources.push_back({{"ResourceCount", count}, {"ResourceType", type}});
  };
  add("VSwitch", vswitches.size());
  add("Instance", instances.size());
  add("LoadBalancer", balancers.size());

  json::Value answer = summary(tx, *network);
  answer["CloudResources"] = {{"CloudResourceSetType", std::move(resources)}};
  answer["InstanceIds"] = {{"InstanceId", actions::list_of(instances)}};
  answer["LoadBalancerIds"] = {{"LoadBalancerId", actions::list_of(balancers)}};
  answer["NetworkInterfaceIds"] = {{"NetworkInterfaceId", json::Value::array()}};
  answer["NatGatewayIds"] = {{"NatGatewayId", json::Value::array()}};
  answer["HaVipIds"] = {{"HaVipId", json::Value::array()}};
  return answer;
}

Answer modify_network_attribute(storage::Transaction& tx, const Call& call,
                                const api::ModifyNetworkAttribute& request) {
  auto network = find_network(tx, call.caller.account_key, request.network_id);
  if (!network) return refuse(api::ModifyNetworkAttribute::declaration, "InvalidNetworkId.NotFound");
  if (request.network_name) network->name = *request.network_name;
  if (request.description) network->description = *request.description;
  update_network_texts(tx, *network);
  return json::Value::object();
}

Answer delete_network_action(storage::Transaction& tx, const Call& call, const api::DeleteNetwork& request) {
  const api::Action& action = api::DeleteNetwork::declaration;
  const auto network = find_network(tx, call.caller.account_key, request.network_id);
  if (!network) return refuse(action, "InvalidNetworkId.NotFound");
  const auto vswitches = vswitch_ids_of_network(tx, network->key);
  if (!vswitches.empty()) {
    return refuse(action, "DependencyViolation.VSwitch",
                  fmt::format("{} vSwitches are left, {} among them", vswitches.size(), vswitches.front()));
  }
  delete_network(tx, network->key);
  return json::Value::object();
}

}  // namespace

void serve_networks(actions::Registry& registry, const actions::Environment& environment,
                    NetworkLimits limits) {
  registry.serve<api::CreateNetwork>([environment, limits](auto& tx, const auto& call, const auto& request) {
    return create_network(environment, limits, tx, call, request);
  });
  registry.serve<api::DescribeNetworks>(describe_networks);
  registry.serve<api::DescribeNetworkAttribute>(describe_network_attribute);
  registry.serve<api::ModifyNetworkAttribute>(modify_network_attribute);
  registry.serve<api::DeleteNetwork>(delete_network_action);
}

}  // namespace sluice::network
