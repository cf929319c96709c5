#include "environment.h"

#include <cstdlib>
#include <cstring>

namespace sluice::app {

base::Secret take_from_environment(const char* name) {
  char* const value = std::getenv(name);
  if (value == nullptr) return {};
  base::Secret secret{std::string(value)};
  ::explicit_bzero(value, std::strlen(value));  // /proc/PID/environ shows this very memory
  ::unsetenv(name);
  return secret;
}

}  // namespace sluice::app
