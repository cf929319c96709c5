#pragma once
// Secrets that the environment brings.

#include "platform/base/secret.h"

namespace sluice::app {

// Empty where it is not set. Afterwards neither this process's environment nor what /proc shows of it has the
// value, nor have children of this process. Before the first thread starts.
base::Secret take_from_environment(const char* name);

}  // namespace sluice::app
