#include "contract/api/ens/describe_network_attribute.h"

#include "contract/api/rows.h"
#include "contract/api/words.h"

namespace sluice::api {
namespace {

constexpr Parameter parameters[] = {
    {.name = "NetworkId",
     .presence = Presence::Required,
     .names = Names::Network,
     .description = words::network_id,
     .example = "n-****",
     .assign = bind<&DescribeNetworkAttribute::network_id>},
};

constexpr ResponseField vswitch_ids_fields[] = {
    {.name = "VSwitchId",
     .type = Type::StringList,
     .description = words::vswitch_id,
     .example = "vsw-bp14cagpfysr29feg****"},
};

constexpr ResponseField cloud_resource_set_type_fields[] = {
    {.name = "ResourceCount",
     .type = Type::Integer,
     .description = {"资源的数量。", "How many."},
     .example = "3"},
    {.name = "ResourceType", .description = {"资源的类型。", "Which kind."}, .example = "VSwitch"},
};

constexpr ResponseField cloud_resources_fields[] = {
    {.name = "CloudResourceSetType",
     .type = Type::ObjectList,
     .description = {"专有网络中各类资源的数量。", "How many resources of each kind the network holds."},
     .fields = cloud_resource_set_type_fields},
};

constexpr ResponseField instance_ids_fields[] = {
    {.name = "InstanceId",
     .type = Type::StringList,
     .description = words::instance_id,
     .example = "i-5****vbfdpyrbi"},
};

constexpr ResponseField route_table_ids_fields[] = {
    {.name = "RouteTableId",
     .type = Type::StringList,
     .description = words::route_table_id,
     .example = "rt-5****8uz"},
};

constexpr ResponseField network_interface_ids_fields[] = {
    {.name = "NetworkInterfaceId",
     .type = Type::StringList,
     .description = words::network_interface_id,
     .example = "eni-5*****8vyk"},
};

constexpr ResponseField load_balancer_ids_fields[] = {
    {.name = "LoadBalancerId",
     .type = Type::StringList,
     .description = words::load_balancer_id,
     .example = "lb-5****2uk"},
};

constexpr ResponseField nat_gateway_ids_fields[] = {
    {.name = "NatGatewayId",
     .type = Type::StringList,
     .description = words::nat_gateway_ids,
     .example = "nat-5****4ik"},
};

constexpr ResponseField ha_vip_ids_fields[] = {
    {.name = "HaVipId",
     .type = Type::StringList,
     .description = words::ha_vip_ids,
     .example = "havip-5****4aof"},
};

constexpr ResponseField secondary_cidr_blocks_fields[] = {
    {.name = "SecondaryCidrBlock",
     .type = Type::StringList,
     .description = words::secondary_cidr_blocks,
     .example = "172.16.0.0/12"},
};

constexpr ResponseField response[] = {
    {.name = "EnsRegionId", .description = words::ens_region_id, .example = "cn-beijing"},
    {.name = "NetworkId", .description = words::network_id, .example = "n-5***"},
    {.name = "NetworkName", .description = words::network_name, .example = "abc"},
    {.name = "CidrBlock", .description = words::network_cidr, .example = "10.0.0.0/24"},
    {.name = "Status", .description = words::network_status, .example = "Available"},
    {.name = "Description", .description = words::network_description, .example = "abc"},
    {.name = "CreatedTime", .description = words::created_time, .example = "2019-06-01T00:00:00Z"},
    {.name = "VSwitchIds",
     .type = Type::Object,
     .description = words::vswitch_ids,
     .fields = vswitch_ids_fields},
    {.name = "CloudResources",
     .type = Type::Object,
     .description = {"专有网络中各类资源的数量。", "How many resources of each kind the network holds."},
     .fields = cloud_resources_fields},
    {.name = "RouterTableId", .description = words::router_table_id, .example = "rtb-5***"},
    {.name = "NetworkAclId", .description = words::network_acl_id, .example = "nacl-a2do9e413e0sp****"},
    {.name = "InstanceIds",
     .type = Type::Object,
     .description = words::instance_ids_in_it,
     .fields = instance_ids_fields},
    {.name = "RouteTableIds",
     .type = Type::Object,
     .description = words::route_table_ids,
     .fields = route_table_ids_fields},
    {.name = "NetworkInterfaceIds",
     .type = Type::Object,
     .description = words::network_interface_ids,
     .fields = network_interface_ids_fields},
    {.name = "LoadBalancerIds",
     .type = Type::Object,
     .description = words::load_balancer_ids,
     .fields = load_balancer_ids_fields},
    {.name = "NatGatewayIds",
     .type = Type::Object,
     .description = words::nat_gateway_ids,
     .fields = nat_gateway_ids_fields},
    {.name = "HaVipIds", .type = Type::Object, .description = words::ha_vip_ids, .fields = ha_vip_ids_fields},
    {.name = "RouteTableId", .description = words::route_table_id, .example = "rt-539***fpu"},
    {.name = "GatewayRouteTableId", .description = words::gateway_route_table_id, .example = "rt-539***tbs"},
    {.name = "SecondaryCidrBlocks",
     .type = Type::Object,
     .description = words::secondary_cidr_blocks,
     .fields = secondary_cidr_blocks_fields},
};

constexpr ErrorRow errors[] = {
    {400, "NetworkNotFound", "The specified network is not found.", "专有网络不存在"},
    rows::interface_failed,
    rows::no_permission,
    // Not in the action's documented table, but every action answers it.
    rows::invalid_parameter,
};

}  // namespace

constinit const Action DescribeNetworkAttribute::declaration{
    .name = "DescribeNetworkAttribute",
    .summary = {"查询专有网络的详细信息。", "Shows one network and what is in it."},
    .rate_limits = {.api_per_second = 100, .user_per_second = 10},
    .ram = {.action = "ens:DescribeNetworkAttribute", .access_level = AccessLevel::Get},
    .parameters = parameters,
    .response = response,
    .response_example =
        R"({"RequestId":"473469C7-AA6F-4DC5-B3DB-A3DC0DE3C83E","EnsRegionId":"cn-beijing",)"
        R"("NetworkId":"n-5***","NetworkName":"abc","CidrBlock":"10.0.0.0/24","Status":"Available",)"
        R"("Description":"abc","CreatedTime":"2019-06-01T00:00:00Z",)"
        R"("VSwitchIds":{"VSwitchId":["vsw-bp14cagpfysr29feg****"]},)"
        R"("CloudResources":{"CloudResourceSetType":[{"ResourceCount":3,)"
        R"("ResourceType":"VSwitch"}]},"RouterTableId":"rtb-5***",)"
        R"("NetworkAclId":"nacl-a2do9e413e0sp****",)"
        R"("InstanceIds":{"InstanceId":["i-5****vbfdpyrbi"]},)"
        R"("RouteTableIds":{"RouteTableId":["rt-5****8uz"]},)"
        R"("NetworkInterfaceIds":{"NetworkInterfaceId":["eni-5*****8vyk"]},)"
        R"("LoadBalancerIds":{"LoadBalancerId":["lb-5****2uk"]},)"
        R"("NatGatewayIds":{"NatGatewayId":["nat-5****4ik"]},)"
        R"("HaVipIds":{"HaVipId":["havip-5****4aof"]},"RouteTableId":"rt-539***fpu",)"
        R"("GatewayRouteTableId":"rt-539***tbs",)"
        R"("SecondaryCidrBlocks":{"SecondaryCidrBlock":["172.16.0.0/12"]}})",
    .errors = errors,
};

}  // namespace sluice::api
