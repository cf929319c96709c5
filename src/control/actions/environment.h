#pragma once

#include "platform/base/random.h"
#include "platform/storage/key_source.h"

namespace sluice::actions {

// The seams every module's handlers draw from; they outlive the registry.
struct Environment {
  base::Random& random;
  storage::KeySource& keys;
};

}  // namespace sluice::actions
