#include "contract/api/ens/describe_vswitch_attributes.h"

#include "contract/api/rows.h"
#include "contract/api/words.h"

namespace sluice::api {
namespace {

constexpr Parameter parameters[] = {
    {.name = "VSwitchId",
     .presence = Presence::Required,
     .names = Names::VSwitch,
     .description = words::vswitch_id,
     .example = "vsw-5****",
     .assign = bind<&DescribeVSwitchAttributes::vswitch_id>},
};

constexpr ResponseField instance_ids_fields[] = {
    {.name = "InstanceId",
     .type = Type::StringList,
     .description = words::instance_id,
     .example = "i-5****4evfn"},
};

constexpr ResponseField network_interface_ids_fields[] = {
    {.name = "NetworkInterfaceId",
     .type = Type::StringList,
     .description = words::network_interface_id,
     .example = "eni-5****yfjm"},
};

constexpr ResponseField load_balancer_ids_fields[] = {
    {.name = "LoadBalancerId",
     .type = Type::StringList,
     .description = words::load_balancer_id,
     .example = "lb-5****"},
};

constexpr ResponseField nat_gateway_ids_fields[] = {
    {.name = "NatGatewayId",
     .type = Type::StringList,
     .description = words::nat_gateway_ids,
     .example = "nat-5****"},
};

constexpr ResponseField ha_vip_ids_fields[] = {
    {.name = "HaVipId", .type = Type::StringList, .description = words::ha_vip_ids, .example = "havip-5****"},
};

constexpr ResponseField response[] = {
    {.name = "EnsRegionId", .description = words::ens_region_id, .example = "cn-xian-unicom"},
    {.name = "NetworkId", .description = words::network_id, .example = "n-257gqcdfvx6n****"},
    {.name = "VSwitchName", .description = words::vswitch_name, .example = "Test-switch"},
    {.name = "CidrBlock", .description = words::vswitch_cidr, .example = "10.0.0.0/24"},
    {.name = "Status", .description = words::vswitch_status, .example = "Available"},
    {.name = "Description", .description = words::vswitch_description, .example = "This is my vswitch."},
    {.name = "CreatedTime", .description = words::created_time, .example = "2019-06-01T00:00:00Z"},
    {.name = "InstanceIds",
     .type = Type::Object,
     .description = words::instance_ids_in_it,
     .fields = instance_ids_fields},
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
    {.name = "VSwitchId", .description = words::vswitch_id, .example = "vsw-5****"},
    {.name = "AvailableIpAddressCount",
     .type = Type::Integer,
     .description = words::free_addresses,
     .example = "253"},
};

constexpr ErrorRow errors[] = {
    rows::interface_failed,
    rows::vswitch_not_found,
    rows::no_permission,
    rows::invalid_parameter,
};

}  // namespace

constinit const Action DescribeVSwitchAttributes::declaration{
    .name = "DescribeVSwitchAttributes",
    .summary = {"查询交换机的详细信息。", "Shows one vSwitch and what is in it."},
    .ram = {.action = "ens:DescribeVSwitchAttributes", .access_level = AccessLevel::Get},
    .parameters = parameters,
    .response = response,
    .response_example =
        R"({"RequestId":"C0003****2A8","EnsRegionId":"cn-xian-unicom",)"
        R"("NetworkId":"n-257gqcdfvx6n****","VSwitchName":"Test-switch","CidrBlock":"10.0.0.0/24",)"
        R"("Status":"Available","Description":"This is my vswitch.",)"
        R"("CreatedTime":"2019-06-01T00:00:00Z","InstanceIds":{"InstanceId":["i-5****4evfn"]},)"
        R"("NetworkInterfaceIds":{"NetworkInterfaceId":["eni-5****yfjm"]},)"
        R"("LoadBalancerIds":{"LoadBalancerId":["lb-5****"]},)"
        R"("NatGatewayIds":{"NatGatewayId":["nat-5****"]},"HaVipIds":{"HaVipId":["havip-5****"]},)"
        R"("VSwitchId":"vsw-5****","AvailableIpAddressCount":253})",
    .errors = errors,
};

}  // namespace sluice::api
