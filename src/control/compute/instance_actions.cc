#include "control/compute/instance_actions.h"

#include "control/compute/handlers.h"

namespace sluice::compute {

void serve(actions::Registry& registry, const actions::Environment& environment) {
  registry.serve<api::RunInstances>([environment](auto& tx, const auto& call, const auto& request) {
    return run_instances(environment, tx, call, request);
  });
  registry.serve<api::DescribeInstances>(describe_instances);
  registry.serve<api::ReleasePostPaidInstance>(release_post_paid_instance);
}

}  // namespace sluice::compute
