#include "contract/api/ens/delete_vswitch.h"

#include "contract/api/rows.h"
#include "contract/api/words.h"

namespace sluice::api {
namespace {

constexpr Parameter parameters[] = {
    {.name = "VSwitchId",
     .presence = Presence::Required,
     .names = Names::VSwitch,
     .description = words::vswitch_id,
     .example = "vsw-5m9xhl****",
     .assign = bind<&DeleteVSwitch::vswitch_id>},
};

constexpr ErrorRow errors[] = {
    rows::missing_parameter_supplied,
    rows::no_permission,
    rows::invalid_parameter,
    rows::invalid_parameter_message,
    rows::security_group_not_found,
    rows::security_group_rule_conflict,
    rows::authorization_limit_exceed,
    rows::interface_error_calling,
    rows::call_interface,
    // Not on the action's page. Clients wait for the first; the others tell a vSwitch in use.
    rows::vswitch_not_found,
    {400, "DependencyViolation.CloudInstance", "Specified vswitch has cloud instance.", "交换机下存在实例"},
    {400, "DependencyViolation.LoadBalancer", "Specified vswitch has load balancer.",
     "交换机下存在负载均衡实例"},
};

}  // namespace

constinit const Action DeleteVSwitch::declaration{
    .name = "DeleteVSwitch",
    .summary = {"删除交换机。交换机中不能有实例和负载均衡实例。",
                "Deletes a vSwitch that holds no instance and no balancer."},
    .effect = Effect::Write,
    .ram = {.action = "ens:DeleteVSwitch", .access_level = AccessLevel::Delete},
    .parameters = parameters,
    .response_example = R"({"RequestId":"CEF72CEB-54B6-4AE8-B225-F876FF7BA984"})",
    .errors = errors,
};

}  // namespace sluice::api
