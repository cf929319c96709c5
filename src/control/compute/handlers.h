#pragma once
// The handlers of this module, one source file each.

#include "contract/api/ens/describe_instances.h"
#include "contract/api/ens/release_post_paid_instance.h"
#include "contract/api/ens/run_instances.h"
#include "control/actions/environment.h"
#include "control/actions/registry.h"

namespace sluice::compute {

actions::Answer run_instances(const actions::Environment& environment, storage::Transaction& tx,
                              const actions::Call& call, const api::RunInstances& request);
actions::Answer describe_instances(storage::Transaction& tx, const actions::Call& call,
                                   const api::DescribeInstances& request);
actions::Answer release_post_paid_instance(storage::Transaction& tx, const actions::Call& call,
                                           const api::ReleasePostPaidInstance& request);

}  // namespace sluice::compute
