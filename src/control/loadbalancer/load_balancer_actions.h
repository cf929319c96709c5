#pragma once

#include "control/actions/environment.h"
#include "control/actions/registry.h"
#include "control/commerce/pipeline/place_order.h"
#include "control/nodes/listener_board.h"

namespace sluice::loadbalancer {

struct Settings {
  // A balancer created without a name gets one, as the page says; Terraform's resource expects it to stay
  // empty.
  bool generate_names = true;
};

// Every action of balancers, their listeners and backend servers, DescribeAddressMappings and
// DescribeListenerStates. The board, and what the engine works with, outlive the registry.
void serve(actions::Registry& registry, const actions::Environment& environment,
           const commerce::Engine& engine, const nodes::ListenerBoard& board, Settings settings);

}  // namespace sluice::loadbalancer
