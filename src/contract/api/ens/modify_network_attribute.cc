#include "contract/api/ens/modify_network_attribute.h"

#include "contract/api/formats.h"
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
     .assign = bind<&ModifyNetworkAttribute::network_id>},
    {.name = "NetworkName",
     .names = Names::New,
     .description = words::network_name_rule,
     .example = "abc",
     .constraint =
         {.length_min = 2, .length_max = 128, .accepts = is_resource_name, .accepted = resource_name_text},
     .assign = bind<&ModifyNetworkAttribute::network_name>},
    {.name = "Description",
     .names = Names::Nothing,
     .description = words::description_rule,
     .example = "this is my first network",
     .constraint = {.length_min = 2,
                    .length_max = 256,
                    .accepts = is_resource_description,
                    .accepted = resource_description_text},
     .assign = bind<&ModifyNetworkAttribute::description>},
};

constexpr ErrorRow errors[] = {
    rows::invalid_parameter_plain, rows::network_id_not_found, rows::interface_error_calling,
    rows::no_permission,           rows::invalid_parameter,
};

}  // namespace

constinit const Action ModifyNetworkAttribute::declaration{
    .name = "ModifyNetworkAttribute",
    .summary = {"修改专有网络的名称和描述。", "Changes a network's name and description."},
    .effect = Effect::Write,
    .rate_limits = {.api_per_second = 100, .user_per_second = 5},
    .ram = {.action = "ens:ModifyNetworkAttribute", .access_level = AccessLevel::Update},
    .parameters = parameters,
    .response_example = R"({"RequestId":"473469C7-AA6F-4DC5-B3DB-A3DC0DE3C83E"})",
    .errors = errors,
};

}  // namespace sluice::api
