#include "contract/api/ens/delete_load_balancer_http_listener.h"

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
     .assign = bind<&DeleteLoadBalancerHTTPListener::load_balancer_id>},
    {.name = "ListenerPort",
     .type = Type::Integer,
     .presence = Presence::Required,
     .description = words::listener_port,
     .example = "8080",
     .constraint = {.min = 1, .max = 65535},
     .assign = bind<&DeleteLoadBalancerHTTPListener::listener_port>},
};

constexpr ErrorRow errors[] = {
    // The action has no page: what its one known client expects, then what DeleteLoadBalancerListener lists.
    rows::incorrect_listener_status,
    rows::incorrect_instance_status,
    rows::interface_error,
    rows::missing,
    rows::load_balancer_not_found,
    rows::input_listener_not_found,
    rows::no_permission,
    rows::invalid_parameter,
};

}  // namespace

constinit const Action DeleteLoadBalancerHTTPListener::declaration{
    .name = "DeleteLoadBalancerHTTPListener",
    .summary = {"删除 HTTP 监听。", "Deletes an HTTP listener."},
    .effect = Effect::Write,
    .ram = {.action = "ens:DeleteLoadBalancerHTTPListener", .access_level = AccessLevel::Delete},
    .parameters = parameters,
    .response_example = R"({"RequestId":"473469C7-AA6F-4DC5-B3DB-A3DC0DE3C83E"})",
    .errors = errors,
};

}  // namespace sluice::api
