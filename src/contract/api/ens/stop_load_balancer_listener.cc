#include "contract/api/ens/stop_load_balancer_listener.h"

#include "contract/api/rows.h"
#include "contract/api/values.h"
#include "contract/api/words.h"

namespace sluice::api {
namespace {

constexpr Parameter parameters[] = {
    {.name = "ListenerPort",
     .type = Type::Integer,
     .presence = Presence::Required,
     .description = words::listener_port,
     .example = "8080",
     .constraint = {.min = 1, .max = 65535},
     .assign = bind<&StopLoadBalancerListener::listener_port>},
    {.name = "LoadBalancerId",
     .presence = Presence::Required,
     .names = Names::LoadBalancer,
     .description = words::load_balancer_id,
     .example = "lb-5sc1s9zrui8lpb8u7cl4f****",
     .assign = bind<&StopLoadBalancerListener::load_balancer_id>},
    {.name = "ListenerProtocol",
     .description = words::listener_protocol,
     .example = "tcp",
     .constraint = {.one_of = values::listener_protocols},
     .assign = bind<&StopLoadBalancerListener::listener_protocol>},
};

constexpr ErrorRow errors[] = {
    rows::interface_error,
    rows::invalid,
    rows::missing,
    rows::load_balancer_not_found,
    rows::incorrect_instance_status,
    rows::input_listener_not_found,
    rows::incorrect_listener_status,
    rows::too_many_listeners,
    rows::no_permission,
    rows::invalid_parameter,
};

}  // namespace

constinit const Action StopLoadBalancerListener::declaration{
    .name = "StopLoadBalancerListener",
    .summary = {"停止监听。", "Stops a listener."},
    .effect = Effect::Write,
    .rate_limits = {.api_per_second = 100, .user_per_second = 10},
    .ram = {.action = "ens:StopLoadBalancerListener", .access_level = AccessLevel::Update},
    .parameters = parameters,
    .response_example = R"({"RequestId":"473469C7-AA6F-4DC5-B3DB-A3DC0DE3C83E"})",
    .errors = errors,
};

}  // namespace sluice::api
