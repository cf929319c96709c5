#include "hardening.h"

#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>

namespace sluice::app {

void harden(Debugging debugging) {
  ::umask(077);
  if (debugging == Debugging::Possible) return;
  // Two ways to the same end: a core_pattern that is a program ignores the limit, but not this flag.
  const rlimit none{};
  ::setrlimit(RLIMIT_CORE, &none);
  ::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
}

}  // namespace sluice::app
