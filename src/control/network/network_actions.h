#pragma once

#include "control/actions/environment.h"
#include "control/actions/registry.h"

namespace sluice::network {

struct NetworkLimits {
  int64_t networks_per_account_max = 500;
};

// CreateNetwork, DescribeNetworks, DescribeNetworkAttribute, ModifyNetworkAttribute, DeleteNetwork.
void serve_networks(actions::Registry& registry, const actions::Environment& environment,
                    NetworkLimits limits = {});

// CreateVSwitch, DescribeVSwitches, DescribeVSwitchAttributes, ModifyVSwitchAttribute, DeleteVSwitch.
void serve_vswitches(actions::Registry& registry, const actions::Environment& environment);

}  // namespace sluice::network
