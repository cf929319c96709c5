#include "contract/api/ens/delete_network.h"

#include "contract/api/rows.h"
#include "contract/api/words.h"

namespace sluice::api {
namespace {

constexpr Parameter parameters[] = {
    {.name = "NetworkId",
     .presence = Presence::Required,
     .names = Names::Network,
     .description = words::network_id,
     .example = "n-5***",
     .assign = bind<&DeleteNetwork::network_id>},
};

constexpr ErrorRow errors[] = {
    rows::network_id_not_found,
    rows::invalid_parameter_plain,
    rows::interface_failed,
    {400, "DependencyViolation.VSwitch", "Specified network has vswitch.", "专有网络下存在交换机"},
    {400, "DependencyViolation.RouteEntry", "Specified network has route entry.", "专有网络下存在路由条目"},
    {400, "DependencyViolation.CloudInstance", "Specified network has nat cloud instance.",
     "专有网络下存在 NAT 云实例"},
    {400, "DependencyViolation.NAT", "Specified network has nat instance.", "专有网络下存在 NAT 实例"},
    {400, "DependencyViolation.NetworkAcl", "Specified network has network acl.", "专有网络绑定了网络 ACL"},
    rows::no_permission,
    rows::invalid_parameter,
};

}  // namespace

constinit const Action DeleteNetwork::declaration{
    .name = "DeleteNetwork",
    .summary = {"删除专有网络。删除前必须先删除其中的交换机。", "Deletes a network that holds no vSwitch."},
    .effect = Effect::Write,
    .ram = {.action = "ens:DeleteNetwork", .access_level = AccessLevel::Delete},
    .parameters = parameters,
    .response_example = R"({"RequestId":"473469C7-AA6F-4DC5-B3DB-A3DC0DE3C83E"})",
    .errors = errors,
};

}  // namespace sluice::api
