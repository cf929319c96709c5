#pragma once
// Where a command finds the sealing key.

#include <optional>
#include <string>

#include "control/identity/sealer.h"
#include "platform/base/result.h"

namespace sluice::app {

inline constexpr const char* sealing_key_variable = "SLUICE_SEALING_KEY";

// The keys of the environment, which has them no more afterwards; none if it has not. It is an error to name
// a file as well.
base::Result<std::optional<identity::Sealer>, std::string> take_sealer(const std::string& sealing_key_file);

}  // namespace sluice::app
