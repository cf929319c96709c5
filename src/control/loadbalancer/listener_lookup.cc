#include "control/loadbalancer/listener_lookup.h"

namespace sluice::loadbalancer {

base::Result<FoundListener, api::Error> find_listener(storage::Transaction& tx, const actions::Call& call,
                                                      const api::Action& action,
                                                      std::string_view load_balancer_id, int64_t port,
                                                      const std::optional<std::string>& protocol) {
  const auto balancer = find_load_balancer(tx, call.caller.account_key, load_balancer_id);
  if (!balancer) return actions::refuse(action, "LoadBalancerNotFound");
  std::vector<Listener> listeners = list_listeners(tx, balancer->key);
  std::erase_if(listeners, [&](const Listener& listener) {
    return listener.port != port || (protocol && *protocol != to_string(listener.protocol));
  });
  if (listeners.empty()) return actions::refuse(action, "ListenerNotFound");
  if (listeners.size() > 1) return actions::refuse(action, "TooManyListeners");
  return FoundListener{*balancer, std::move(listeners.front())};
}

}  // namespace sluice::loadbalancer
