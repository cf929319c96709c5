#include "version.h"

#include <cstdio>

namespace sluice::app {

std::string version_text() {
  return "sluice " SLUICE_VERSION " (" SLUICE_BUILD ", compiler " __VERSION__ ")";
}

int print_version() {
  std::printf("%s\n", version_text().c_str());
  return 0;
}

}  // namespace sluice::app
