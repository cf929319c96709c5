#pragma once

#include <optional>
#include <string_view>

#include "control/actions/registry.h"
#include "control/loadbalancer/listener_store.h"
#include "control/loadbalancer/load_balancer_store.h"

namespace sluice::loadbalancer {

struct FoundListener {
  LoadBalancer balancer;
  Listener listener;
};

// The one listener that a call means, in the words of that call's own error table: LoadBalancerNotFound,
// ListenerNotFound, and TooManyListeners where the port alone is not enough.
base::Result<FoundListener, api::Error> find_listener(storage::Transaction& tx, const actions::Call& call,
                                                      const api::Action& action,
                                                      std::string_view load_balancer_id, int64_t port,
                                                      const std::optional<std::string>& protocol);

}  // namespace sluice::loadbalancer
