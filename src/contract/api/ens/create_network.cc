#include "contract/api/ens/create_network.h"

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
     .example = "cn-beijing-telecom",
     .assign = bind<&CreateNetwork::ens_region_id>},
    {.name = "CidrBlock",
     .presence = Presence::Required,
     .names = Names::Nothing,
     .description =
         {"专有网络的 IPv4 网段。可以使用 10.0.0.0/8、172.16.0.0/12、192.168.0.0/16 或它们的子网。",
          "The network's IPv4 block: 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16 or a subnet of one of them."},
     .example = "192.168.0.0/24",
     .constraint = {.accepts = is_network_cidr, .accepted = network_cidr_text},
     .assign = bind<&CreateNetwork::cidr_block>},
    {.name = "NetworkName",
     .names = Names::New,
     .description = words::network_name_rule,
     .example = "abc",
     .constraint =
         {.length_min = 2, .length_max = 128, .accepts = is_resource_name, .accepted = resource_name_text},
     .assign = bind<&CreateNetwork::network_name>},
    {.name = "Description",
     .names = Names::Nothing,
     .description = words::description_rule,
     .example = "this is my first network",
     .constraint = {.length_min = 2,
                    .length_max = 256,
                    .accepts = is_resource_description,
                    .accepted = resource_description_text},
     .assign = bind<&CreateNetwork::description>},
    {.name = "Tag",
     .type = Type::ObjectList,
     .serialization = Serialization::Repeated,
     .description = words::tags_rule,
     .example = R"([{"Key":"team","Value":"edge"}])",
     .constraint = {.items_max = 20},
     .fields = tag_fields,
     .assign = bind<&CreateNetwork::tags>},
};

constexpr ResponseField response[] = {
    {.name = "NetworkId", .description = words::network_id, .example = "n-5***"},
};

constexpr ErrorRow errors[] = {
    rows::invalid_parameter_plain,
    {400, "InvalidParameter.CidrBlock", "The specified parameter CidrBlock is invalid.", "网段非法"},
    {400, "Network.QuotaExceeded", "Network quota exceeded", "专有网络数量超出配额"},
    {400, "MissingParameter", "MissingParameter", "缺少必填参数"},
    {400, "InvalidEnsRegionId.NotFound", "The input parameter ensRegionId that is not found.",
     "边缘节点不存在"},
    rows::interface_failed,
    rows::no_permission,
    rows::invalid_parameter,
};

}  // namespace

constinit const Action CreateNetwork::declaration{
    .name = "CreateNetwork",
    .summary = {"创建专有网络。", "Creates a network on an edge node."},
    .effect = Effect::Write,
    .rate_limits = {.api_per_second = 100, .user_per_second = 5},
    .ram = {.action = "ens:CreateNetwork", .access_level = AccessLevel::Create},
    .parameters = parameters,
    .response = response,
    .response_example = R"({"RequestId":"473469C7-AA6F-4DC5-B3DB-A3DC0DE3C83E","NetworkId":"n-5***"})",
    .errors = errors,
};

}  // namespace sluice::api
