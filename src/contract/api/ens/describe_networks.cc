#include "contract/api/ens/describe_networks.h"

#include "contract/api/paging.h"
#include "contract/api/rows.h"
#include "contract/api/words.h"

namespace sluice::api {
namespace {

constexpr Parameter parameters[] = {
    {.name = "NetworkId",
     .names = Names::Network,
     .description = words::network_id,
     .example = "n-5***",
     .assign = bind<&DescribeNetworks::network_id>},
    {.name = "EnsRegionId",
     .names = Names::Region,
     .description = words::ens_region_id,
     .example = "cn-beijing-telecom",
     .assign = bind<&DescribeNetworks::ens_region_id>},
    {.name = "NetworkName",
     .names = Names::Network,
     .description = words::network_name,
     .example = "example",
     .assign = bind<&DescribeNetworks::network_name>},
    page_number<&DescribeNetworks::page_number>(),
    page_size<&DescribeNetworks::page_size>(50),
    {.name = "EnsRegionIds",
     .type = Type::StringList,
     .serialization = Serialization::Repeated,
     .names = Names::Region,
     .description = words::ens_region_ids,
     .example = R"(["cn-chengdu-telecom-4"])",
     .constraint = {.items_min = 1, .items_max = 100},
     .assign = bind<&DescribeNetworks::ens_region_ids>},
    {.name = "NetworkIds",
     .type = Type::StringList,
     .serialization = Serialization::Repeated,
     .names = Names::Network,
     .description = words::network_ids,
     .example = R"(["n-5***9iu"])",
     .constraint = {.items_min = 1, .items_max = 100},
     .assign = bind<&DescribeNetworks::network_ids>},
};

constexpr ResponseField vswitch_ids_fields[] = {
    {.name = "VSwitchId",
     .type = Type::StringList,
     .description = words::vswitch_id,
     .example = "vsw-bp1nhbnpv2blyz8dl****"},
};

constexpr ResponseField route_table_ids_fields[] = {
    {.name = "RouteTableId",
     .type = Type::StringList,
     .description = words::route_table_id,
     .example = "rt-5*****pks"},
};

constexpr ResponseField tag_fields[] = {
    {.name = "Value", .description = words::tag_value, .example = "TestValue"},
    {.name = "Key", .description = words::tag_key, .example = "TestKey"},
    {.name = "TagValue", .description = words::old_tag_value, .example = "TestValue"},
    {.name = "TagKey", .description = words::old_tag_key, .example = "TestKey"},
};

constexpr ResponseField tags_fields[] = {
    {.name = "Tag", .type = Type::ObjectList, .description = words::tags, .fields = tag_fields},
};

constexpr ResponseField secondary_cidr_blocks_fields[] = {
    {.name = "SecondaryCidrBlock",
     .type = Type::StringList,
     .description = words::secondary_cidr_blocks,
     .example = "172.16.0.0/12"},
};

constexpr ResponseField network_fields[] = {
    {.name = "EnsRegionId", .description = words::ens_region_id, .example = "cn-beijing"},
    {.name = "NetworkId", .description = words::network_id, .example = "n-5***"},
    {.name = "NetworkName", .description = words::network_name, .example = "example"},
    {.name = "CidrBlock", .description = words::network_cidr, .example = "10.0.xx.xx/24"},
    {.name = "Status", .description = words::network_status, .example = "Available"},
    {.name = "Description", .description = words::network_description, .example = "exampleDescription"},
    {.name = "CreatedTime", .description = words::created_time, .example = "2020-06-16T06:33:15Z"},
    {.name = "VSwitchIds",
     .type = Type::Object,
     .description = words::vswitch_ids,
     .fields = vswitch_ids_fields},
    {.name = "RouterTableId", .description = words::router_table_id, .example = "rtb-5**"},
    {.name = "NetworkAclId", .description = words::network_acl_id, .example = "nacl-a2do9e413e0spxscd****"},
    {.name = "RouteTableIds",
     .type = Type::Object,
     .description = words::route_table_ids,
     .fields = route_table_ids_fields},
    {.name = "RouteTableId", .description = words::route_table_id, .example = "rt-5*****pks"},
    {.name = "GatewayRouteTableId", .description = words::gateway_route_table_id, .example = "rt-5*****tbs"},
    {.name = "Tags", .type = Type::Object, .description = words::tags, .fields = tags_fields},
    {.name = "SecondaryCidrBlocks",
     .type = Type::Object,
     .description = words::secondary_cidr_blocks,
     .fields = secondary_cidr_blocks_fields},
};

constexpr ResponseField networks_fields[] = {
    {.name = "Network",
     .type = Type::ObjectList,
     .description = {"专有网络列表。", "The networks."},
     .fields = network_fields},
};

constexpr ResponseField response[] = {
    {.name = "TotalCount", .type = Type::Integer, .description = words::total_count, .example = "3"},
    {.name = "PageSize", .type = Type::Integer, .description = words::page_size_answered, .example = "2"},
    {.name = "PageNumber", .type = Type::Integer, .description = words::page_number_answered, .example = "1"},
    {.name = "Networks",
     .type = Type::Object,
     .description = {"专有网络列表。", "The networks."},
     .fields = networks_fields},
};

constexpr ErrorRow errors[] = {
    rows::interface_failed,
    rows::no_permission,
    // Not in the action's documented table, but every action answers it.
    rows::invalid_parameter,
};

}  // namespace

constinit const Action DescribeNetworks::declaration{
    .name = "DescribeNetworks",
    .summary = {"查询专有网络列表。", "Lists networks."},
    .rate_limits = {.api_per_second = 100, .user_per_second = 10},
    .ram = {.action = "ens:DescribeNetworks", .access_level = AccessLevel::List},
    .parameters = parameters,
    .response = response,
    .response_example =
        R"({"RequestId":"473469C7-AA6F-4DC5-B3DB-A3DC0DE3C83E","TotalCount":1,"PageSize":2,)"
        R"("PageNumber":1,"Networks":{"Network":[{"EnsRegionId":"cn-beijing","NetworkId":"n-5***",)"
        R"("NetworkName":"example","CidrBlock":"10.0.xx.xx/24","Status":"Available",)"
        R"("Description":"exampleDescription","CreatedTime":"1653620630000",)"
        R"("VSwitchIds":{"VSwitchId":["vsw-bp1nhbnpv2blyz8dl****"]},"RouterTableId":"rtb-5**",)"
        R"("NetworkAclId":"nacl-a2do9e413e0spxscd****",)"
        R"("RouteTableIds":{"RouteTableId":["rt-5*****pks"]},"RouteTableId":"rt-5*****pks",)"
        R"("GatewayRouteTableId":"rt-5*****tbs","Tags":{"Tag":[{"Value":"TestValue",)"
        R"("Key":"TestKey","TagValue":"TestValue","TagKey":"TestKey"}]},)"
        R"("SecondaryCidrBlocks":{"SecondaryCidrBlock":["172.16.0.0/12"]}}]}})",
    .errors = errors,
};

}  // namespace sluice::api
