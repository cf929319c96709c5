#include "version.h"

#include <cstdio>

namespace sluice::app {

int print_version() {
  std::printf("sluice %s (%s, compiler %s)\n", SLUICE_VERSION, SLUICE_BUILD, __VERSION__);
  return 0;
}

}  // namespace sluice::app
