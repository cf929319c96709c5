#include "contract/api/ens/remove_backend_servers.h"

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
     .example = "i-5uf68ts0fqexe1a4n****",
     .assign = bind<&RemoveBackendServers::BackendServer::server_id>},
    {.name = "Weight",
     .type = Type::Integer,
     .description = words::backend_weight,
     .example = "100",
     .constraint = {.min = 0, .max = 100},
     .assign = bind<&RemoveBackendServers::BackendServer::weight>},
    {.name = "Type",
     .description = words::backend_type,
     .example = "ens",
     .default_value = "ens",
     .constraint = {.one_of = values::backend_types},
     .assign = bind<&RemoveBackendServers::BackendServer::type>},
    {.name = "Ip",
     .names = Names::Nothing,  // ServerId alone says which one is meant
     .description = words::backend_ip,
     .example = "192.168.0.1",
     .constraint = {.accepts = is_ipv4, .accepted = ipv4_text},
     .assign = bind<&RemoveBackendServers::BackendServer::ip>},
    {.name = "Port",
     .type = Type::Integer,
     .description = words::backend_port,
     .example = "0",
     .constraint = {.min = 0, .max = 65535},
     .assign = bind<&RemoveBackendServers::BackendServer::port>},
};

constexpr Parameter parameters[] = {
    {.name = "LoadBalancerId",
     .presence = Presence::Required,
     .names = Names::LoadBalancer,
     .description = words::load_balancer_id,
     .example = "lb-5ovkn1piwqmoqrfjdyhq4****",
     .assign = bind<&RemoveBackendServers::load_balancer_id>},
    {.name = "BackendServers",
     .type = Type::ObjectList,
     .presence = Presence::Required,
     .serialization = Serialization::Json,
     .description = words::backend_servers_rule,
     .example =
         R"([{"ServerId":"i-5uf68ts0fqexe1a4n****","Weight":100,"Type":"ens","Ip":"192.168.0.1","Port":0}])",
     .constraint = {.items_min = 1, .items_max = 20},
     .fields = backend_server_fields,
     .assign = bind<&RemoveBackendServers::backend_servers>},
};

constexpr ResponseField answered_backend_server_fields[] = {
    {.name = "ServerId", .description = words::backend_server_id, .example = "i-5vb5h5njxiuhn48a****"},
    {.name = "Weight", .type = Type::Integer, .description = words::backend_weight, .example = "50"},
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
    rows::load_balancer_id_not_found,
    rows::incorrect_instance_status,
    rows::missing,
    rows::invalid,
    rows::no_permission,
    rows::invalid_parameter,
};

}  // namespace

constinit const Action RemoveBackendServers::declaration{
    .name = "RemoveBackendServers",
    .summary = {"从边缘负载均衡(ELB)实例移除后端服务器。", "Removes backends from a balancer."},
    .effect = Effect::Write,
    .rate_limits = {.api_per_second = 100, .user_per_second = 10},
    .ram = {.action = "ens:RemoveBackendServers", .access_level = AccessLevel::Update},
    .parameters = parameters,
    .response = response,
    .response_example =
        R"({"RequestId":"473469C7-AA6F-4DC5-B3DB-A3DC0DE3C83E",)"
        R"("BackendServers":{"BackendServer":[{"ServerId":"i-5vb5h5njxiuhn48a****","Weight":50,)"
        R"("Type":"ens","Ip":"192.168.0.1","Port":0}]}})",
    .errors = errors,
};

}  // namespace sluice::api
