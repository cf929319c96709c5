#include "control/loadbalancer/load_balancer_actions.h"

#include "control/loadbalancer/handlers.h"

namespace sluice::loadbalancer {

void serve(actions::Registry& registry, const actions::Environment& environment,
           const commerce::Engine& engine, const nodes::ListenerBoard& board, Settings settings) {
  const auto with_environment = [&environment](auto handler) {
    return [environment, handler](auto& tx, const auto& call, const auto& request) {
      return handler(environment, tx, call, request);
    };
  };
  const auto with_board = [&board](auto handler) {
    return [&board, handler](auto& tx, const auto& call, const auto& request) {
      return handler(board, tx, call, request);
    };
  };
  registry.serve<api::CreateLoadBalancer>(
      [environment, engine, settings](auto& tx, const auto& call, const auto& request) {
        return create_load_balancer(environment, engine, settings, tx, call, request);
      });
  registry.serve<api::DeleteLoadBalancer>([engine](auto& tx, const auto& call, const auto& request) {
    return delete_load_balancer(engine, tx, call, request);
  });
  registry.serve<api::DescribeLoadBalancers>(describe_load_balancers);
  registry.serve<api::DescribeLoadBalancerAttribute>(describe_load_balancer_attribute);
  registry.serve<api::DescribeLoadBalancerSpec>([engine](auto& tx, const auto& call, const auto& request) {
    return describe_load_balancer_spec(engine, tx, call, request);
  });

  registry.serve<api::AddBackendServers>(with_environment(add_backend_servers));
  registry.serve<api::RemoveBackendServers>(remove_backend_servers);
  registry.serve<api::SetBackendServers>(set_backend_servers);

  registry.serve<api::CreateLoadBalancerTCPListener>(with_environment(create_tcp_listener));
  registry.serve<api::CreateLoadBalancerHTTPListener>(with_environment(create_http_listener));
  registry.serve<api::StartLoadBalancerListener>(start_listener);
  registry.serve<api::StopLoadBalancerListener>(stop_listener);
  registry.serve<api::DeleteLoadBalancerListener>(delete_listener_of_any_protocol);
  registry.serve<api::DeleteLoadBalancerHTTPListener>(delete_http_listener);
  registry.serve<api::DescribeLoadBalancerListeners>(with_board(describe_listeners));
  registry.serve<api::DescribeLoadBalancerTCPListenerAttribute>(with_board(describe_tcp_listener));
  registry.serve<api::DescribeLoadBalancerHTTPListenerAttribute>(with_board(describe_http_listener));

  registry.serve<api::DescribeListenerStates>(with_board(describe_listener_states));
  registry.serve<api::DescribeAddressMappings>(with_board(describe_address_mappings));
}

}  // namespace sluice::loadbalancer
