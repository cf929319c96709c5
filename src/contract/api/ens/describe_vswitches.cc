#include "contract/api/ens/describe_vswitches.h"

#include "contract/api/paging.h"
#include "contract/api/rows.h"
#include "contract/api/words.h"

namespace sluice::api {
namespace {

constexpr Parameter parameters[] = {
    {.name = "EnsRegionId",
     .names = Names::Region,
     .description = words::ens_region_id,
     .example = "cn-xian-unicom",
     .assign = bind<&DescribeVSwitches::ens_region_id>},
    {.name = "VSwitchId",
     .names = Names::VSwitch,
     .description = words::vswitch_id,
     .example = "vsw-5m9xhlq8oh***",
     .assign = bind<&DescribeVSwitches::vswitch_id>},
    {.name = "VSwitchName",
     .names = Names::VSwitch,
     .description = words::vswitch_name,
     .example = "testVSwitchName",
     .assign = bind<&DescribeVSwitches::vswitch_name>},
    {.name = "NetworkId",
     .names = Names::Network,
     .description = words::network_id,
     .example = "vpc-25cdvfeq58pl****",
     .assign = bind<&DescribeVSwitches::network_id>},
    page_number<&DescribeVSwitches::page_number>(),
    page_size<&DescribeVSwitches::page_size>(100),
    {.name = "EnsRegionIds",
     .type = Type::StringList,
     .serialization = Serialization::Repeated,
     .names = Names::Region,
     .description = words::ens_region_ids,
     .example = R"(["cn-chengdu-telecom-4"])",
     .constraint = {.items_max = 100},
     .assign = bind<&DescribeVSwitches::ens_region_ids>},
    {.name = "VSwitchIds",
     .type = Type::StringList,
     .serialization = Serialization::Repeated,
     .names = Names::VSwitch,
     .description = {"交换机 ID 列表,最多 100 个。", "vSwitches to look at, at most 100."},
     .example = R"(["vsw-5****tzrpf"])",
     .constraint = {.items_max = 100},
     .assign = bind<&DescribeVSwitches::vswitch_ids>},
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

constexpr ResponseField vswitch_fields[] = {
    {.name = "EnsRegionId", .description = words::ens_region_id, .example = "cn-xian-unicom"},
    {.name = "Status", .description = words::vswitch_status, .example = "Pending"},
    {.name = "FreeIpCount", .type = Type::Integer, .description = words::free_addresses, .example = "1024"},
    {.name = "VSwitchId", .description = words::vswitch_id, .example = "vsw-5m9xhlq8oh***"},
    {.name = "CidrBlock", .description = words::vswitch_cidr, .example = "10.21.224.0/22"},
    {.name = "Description", .description = words::vswitch_description, .example = "VSwitchDescription"},
    {.name = "NetworkId", .description = words::network_id, .example = "vpc-25cdvfeq58pl****"},
    {.name = "CreatedTime", .description = words::created_time, .example = "2020-06-16T06:33:15Z"},
    {.name = "VSwitchName", .description = words::vswitch_name, .example = "testVSwitchName"},
    {.name = "Tags", .type = Type::Object, .description = words::tags, .fields = tags_fields},
};

constexpr ResponseField vswitches_fields[] = {
    {.name = "VSwitch", .type = Type::ObjectList, .description = words::vswitches, .fields = vswitch_fields},
};

constexpr ResponseField response[] = {
    {.name = "PageSize", .type = Type::Integer, .description = words::page_size_answered, .example = "2"},
    {.name = "PageNumber", .type = Type::Integer, .description = words::page_number_answered, .example = "1"},
    {.name = "TotalCount", .type = Type::Integer, .description = words::total_count, .example = "3"},
    {.name = "VSwitches", .type = Type::Object, .description = words::vswitches, .fields = vswitches_fields},
};

constexpr ErrorRow errors[] = {
    rows::no_permission,
    rows::call_interface,
    rows::interface_failed,
    rows::invalid_parameter,
};

}  // namespace

constinit const Action DescribeVSwitches::declaration{
    .name = "DescribeVSwitches",
    .summary = {"查询交换机列表。", "Lists vSwitches."},
    .ram = {.action = "ens:DescribeVSwitches", .access_level = AccessLevel::List},
    .parameters = parameters,
    .response = response,
    .response_example =
        R"({"RequestId":"473469C7-AA6F-4DC5-B3DB-A3DC0DE3C83E","PageSize":2,"PageNumber":1,)"
        R"("TotalCount":1,"VSwitches":{"VSwitch":[{"EnsRegionId":"cn-xian-unicom",)"
        R"("Status":"Pending","FreeIpCount":1024,"VSwitchId":"vsw-5m9xhlq8oh***",)"
        R"("CidrBlock":"10.21.224.0/22","Description":"VSwitchDescription",)"
        R"("NetworkId":"vpc-25cdvfeq58pl****","CreatedTime":"2020-06-16T06:33:15Z",)"
        R"("VSwitchName":"testVSwitchName","Tags":{"Tag":[{"Value":"TestValue","Key":"TestKey",)"
        R"("TagValue":"TestValue","TagKey":"TestKey"}]}}]}})",
    .errors = errors,
};

}  // namespace sluice::api
