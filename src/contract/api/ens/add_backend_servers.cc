#include "contract/api/ens/add_backend_servers.h"

#include "contract/api/formats.h"
#include "contract/api/rows.h"
#include "contract/api/values.h"
#include "contract/api/words.h"

namespace sluice::api {
namespace {

constexpr Parameter backend_server_fields[] = {
    {.name = "ServerId",
     .presence = Presence::Required,
     .names = Names::Instance,
     .description = words::backend_server_id,
     .example = "i-5uf6dwyzch3wly790****",
     .assign = bind<&AddBackendServers::BackendServer::server_id>},
    {.name = "Weight",
     .type = Type::Integer,
     .description = words::backend_weight,
     .example = "100",
     .default_value = "100",
     .constraint = {.min = 0, .max = 100},
     .assign = bind<&AddBackendServers::BackendServer::weight>},
    {.name = "Type",
     .description = words::backend_type,
     .example = "ens",
     .default_value = "ens",
     .constraint = {.one_of = values::backend_types},
     .assign = bind<&AddBackendServers::BackendServer::type>},
    {.name = "Ip",
     .names = Names::Address,
     .description = words::backend_ip_rule,
     .example = "192.168.0.1",
     .constraint = {.accepts = is_ipv4, .accepted = ipv4_text},
     .assign = bind<&AddBackendServers::BackendServer::ip>},
    {.name = "Port",
     .type = Type::Integer,
     .description = words::backend_port,
     .example = "3309",
     .default_value = "0",
     .constraint = {.min = 0, .max = 65535},
     .assign = bind<&AddBackendServers::BackendServer::port>},
};

constexpr Parameter parameters[] = {
    {.name = "LoadBalancerId",
     .presence = Presence::Required,
     .names = Names::LoadBalancer,
     .description = words::load_balancer_id,
     .example = "lb-5qzdmxefgrpxd7oz2mefonvtx",
     .assign = bind<&AddBackendServers::load_balancer_id>},
    {.name = "BackendServers",
     .type = Type::ObjectList,
     .presence = Presence::Required,
     .serialization = Serialization::Json,
     .description = words::backend_servers_rule,
     .example =
         R"([{"ServerId":"i-5uf6dwyzch3wly790****","Weight":100,"Type":"ens","Ip":"192.168.0.1","Port":0}])",
     .constraint = {.items_min = 1, .items_max = 20},
     .fields = backend_server_fields,
     .assign = bind<&AddBackendServers::backend_servers>},
};

constexpr ResponseField answered_backend_server_fields[] = {
    {.name = "ServerId", .description = words::backend_server_id, .example = "i-5uf6hj58zvml4ali8****"},
    {.name = "Weight", .type = Type::Integer, .description = words::backend_weight, .example = "100"},
    {.name = "Type", .description = words::backend_type, .example = "ens"},
    {.name = "Ip", .description = words::backend_ip, .example = "192.168.0.1"},
    {.name = "Port", .type = Type::Integer, .description = words::backend_port, .example = "0"},
};

constexpr ResponseField backend_servers_fields[] = {
    {.name = "BackendServer",
     .type = Type::ObjectList,
     .description = words::backend_servers,
     .fields = answered_backend_server_fields},
};

constexpr ResponseField response[] = {
    {.name = "BackendServers",
     .type = Type::Object,
     .description = words::backend_servers,
     .fields = backend_servers_fields},
};

constexpr ErrorRow errors[] = {
    rows::interface_error,
    rows::load_balancer_not_found,
    rows::incorrect_instance_status,
    rows::instance_not_found,
    {400, "InvalidParameter.Mismatch",
     "Specified loadbalancer and backendServer are not in the same network.",
     "负载均衡实例和后端服务器不在同一个专有网络中"},
    {400, "QuotaExceed.BackendServer", "Backend servers quota exceeded in this loadbalancer.",
     "负载均衡实例的后端服务器数量超出配额"},
    rows::missing,
    rows::invalid,
    {400, "InvalidParameter.EniType", "The type of eni is invalid", "弹性网卡的类型非法"},
    {400, "InvalidParameter.EniStatus", "The status of eni is invalid", "弹性网卡的状态非法"},
    {400, "InvalidParameter.EniServiceManaged", "The eni is managed by service", "弹性网卡由服务托管"},
    rows::no_permission,
    rows::invalid_parameter,
};

}  // namespace

constinit const Action AddBackendServers::declaration{
    .name = "AddBackendServers",
    .summary = {"为边缘负载均衡(ELB)实例添加后端服务器。", "Adds backends to a balancer."},
    .effect = Effect::Write,
    .rate_limits = {.api_per_second = 100, .user_per_second = 10},
    .ram = {.action = "ens:AddBackendServers", .access_level = AccessLevel::Create},
    .parameters = parameters,
    .response = response,
    .response_example =
        R"({"RequestId":"473469C7-AA6F-4DC5-B3DB-A3DC0DE3C83E",)"
        R"("BackendServers":{"BackendServer":[{"ServerId":"i-5uf6hj58zvml4ali8****","Weight":100,)"
        R"("Type":"ens","Ip":"192.168.0.1","Port":0}]}})",
    .errors = errors,
};

}  // namespace sluice::api
