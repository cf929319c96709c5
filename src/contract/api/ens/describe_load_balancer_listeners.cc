#include "contract/api/ens/describe_load_balancer_listeners.h"

#include "contract/api/paging.h"
#include "contract/api/rows.h"
#include "contract/api/words.h"

namespace sluice::api {
namespace {

constexpr Parameter parameters[] = {
    {.name = "LoadBalancerId",
     .presence = Presence::Required,
     .names = Names::LoadBalancer,
     .description = words::load_balancer_id,
     .example = "lb-5s7crik3yo3p5****",
     .assign = bind<&DescribeLoadBalancerListeners::load_balancer_id>},
    page_number<&DescribeLoadBalancerListeners::page_number>(),
    page_size<&DescribeLoadBalancerListeners::page_size>(100),
    {.name = "ListenerPort",
     .type = Type::Integer,
     .description = words::listener_port,
     .example = "80",
     .constraint = {.min = 1, .max = 65535},
     .assign = bind<&DescribeLoadBalancerListeners::listener_port>},
    {.name = "Description",
     .names = Names::Nothing,
     .description = words::listener_description,
     .example = "test",
     .constraint = {.length_max = 256},
     .assign = bind<&DescribeLoadBalancerListeners::description>},
};

constexpr ResponseField listener_fields[] = {
    {.name = "LoadBalancerId", .description = words::load_balancer_id, .example = "lb-51a5fhou****"},
    {.name = "ListenerPort", .description = words::listener_port, .example = "8080"},
    {.name = "Protocol", .description = words::listener_protocol_answered, .example = "tcp"},
    {.name = "Description", .description = words::listener_description, .example = "test"},
    {.name = "Status",
     .description = {"监听状态。取值:running(运行中)、stopped(已停止)。",
                     "The listener's state: running or stopped."},
     .example = "running"},
    {.name = "ListenerForward", .description = words::listener_forward, .example = "off"},
    {.name = "ForwardPort", .description = words::forward_port, .example = "443"},
    {.name = "CreateTime", .description = words::created_time, .example = "2022-08-15T08:42:57Z"},
    {.name = "BackendServerPort",
     .type = Type::Integer,
     .description = words::backend_server_port,
     .example = "3306"},
};

constexpr ResponseField listeners_fields[] = {
    {.name = "Listener",
     .type = Type::ObjectList,
     .description = {"监听列表。", "The listeners."},
     .fields = listener_fields},
};

constexpr ResponseField response[] = {
    {.name = "PageNumber", .type = Type::Integer, .description = words::page_number_answered, .example = "1"},
    {.name = "PageSize", .type = Type::Integer, .description = words::page_size_answered, .example = "10"},
    {.name = "TotalCount", .type = Type::Integer, .description = words::total_count, .example = "49"},
    {.name = "Listeners",
     .type = Type::Object,
     .description = {"监听列表。", "The listeners."},
     .fields = listeners_fields},
};

constexpr ErrorRow errors[] = {
    rows::interface_failed,
    rows::load_balancer_id_not_found,
    rows::no_permission,
    rows::invalid_parameter,
};

}  // namespace

constinit const Action DescribeLoadBalancerListeners::declaration{
    .name = "DescribeLoadBalancerListeners",
    .summary = {"查询边缘负载均衡(ELB)实例的监听列表。", "Lists the listeners of a balancer."},
    .ram = {.action = "ens:DescribeLoadBalancerListeners", .access_level = AccessLevel::List},
    .parameters = parameters,
    .response = response,
    .response_example = R"({"RequestId":"F3B261DD-3858-4D3C-877D-303ADF374600","PageNumber":1,"PageSize":10,)"
                        R"("TotalCount":1,"Listeners":{"Listener":[{"LoadBalancerId":"lb-51a5fhou****",)"
                        R"("ListenerPort":"8080","Protocol":"tcp","Description":"test","Status":"running",)"
                        R"("ListenerForward":"off","ForwardPort":"443","CreateTime":"2022-08-15T08:42:57Z",)"
                        R"("BackendServerPort":3306}]}})",
    .errors = errors,
};

}  // namespace sluice::api
