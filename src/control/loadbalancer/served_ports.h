#pragma once
// Ports that a node had to choose differently from what was asked for (a privileged port without the
// privilege) are remembered, so that they stay the same over restarts.

#include "contract/nodelink/report.h"
#include "platform/storage/database.h"

namespace sluice::loadbalancer {

// Submits a write if the report has such a port. Any thread.
void remember_served_ports(storage::Database& database, const nodelink::Report& report);

}  // namespace sluice::loadbalancer
