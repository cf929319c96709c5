#include "contract/api/ens/modify_vswitch_attribute.h"

#include "contract/api/formats.h"
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
     .assign = bind<&ModifyVSwitchAttribute::vswitch_id>},
    {.name = "VSwitchName",
     .names = Names::New,
     .description = words::vswitch_name_rule,
     .example = "Test-switch",
     .constraint =
         {.length_min = 2, .length_max = 128, .accepts = is_resource_name, .accepted = resource_name_text},
     .assign = bind<&ModifyVSwitchAttribute::vswitch_name>},
    {.name = "Description",
     .names = Names::Nothing,
     .description = words::description_rule,
     .example = "this is my first network",
     .constraint = {.length_min = 2,
                    .length_max = 256,
                    .accepts = is_resource_description,
                    .accepted = resource_description_text},
     .assign = bind<&ModifyVSwitchAttribute::description>},
};

constexpr ErrorRow errors[] = {
    rows::invalid_parameter_plain,
    {400, "InvalidVSwitchId.NotFound", "The specified VSwitchId does not exist.", "交换机不存在"},
    rows::interface_error_calling,
    rows::no_permission,
    rows::invalid_parameter,
};

}  // namespace

constinit const Action ModifyVSwitchAttribute::declaration{
    .name = "ModifyVSwitchAttribute",
    .summary = {"修改交换机的名称和描述。", "Changes a vSwitch's name and description."},
    .effect = Effect::Write,
    .rate_limits = {.api_per_second = 100, .user_per_second = 5},
    .ram = {.action = "ens:ModifyVSwitchAttribute", .access_level = AccessLevel::Update},
    .parameters = parameters,
    .response_example = R"({"RequestId":"473469C7-AA6F-4DC5-B3DB-A3DC0DE3C83E"})",
    .errors = errors,
};

}  // namespace sluice::api
