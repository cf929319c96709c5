#pragma once
// The tables [providers.SEAM] of the configuration file: who stands in for what the service decides by
// itself.

#include <string>
#include <vector>

#include "config_file.h"
#include "control/providers/client/settings.h"
#include "platform/base/result.h"

namespace sluice::app {

// Reads secrets, and asks the system for the addresses of names. The error is a sentence that begins with the
// place and the key, and says what was received and what is accepted.
base::Result<providers::Settings, std::string> read_providers(const std::vector<TableSetting>& tables);

}  // namespace sluice::app
