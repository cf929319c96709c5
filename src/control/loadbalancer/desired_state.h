#pragma once
// From the rows of a balancer to what its node is told. Called inside the unit of work that changed
// something, as its last step: the change and its message are one commit.

#include "control/loadbalancer/load_balancer_store.h"
#include "platform/storage/transaction.h"

namespace sluice::loadbalancer {

void publish(storage::Transaction& tx, const LoadBalancer& balancer);
void publish_gone(storage::Transaction& tx, const LoadBalancer& balancer);

}  // namespace sluice::loadbalancer
