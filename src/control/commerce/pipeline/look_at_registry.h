#pragma once
// Stage S11, where hosts are registered elsewhere: what is known of a host here, as the registry sees it.

#include "control/commerce/hosts/check_host.h"
#include "control/commerce/pipeline/purchase.h"

namespace sluice::commerce {

// Asks about a host that is known here, and takes the status from the answer. What it lacks it has noted.
void look_at_registry(const Purchase& purchase, HostFacts& host);

}  // namespace sluice::commerce
