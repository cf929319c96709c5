#include "contract/api/ens/describe_load_balancer_tcp_listener_attribute.h"

#include "contract/api/rows.h"
#include "contract/api/words.h"

namespace sluice::api {
namespace {

constexpr Parameter parameters[] = {
    {.name = "ListenerPort",
     .type = Type::Integer,
     .presence = Presence::Required,
     .description = words::listener_port,
     .example = "80",
     .constraint = {.min = 1, .max = 65535},
     .assign = bind<&DescribeLoadBalancerTCPListenerAttribute::listener_port>},
    {.name = "LoadBalancerId",
     .presence = Presence::Required,
     .names = Names::LoadBalancer,
     .description = words::load_balancer_id,
     .example = "lb-5snthcyu1x10g7tywj7iu****",
     .assign = bind<&DescribeLoadBalancerTCPListenerAttribute::load_balancer_id>},
};

constexpr ResponseField response[] = {
    {.name = "ListenerPort", .type = Type::Integer, .description = words::listener_port, .example = "80"},
    {.name = "Status", .description = words::listener_status, .example = "Stopped"},
    {.name = "Bandwidth", .type = Type::Integer, .description = words::bandwidth, .example = "-1"},
    {.name = "Scheduler", .description = words::scheduler_tcp, .example = "wrr"},
    {.name = "PersistenceTimeout",
     .type = Type::Integer,
     .description = words::persistence_timeout,
     .example = "0"},
    {.name = "EstablishedTimeout",
     .type = Type::Integer,
     .description = words::established_timeout,
     .example = "500"},
    {.name = "HealthCheck", .description = words::health_check, .example = "on"},
    {.name = "HealthyThreshold",
     .type = Type::Integer,
     .description = words::healthy_threshold,
     .example = "4"},
    {.name = "UnhealthyThreshold",
     .type = Type::Integer,
     .description = words::unhealthy_threshold,
     .example = "4"},
    {.name = "HealthCheckConnectTimeout",
     .type = Type::Integer,
     .description = words::health_check_timeout,
     .example = "100"},
    {.name = "HealthCheckInterval",
     .type = Type::Integer,
     .description = words::health_check_interval,
     .example = "5"},
    {.name = "Description", .description = words::listener_description, .example = "example"},
    {.name = "HealthCheckHttpCode", .description = words::health_check_http_code, .example = "http_2xx"},
    {.name = "HealthCheckDomain", .description = words::health_check_domain, .example = "example.com"},
    {.name = "HealthCheckURI", .description = words::health_check_uri, .example = "/example/index.html"},
    {.name = "HealthCheckType", .description = words::health_check_type, .example = "tcp"},
    {.name = "BackendServerPort",
     .type = Type::Integer,
     .description = words::backend_server_port,
     .example = "8080"},
    {.name = "HealthCheckConnectPort",
     .type = Type::Integer,
     .description = words::health_check_connect_port,
     .example = "8000"},
    {.name = "EipTransmit", .description = words::eip_transmit, .example = "on"},
    // Not on the action's page, but a client reads them into its state.
    {.name = "LoadBalancerId",
     .description = words::load_balancer_id,
     .example = "lb-5snthcyu1x10g7tywj7iu****"},
    {.name = "Protocol", .description = words::listener_protocol_answered, .example = "tcp"},
};

constexpr ErrorRow errors[] = {
    rows::interface_error, rows::load_balancer_not_found, rows::listener_not_found,
    rows::no_permission,   rows::invalid_parameter,
};

}  // namespace

constinit const Action DescribeLoadBalancerTCPListenerAttribute::declaration{
    .name = "DescribeLoadBalancerTCPListenerAttribute",
    .summary = {"查询 TCP 监听的配置。", "Shows the settings of a TCP listener."},
    .rate_limits = {.api_per_second = 100, .user_per_second = 10},
    .ram = {.action = "ens:DescribeLoadBalancerTCPListenerAttribute", .access_level = AccessLevel::Get},
    .parameters = parameters,
    .response = response,
    .response_example =
        R"({"RequestId":"473469C7-AA6F-4DC5-B3DB-A3DC0DE3C83E","ListenerPort":80,)"
        R"("Status":"Stopped","Bandwidth":-1,"Scheduler":"wrr","PersistenceTimeout":0,)"
        R"("EstablishedTimeout":500,"HealthCheck":"on","HealthyThreshold":4,"UnhealthyThreshold":4,)"
        R"("HealthCheckConnectTimeout":100,"HealthCheckInterval":5,"Description":"example",)"
        R"("HealthCheckHttpCode":"http_2xx","HealthCheckDomain":"example.com",)"
        R"("HealthCheckURI":"/example/index.html","HealthCheckType":"tcp","BackendServerPort":8080,)"
        R"("HealthCheckConnectPort":8000,"EipTransmit":"on",)"
        R"("LoadBalancerId":"lb-5snthcyu1x10g7tywj7iu****","Protocol":"tcp"})",
    .errors = errors,
};

}  // namespace sluice::api
