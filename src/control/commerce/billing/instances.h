#pragma once
// What bills are made out for, as billing needs it of whoever has it: a product's resources. The engine knows
// none.

#include <string_view>

#include "platform/base/clock.h"
#include "platform/storage/transaction.h"

namespace sluice::commerce {

// Called inside units of work. A resource that is no more is passed over.
class Instances {
 public:
  virtual ~Instances() = default;

  // Stops it and keeps it, because of its owner's arrears; and starts it again.
  virtual void lock(storage::Transaction& tx, std::string_view resource_id) = 0;
  virtual void unlock(storage::Transaction& tx, std::string_view resource_id) = 0;
  // Ends it for good, as its owner's own release would.
  virtual void release(storage::Transaction& tx, std::string_view resource_id, base::WallTime now) = 0;
};

}  // namespace sluice::commerce
