#pragma once
// The directory that holds everything a server must not lose. One process at a time.

#include <string>

#include "platform/base/result.h"
#include "platform/base/unique_fd.h"

namespace sluice::app {

class DataDirectory {
 public:
  // Makes it where it is missing (mode 0700) and locks it. The error is a sentence for the operator.
  static base::Result<DataDirectory, std::string> open(const std::string& path);

 private:
  explicit DataDirectory(base::UniqueFd lock) : lock_(std::move(lock)) {}
  base::UniqueFd lock_;  // the kernel gives it back however the process ends
};

}  // namespace sluice::app
