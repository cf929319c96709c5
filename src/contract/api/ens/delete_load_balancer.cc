#include "contract/api/ens/delete_load_balancer.h"

#include "contract/api/rows.h"
#include "contract/api/words.h"

namespace sluice::api {
namespace {

constexpr Parameter parameters[] = {
    {.name = "LoadBalancerId",
     .presence = Presence::Required,
     .names = Names::LoadBalancer,
     .description = words::load_balancer_id,
     .example = "lb-5snthcyu1x10g7tywj7iu****",
     .assign = bind<&DeleteLoadBalancer::load_balancer_id>},
};

constexpr ErrorRow errors[] = {
    // The action has no page; these are the codes that every other change of a balancer lists.
    rows::interface_error,           rows::missing,       rows::load_balancer_id_not_found,
    rows::incorrect_instance_status, rows::no_permission, rows::invalid_parameter,
};

}  // namespace

constinit const Action DeleteLoadBalancer::declaration{
    .name = "DeleteLoadBalancer",
    .summary = {"释放按量付费的边缘负载均衡(ELB)实例。", "Releases a pay-as-you-go balancer."},
    .effect = Effect::Write,
    .ram = {.action = "ens:DeleteLoadBalancer", .access_level = AccessLevel::Delete},
    .parameters = parameters,
    .response_example = R"({"RequestId":"473469C7-AA6F-4DC5-B3DB-A3DC0DE3C83E"})",
    .errors = errors,
};

}  // namespace sluice::api
