#include "contract/api/ens/set_backend_servers.h"

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
     .example = "i-5ze0o05xccvbljtn****",
     .assign = bind<&SetBackendServers::BackendServer::server_id>},
    {.name = "Weight",
     .type = Type::Integer,
     .presence = Presence::Required,
     .description = words::backend_weight,
     .example = "20",
     .constraint = {.min = 0, .max = 100},
     .assign = bind<&SetBackendServers::BackendServer::weight>},
    {.name = "Type",
     .description = words::backend_type,
     .example = "ens",
     .default_value = "ens",
     .constraint = {.one_of = values::backend_types},
     .assign = bind<&SetBackendServers::BackendServer::type>},
};

constexpr Parameter parameters[] = {
    {.name = "LoadBalancerId",
     .presence = Presence::Required,
     .names = Names::LoadBalancer,
     .description = words::load_balancer_id,
     .example = "lb-5s7crik3yo3bp03gqrbp5****",
     .assign = bind<&SetBackendServers::load_balancer_id>},
    {.name = "BackendServers",
     .type = Type::ObjectList,
     .presence = Presence::Required,
     .serialization = Serialization::Json,
     .description = words::backend_servers_rule,
     .example = R"([{"ServerId":"i-5ze0o05xccvbljtn****","Weight":20,"Type":"ens"}])",
     .constraint = {.items_min = 1, .items_max = 20},
     .fields = backend_server_fields,
     .assign = bind<&SetBackendServers::backend_servers>},
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
    {400, "BackendServerNotFound", "The input parameter serverId that is not found.", "后端服务器不存在"},
    rows::invalid,
    rows::missing,
    rows::instance_not_found,
    rows::no_permission,
    rows::invalid_parameter,
};

}  // namespace

constinit const Action SetBackendServers::declaration{
    .name = "SetBackendServers",
    .summary = {"设置边缘负载均衡(ELB)实例的后端服务器的权重。",
                "Sets the weights of a balancer's backends."},
    .effect = Effect::Write,
    .rate_limits = {.api_per_second = 100, .user_per_second = 10},
    .ram = {.action = "ens:SetBackendServers", .access_level = AccessLevel::Update},
    .parameters = parameters,
    .response = response,
    .response_example =
        R"({"RequestId":"473469C7-AA6F-4DC5-B3DB-A3DC0DE3C83E",)"
        R"("BackendServers":{"BackendServer":[{"ServerId":"i-5uf6hj58zvml4ali8****","Weight":100,)"
        R"("Type":"ens","Ip":"192.168.0.1","Port":0}]}})",
    .errors = errors,
};

}  // namespace sluice::api
