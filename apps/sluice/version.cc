#include "version.h"

#include <cstdio>

#include "control/schema/schema.h"
#include "platform/json/json.h"

namespace sluice::app {

std::string version_text() {
  return "sluice " SLUICE_VERSION " (" SLUICE_BUILD ", compiler " __VERSION__ ")";
}

int print_version(bool as_json) {
  const json::Value value{{"version", SLUICE_VERSION},
                          {"build", SLUICE_BUILD},
                          {"compiler", __VERSION__},
                          {"schema_version", schema::migrations().back().number}};
  std::printf("%s\n", (as_json ? json::print(value) : version_text()).c_str());
  return 0;
}

}  // namespace sluice::app
