#pragma once

#include <string>

namespace sluice::app {

struct RotateOptions {
  std::string data_dir;
  std::string sealing_key_file;  // empty: in the data directory
  std::string keep;              // a new file for the keys that were there before; empty: nowhere
};

// A new sealing key, and every secret sealed under it, while no server runs; or, with SLUICE_SEALING_KEY,
// every secret under the first of its keys. May be killed and repeated at any point. The process's exit
// status.
int rotate_sealing_key(const RotateOptions& options);

}  // namespace sluice::app
