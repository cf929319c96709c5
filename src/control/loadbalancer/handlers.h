#pragma once
// The handlers of this module; each family has a source file of its own.

#include "contract/api/ens/add_backend_servers.h"
#include "contract/api/ens/create_load_balancer.h"
#include "contract/api/ens/create_load_balancer_http_listener.h"
#include "contract/api/ens/create_load_balancer_tcp_listener.h"
#include "contract/api/ens/delete_load_balancer.h"
#include "contract/api/ens/delete_load_balancer_http_listener.h"
#include "contract/api/ens/delete_load_balancer_listener.h"
#include "contract/api/ens/describe_load_balancer_attribute.h"
#include "contract/api/ens/describe_load_balancer_http_listener_attribute.h"
#include "contract/api/ens/describe_load_balancer_listeners.h"
#include "contract/api/ens/describe_load_balancer_spec.h"
#include "contract/api/ens/describe_load_balancer_tcp_listener_attribute.h"
#include "contract/api/ens/describe_load_balancers.h"
#include "contract/api/ens/remove_backend_servers.h"
#include "contract/api/ens/set_backend_servers.h"
#include "contract/api/ens/start_load_balancer_listener.h"
#include "contract/api/ens/stop_load_balancer_listener.h"
#include "contract/api/sluice/describe_address_mappings.h"
#include "contract/api/sluice/describe_listener_states.h"
#include "control/loadbalancer/load_balancer_actions.h"

namespace sluice::loadbalancer {

using actions::Answer;
using actions::Call;
using storage::Transaction;

// create_load_balancer.cc
Answer create_load_balancer(const actions::Environment&, const commerce::Engine&, const Settings&,
                            Transaction&, const Call&, const api::CreateLoadBalancer&);
// delete_load_balancer.cc
Answer delete_load_balancer(const commerce::Engine&, Transaction&, const Call&,
                            const api::DeleteLoadBalancer&);
// describe_load_balancers.cc
Answer describe_load_balancers(Transaction&, const Call&, const api::DescribeLoadBalancers&);
Answer describe_load_balancer_attribute(Transaction&, const Call&, const api::DescribeLoadBalancerAttribute&);
Answer describe_load_balancer_spec(const commerce::Engine&, Transaction&, const Call&,
                                   const api::DescribeLoadBalancerSpec&);
// backend_servers.cc
Answer add_backend_servers(const actions::Environment&, Transaction&, const Call&,
                           const api::AddBackendServers&);
Answer remove_backend_servers(Transaction&, const Call&, const api::RemoveBackendServers&);
Answer set_backend_servers(Transaction&, const Call&, const api::SetBackendServers&);
// create_listener.cc
Answer create_tcp_listener(const actions::Environment&, Transaction&, const Call&,
                           const api::CreateLoadBalancerTCPListener&);
Answer create_http_listener(const actions::Environment&, Transaction&, const Call&,
                            const api::CreateLoadBalancerHTTPListener&);
// change_listener.cc
Answer start_listener(Transaction&, const Call&, const api::StartLoadBalancerListener&);
Answer stop_listener(Transaction&, const Call&, const api::StopLoadBalancerListener&);
Answer delete_listener_of_any_protocol(Transaction&, const Call&, const api::DeleteLoadBalancerListener&);
Answer delete_http_listener(Transaction&, const Call&, const api::DeleteLoadBalancerHTTPListener&);
// describe_listeners.cc
Answer describe_listeners(const nodes::ListenerBoard&, Transaction&, const Call&,
                          const api::DescribeLoadBalancerListeners&);
Answer describe_tcp_listener(const nodes::ListenerBoard&, Transaction&, const Call&,
                             const api::DescribeLoadBalancerTCPListenerAttribute&);
Answer describe_http_listener(const nodes::ListenerBoard&, Transaction&, const Call&,
                              const api::DescribeLoadBalancerHTTPListenerAttribute&);
// describe_listener_states.cc
Answer describe_listener_states(const nodes::ListenerBoard&, Transaction&, const Call&,
                                const api::DescribeListenerStates&);
// describe_address_mappings.cc
Answer describe_address_mappings(const nodes::ListenerBoard&, Transaction&, const Call&,
                                 const api::DescribeAddressMappings&);

}  // namespace sluice::loadbalancer
