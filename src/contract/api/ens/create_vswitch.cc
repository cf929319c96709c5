#include "contract/api/ens/create_vswitch.h"

#include "contract/api/formats.h"
#include "contract/api/rows.h"
#include "contract/api/words.h"

namespace sluice::api {
namespace {

constexpr Parameter parameters[] = {
    {.name = "EnsRegionId",
     .presence = Presence::Required,
     .names = Names::Region,
     .description = words::ens_region_id,
     .example = "cn-xian-unicom",
     .assign = bind<&CreateVSwitch::ens_region_id>},
    {.name = "CidrBlock",
     .presence = Presence::Required,
     .names = Names::Nothing,
     .description = {"交换机的 IPv4 网段,必须属于专有网络的网段,掩码长度为 16~29 位。",
                     "The vSwitch's IPv4 block: inside the network's block, with a mask of 16 to 29 bits."},
     .example = "172.16.0.0/24",
     .constraint = {.accepts = is_vswitch_cidr, .accepted = vswitch_cidr_text},
     .assign = bind<&CreateVSwitch::cidr_block>},
    {.name = "VSwitchName",
     .names = Names::New,
     .description = words::vswitch_name_rule,
     .example = "test",
     .constraint =
         {.length_min = 2, .length_max = 128, .accepts = is_resource_name, .accepted = resource_name_text},
     .assign = bind<&CreateVSwitch::vswitch_name>},
    {.name = "Description",
     .names = Names::Nothing,
     .description = words::description_rule,
     .example = "This is my vswitch.",
     .constraint = {.length_min = 2,
                    .length_max = 256,
                    .accepts = is_resource_description,
                    .accepted = resource_description_text},
     .assign = bind<&CreateVSwitch::description>},
    {.name = "NetworkId",
     .names = Names::Network,
     .description = words::network_id,
     .example = "n-257gqcdfvx6n****",
     .assign = bind<&CreateVSwitch::network_id>},
    {.name = "Tag",
     .type = Type::ObjectList,
     .serialization = Serialization::Repeated,
     .description = words::tags_rule,
     .example = R"([{"Key":"team","Value":"edge"}])",
     .constraint = {.items_max = 20},
     .fields = tag_fields,
     .assign = bind<&CreateVSwitch::tags>},
};

constexpr ResponseField response[] = {
    {.name = "VSwitchId", .description = words::vswitch_id, .example = "vsw-5****"},
};

constexpr ErrorRow errors[] = {
    rows::missing_parameter_supplied,
    rows::no_permission,
    rows::call_interface,
    rows::invalid_parameter,
    rows::invalid_parameter_message,
    rows::security_group_not_found,
    rows::security_group_rule_conflict,
    rows::authorization_limit_exceed,
    rows::interface_error_calling,
};

}  // namespace

constinit const Action CreateVSwitch::declaration{
    .name = "CreateVSwitch",
    .summary = {"在专有网络中创建交换机。", "Creates a vSwitch in a network."},
    .effect = Effect::Write,
    .ram = {.action = "ens:CreateVSwitch", .access_level = AccessLevel::Create},
    .parameters = parameters,
    .response = response,
    .response_example = R"({"VSwitchId":"vsw-5****","RequestId":"CEF72CEB-54B6-4AE8-B225-F876FF7BA984"})",
    .errors = errors,
};

}  // namespace sluice::api
