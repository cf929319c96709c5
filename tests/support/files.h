#pragma once
// What tests look at of files that the program wrote.

#include <string>

#include <sys/types.h>

namespace sluice::e2e {

// All of it; empty where it cannot be read.
std::string content_of(const std::string& path);

// Who may do what with it, as chmod(1) takes it; fails the test where there is no such file.
mode_t mode_of(const std::string& path);

}  // namespace sluice::e2e
