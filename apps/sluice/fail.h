#pragma once
// How a subcommand ends that could not do what it was for.

#include <cstdio>
#include <string>

namespace sluice::app {

// Says why on standard error, "sluice backup: there is no ..."; the exit status. No command: the program
// itself.
inline int fail(const std::string& command, const std::string& reason) {
  std::fprintf(stderr, "sluice%s%s: %s\n", command.empty() ? "" : " ", command.c_str(), reason.c_str());
  return 1;
}

}  // namespace sluice::app
