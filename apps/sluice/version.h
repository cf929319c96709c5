#pragma once

#include <string>

namespace sluice::app {

std::string version_text();
int print_version(bool as_json);

}  // namespace sluice::app
