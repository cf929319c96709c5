#pragma once

#include <string>

namespace sluice::app {

std::string version_text();
int print_version();

}  // namespace sluice::app
