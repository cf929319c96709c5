#pragma once
// Balancers, as billing needs them: locked, unlocked, released.

#include "control/commerce/billing/instances.h"
#include "control/commerce/pipeline/place_order.h"

namespace sluice::loadbalancer {

// Thread-safe. What the engine refers to outlives it.
class BilledBalancers final : public commerce::Instances {
 public:
  explicit BilledBalancers(const commerce::Engine& engine) : engine_(engine) {}

  void lock(storage::Transaction& tx, std::string_view resource_id) override;
  void unlock(storage::Transaction& tx, std::string_view resource_id) override;
  void release(storage::Transaction& tx, std::string_view resource_id, base::WallTime now) override;

 private:
  const commerce::Engine engine_;
};

}  // namespace sluice::loadbalancer
