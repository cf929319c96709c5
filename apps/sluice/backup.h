#pragma once

#include <string>

namespace sluice::app {

struct BackupOptions {
  std::string data_dir;
  std::string to;
};

// A copy of what the data directory holds at one instant, while a server uses it or not; says what is not in
// it. The process's exit status.
int back_up(const BackupOptions& options);

struct RestoreOptions {
  std::string from;
  std::string data_dir;
};

// A data directory from such a copy, which is checked as a whole first; says what is missing. The process's
// exit status.
int restore(const RestoreOptions& options);

}  // namespace sluice::app
