#include "contract/api/sluice/describe_listener_states.h"

#include "contract/api/rows.h"
#include "contract/api/values.h"
#include "contract/api/words.h"

namespace sluice::api {
namespace {

constexpr Parameter parameters[] = {
    {.name = "LoadBalancerId",
     .presence = Presence::Required,
     .names = Names::LoadBalancer,
     .description = words::load_balancer_id,
     .example = "lb-5s7crik3yo3bp03gqrbp5****",
     .assign = bind<&DescribeListenerStates::load_balancer_id>},
    {.name = "ListenerPort",
     .type = Type::Integer,
     .description = words::listener_port,
     .example = "80",
     .constraint = {.min = 1, .max = 65535},
     .assign = bind<&DescribeListenerStates::listener_port>},
    {.name = "ListenerProtocol",
     .description = words::listener_protocol_answered,
     .example = "http",
     .constraint = {.one_of = values::listener_protocols},
     .assign = bind<&DescribeListenerStates::listener_protocol>},
};

constexpr ResponseField node_fields[] = {
    {.name = "NodeId", .description = words::node_id, .example = "local"},
    {.name = "State",
     .description =
         {"节点上的状态。取值:Listening(监听中)、Stopped(已停止)、Failed(无法监听)、Pending(节点尚未报告)。",
          "What the node does: Listening, Stopped, Failed (it cannot, and keeps trying) or Pending (it has "
          "not said yet)."},
     .example = "Failed"},
    {.name = "Reason",
     .description = {"状态的原因,没有需要说明的内容时为空。",
                     "Why, in words; empty where there is nothing to explain."},
     .example = "127.168.2.5:8080 is in use"},
    {.name = "ServedPort", .type = Type::Integer, .description = words::served_port, .example = "0"},
    {.name = "Revision",
     .type = Type::Integer,
     .description = {"该状态对应的配置版本。", "The revision of the configuration that the state answers."},
     .example = "12"},
};

constexpr ResponseField state_fields[] = {
    {.name = "ListenerPort", .type = Type::Integer, .description = words::listener_port, .example = "8080"},
    {.name = "ListenerProtocol", .description = words::listener_protocol_answered, .example = "http"},
    {.name = "WantedState",
     .description = {"期望的状态。取值:Running、Stopped。", "What it should do: Running or Stopped."},
     .example = "Running"},
    {.name = "Nodes",
     .type = Type::ObjectList,
     .description = {"各节点上的状态。", "What it does on each node."},
     .fields = node_fields},
};

constexpr ResponseField response[] = {
    {.name = "ListenerStates",
     .type = Type::ObjectList,
     .description = {"监听状态列表。", "The listeners."},
     .fields = state_fields},
};

constexpr ErrorRow errors[] = {rows::load_balancer_id_not_found, rows::no_permission,
                               rows::invalid_parameter};

}  // namespace

constinit const Action DescribeListenerStates::declaration{
    .name = "DescribeListenerStates",
    .version = sluice_version,
    .summary = {"查询监听的期望状态以及在各节点上的实际状态和原因。",
                "Lists what the listeners of a balancer should do, what they do on each node, and why."},
    .ram = {.action = "sluice:DescribeListenerStates", .access_level = AccessLevel::List},
    .parameters = parameters,
    .response = response,
    .response_example =
        R"({"RequestId":"473469C7-AA6F-4DC5-B3DB-A3DC0DE3C83E","ListenerStates":[{"ListenerPort":8080,)"
        R"("ListenerProtocol":"http","WantedState":"Running","Nodes":[{"NodeId":"local","State":"Failed",)"
        R"("Reason":"127.168.2.5:8080 is in use","ServedPort":0,"Revision":12}]}]})",
    .errors = errors,
};

}  // namespace sluice::api
