#pragma once
// The secret that the service and a provider share.

#include <string>

#include "platform/base/result.h"
#include "platform/base/secret.h"

namespace sluice::app {

// Of a file: all of it, but for one line end behind it. The error is a sentence that names the file and never
// what is in it.
base::Result<base::Secret, std::string> read_provider_secret(const std::string& path);
// Of the environment, which has it no more afterwards.
base::Result<base::Secret, std::string> take_provider_secret(const std::string& variable);

}  // namespace sluice::app
