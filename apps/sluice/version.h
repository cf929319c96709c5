#pragma once

namespace sluice::app {

int print_version();

}  // namespace sluice::app
