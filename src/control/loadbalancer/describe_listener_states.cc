#include "control/loadbalancer/handlers.h"
#include "control/loadbalancer/listener_store.h"
#include "control/loadbalancer/load_balancer_store.h"

namespace sluice::loadbalancer {
namespace {

constexpr std::string_view locked_reason = "the load balancer is locked: bills of its account are overdue";

std::string_view to_string(nodelink::ListenerState state) {
  switch (state) {
    case nodelink::ListenerState::Listening:
      return "Listening";
    case nodelink::ListenerState::Stopped:
      return "Stopped";
    case nodelink::ListenerState::Failed:
      return "Failed";
    case nodelink::ListenerState::Gone:
      break;  // the board keeps none of them
  }
  return "Stopped";
}

}  // namespace

Answer describe_listener_states(const nodes::ListenerBoard& board, Transaction& tx, const Call& call,
                                const api::DescribeListenerStates& request) {
  const auto balancer = find_load_balancer(tx, call.caller.account_key, request.load_balancer_id);
  if (!balancer) return actions::refuse(api::DescribeListenerStates::declaration, "LoadBalancerNotFound");
  json::Value list = json::Value::array();
  for (const Listener& listener : list_listeners(tx, balancer->key)) {
    const std::string_view protocol = loadbalancer::to_string(listener.protocol);
    if (request.listener_port && *request.listener_port != listener.port) continue;
    if (request.listener_protocol && *request.listener_protocol != protocol) continue;
    json::Value on_nodes = json::Value::array();
    // A node only knows that it is not to forward.
    const bool is_locked = balancer->locked && listener.wanted_running;
    for (const auto& state : board.states(balancer->id.get(), listener.protocol, listener.port)) {
      on_nodes.push_back({{"NodeId", state.node_id},
                          {"State", to_string(state.report.state)},
                          {"Reason", is_locked ? std::string(locked_reason) : state.report.reason},
                          {"ServedPort", state.report.served_port},
                          {"Revision", state.report.revision}});
    }
    list.push_back({{"ListenerPort", listener.port},
                    {"ListenerProtocol", protocol},
                    {"WantedState", listener.wanted_running ? "Running" : "Stopped"},
                    {"Nodes", std::move(on_nodes)}});
  }
  return json::Value{{"ListenerStates", std::move(list)}};
}

}  // namespace sluice::loadbalancer
