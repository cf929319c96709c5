#include "contract/api/ens/describe_load_balancer_http_listener_attribute.h"

#include "contract/api/rows.h"
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
     .assign = bind<&DescribeLoadBalancerHTTPListenerAttribute::listener_port>},
    {.name = "LoadBalancerId",
     .presence = Presence::Required,
     .names = Names::LoadBalancer,
     .description = words::load_balancer_id,
     .example = "lb-5snthcyu1x10g7tywj7iu****",
     .assign = bind<&DescribeLoadBalancerHTTPListenerAttribute::load_balancer_id>},
};

constexpr ResponseField response[] = {
    {.name = "ListenerPort", .type = Type::Integer, .description = words::listener_port, .example = "80"},
    {.name = "Status", .description = words::listener_status, .example = "Running"},
    {.name = "Bandwidth", .type = Type::Integer, .description = words::bandwidth, .example = "-1"},
    {.name = "Scheduler", .description = words::scheduler_http, .example = "wrr"},
    {.name = "HealthCheck", .description = words::health_check, .example = "on"},
    {.name = "HealthyThreshold",
     .type = Type::Integer,
     .description = words::healthy_threshold,
     .example = "3"},
    {.name = "UnhealthyThreshold",
     .type = Type::Integer,
     .description = words::unhealthy_threshold,
     .example = "3"},
    {.name = "HealthCheckTimeout",
     .type = Type::Integer,
     .description = words::health_check_timeout,
     .example = "10"},
    {.name = "HealthCheckConnectPort",
     .type = Type::Integer,
     .description = words::health_check_connect_port,
     .example = "5000"},
    {.name = "HealthCheckInterval",
     .type = Type::Integer,
     .description = words::health_check_interval,
     .example = "5"},
    {.name = "Description", .description = words::listener_description, .example = "abc"},
    {.name = "ListenerForward", .description = words::listener_forward, .example = "off"},
    {.name = "ForwardPort", .type = Type::Integer, .description = words::forward_port, .example = "10002"},
    {.name = "RequestTimeout", .type = Type::Integer, .description = words::request_timeout, .example = "60"},
    {.name = "IdleTimeout", .type = Type::Integer, .description = words::idle_timeout, .example = "15"},
    {.name = "HealthCheckHttpCode", .description = words::health_check_http_code, .example = "http_2xx"},
    {.name = "HealthCheckDomain", .description = words::health_check_domain, .example = "www.example.com"},
    {.name = "HealthCheckURI", .description = words::health_check_uri, .example = "/checkpreload.htm"},
    {.name = "ServerCertificateId",
     .description = {"服务器证书 ID,对 HTTP 监听没有意义。",
                     "The server certificate; an HTTP listener has none."},
     .example = "6027667"},
    {.name = "HealthCheckMethod", .description = words::health_check_method, .example = "head"},
    {.name = "XForwardedFor", .description = words::x_forwarded_for, .example = "on"},
    {.name = "BackendServerPort",
     .type = Type::Integer,
     .description = words::backend_server_port,
     .example = "8080"},
};

constexpr ErrorRow errors[] = {
    rows::load_balancer_not_found, rows::listener_not_found, rows::interface_failed,
    rows::no_permission,           rows::invalid_parameter,
};

}  // namespace

constinit const Action DescribeLoadBalancerHTTPListenerAttribute::declaration{
    .name = "DescribeLoadBalancerHTTPListenerAttribute",
    .summary = {"查询 HTTP 监听的配置。", "Shows the settings of an HTTP listener."},
    .rate_limits = {.api_per_second = 100, .user_per_second = 10},
    .ram = {.action = "ens:DescribeLoadBalancerHTTPListenerAttribute", .access_level = AccessLevel::Get},
    .parameters = parameters,
    .response = response,
    .response_example = R"({"RequestId":"473469C7-AA6F-4DC5-B3DB-A3DC0DE3C83E","ListenerPort":80,)"
                        R"("Status":"Running","Bandwidth":-1,"Scheduler":"wrr","HealthCheck":"on",)"
                        R"("HealthyThreshold":3,"UnhealthyThreshold":3,"HealthCheckTimeout":10,)"
                        R"("HealthCheckConnectPort":5000,"HealthCheckInterval":5,"Description":"abc",)"
                        R"("ListenerForward":"off","ForwardPort":10002,"RequestTimeout":60,"IdleTimeout":15,)"
                        R"("HealthCheckHttpCode":"http_2xx","HealthCheckDomain":"www.example.com",)"
                        R"("HealthCheckURI":"/checkpreload.htm","ServerCertificateId":"6027667",)"
                        R"("HealthCheckMethod":"head","XForwardedFor":"on","BackendServerPort":8080})",
    .errors = errors,
};

}  // namespace sluice::api
