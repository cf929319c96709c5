#pragma once
// The end of a balancer, whoever ends it. Called inside units of work.

#include "control/commerce/pipeline/place_order.h"
#include "control/loadbalancer/load_balancer_store.h"

namespace sluice::loadbalancer {

// Its address, what its order held, the node's part and the rows, all in this transaction.
base::Result<void, commerce::Refusal> release_load_balancer(const commerce::Engine& engine,
                                                            storage::Transaction& tx,
                                                            const LoadBalancer& balancer, base::WallTime now);

}  // namespace sluice::loadbalancer
