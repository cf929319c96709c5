#include "contract/api/ens/describe_load_balancer_attribute.h"

#include "contract/api/rows.h"
#include "contract/api/words.h"

namespace sluice::api {
namespace {

constexpr Parameter parameters[] = {
    {.name = "LoadBalancerId",
     .presence = Presence::Required,
     .names = Names::LoadBalancer,
     .description = words::load_balancer_id,
     .example = "lb-5rcvo1n1t3hykfhhjwjgq****",
     .assign = bind<&DescribeLoadBalancerAttribute::load_balancer_id>},
};

constexpr ResponseField backend_servers_fields[] = {
    {.name = "ServerId", .description = words::backend_server_id, .example = "i-5vb5h5njxiuhn48a****"},
    {.name = "Ip", .description = words::backend_ip, .example = "192.168.XX.XX"},
    {.name = "Port", .description = words::backend_port, .example = "0"},
    {.name = "Type", .description = words::backend_type, .example = "ens"},
    {.name = "Weight", .type = Type::Integer, .description = words::backend_weight, .example = "100"},
};

constexpr ResponseField listener_ports_and_protocols_fields[] = {
    {.name = "ListenerPort", .type = Type::Integer, .description = words::listener_port, .example = "8080"},
    {.name = "ListenerProtocol", .description = words::listener_protocol_answered, .example = "tcp"},
    {.name = "Description", .description = words::listener_description, .example = "test"},
    {.name = "ListenerForward", .description = words::listener_forward, .example = "off"},
    {.name = "ForwardPort", .type = Type::Integer, .description = words::forward_port, .example = "0"},
    {.name = "BackendServerPort",
     .type = Type::Integer,
     .description = words::backend_server_port,
     .example = "6000"},
};

constexpr ResponseField response[] = {
    {.name = "LoadBalancerId",
     .description = words::load_balancer_id,
     .example = "lb-5rcvo1n1t3hykfhhjwjgqp****"},
    {.name = "LoadBalancerName", .description = words::load_balancer_name, .example = "example"},
    {.name = "LoadBalancerStatus", .description = words::load_balancer_status, .example = "Active"},
    {.name = "EnsRegionId", .description = words::ens_region_id, .example = "cn-chengdu-telecom"},
    {.name = "Address", .description = words::load_balancer_address, .example = "192.168XX.XX"},
    {.name = "NetworkId", .description = words::network_id, .example = "n-5rwbi3g9zvgxcsiufwhw8****"},
    {.name = "VSwitchId", .description = words::vswitch_id, .example = "vsw-5s78m2pdr9osa0j64bn78****"},
    {.name = "Bandwidth", .type = Type::Integer, .description = words::bandwidth, .example = "-1"},
    {.name = "LoadBalancerSpec", .description = words::load_balancer_spec, .example = "elb.s2.medium"},
    {.name = "CreateTime", .description = words::created_time, .example = "2019-05-21T12:22:00Z"},
    {.name = "EndTime",
     .description = {"到期时间,ISO 8601 格式的 UTC 时间。", "Until when it is paid, in UTC."},
     .example = "2020-05-21T12:22:00Z"},
    {.name = "ListenerPorts",
     .type = Type::StringList,
     .description = {"监听端口列表。", "Ports that have listeners."},
     .example = "80"},
    {.name = "BackendServers",
     .type = Type::ObjectList,
     .description = words::backend_servers,
     .fields = backend_servers_fields},
    {.name = "ListenerPortsAndProtocols",
     .type = Type::ObjectList,
     .description = {"监听列表。", "The listeners."},
     .fields = listener_ports_and_protocols_fields},
    {.name = "AddressIPVersion", .description = words::address_ip_version, .example = "ipv4"},
    {.name = "PayType", .description = words::pay_type, .example = "PostPaid"},
    {.name = "LoadBalancerType", .description = words::load_balancer_type, .example = "CLB"},
    {.name = "AddressType", .description = words::address_type, .example = "intranet"},
};

constexpr ErrorRow errors[] = {
    rows::interface_failed,
    rows::no_permission,
    rows::invalid,
    rows::missing,
    // Not on the action's page: every client takes HTTP 404 for a balancer that is gone.
    rows::load_balancer_id_not_found,
    rows::invalid_parameter,
};

}  // namespace

constinit const Action DescribeLoadBalancerAttribute::declaration{
    .name = "DescribeLoadBalancerAttribute",
    .summary = {"查询边缘负载均衡(ELB)实例的详细信息。",
                "Shows one balancer with its listeners and backends."},
    .rate_limits = {.api_per_second = 100, .user_per_second = 10},
    .ram = {.action = "ens:DescribeLoadBalancerAttribute", .access_level = AccessLevel::Get},
    .parameters = parameters,
    .response = response,
    .response_example =
        R"({"RequestId":"473469C7-AA6F-4DC5-B3DB-A3DC0DE3C83E",)"
        R"("LoadBalancerId":"lb-5rcvo1n1t3hykfhhjwjgqp****","LoadBalancerName":"example",)"
        R"("LoadBalancerStatus":"Active","EnsRegionId":"cn-chengdu-telecom",)"
        R"("Address":"192.168.XX.XX","NetworkId":"n-5rwbi3g9zvgxcsiufwhw8****",)"
        R"("VSwitchId":"vsw-5s78m2pdr9osa0j64bn78****","Bandwidth":-1,)"
        R"("LoadBalancerSpec":"elb.s2.medium","CreateTime":"2019-05-21T12:22:00Z",)"
        R"("EndTime":"2020-05-21T12:22:00Z","ListenerPorts":["80"],)"
        R"("BackendServers":[{"ServerId":"i-5vb5h5njxiuhn48a****","Ip":"192.168.XX.XX","Port":"0",)"
        R"("Type":"ens","Weight":100}],"ListenerPortsAndProtocols":[{"ListenerPort":8080,)"
        R"("ListenerProtocol":"tcp","Description":"test","ListenerForward":"off","ForwardPort":0,)"
        R"("BackendServerPort":6000}],"AddressIPVersion":"ipv4","PayType":"PostPaid",)"
        R"("LoadBalancerType":"CLB","AddressType":"intranet"})",
    .errors = errors,
};

}  // namespace sluice::api
