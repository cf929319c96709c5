#pragma once

#include <string>

namespace sluice::app {

// Asks a server whether it should be given calls (/readyz, without a key and, also where the API speaks
// HTTPS, without TLS) and prints what it says. The process's exit status: 1 if it is not ready, or does not
// answer.
int ready(const std::string& endpoint);

}  // namespace sluice::app
