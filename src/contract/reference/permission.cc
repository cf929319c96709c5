#include "contract/reference/permission.h"

#include <fmt/format.h>

#include "contract/reference/labels.h"

namespace sluice::reference {
namespace {

// instance of acs:ens:*:{#accountId}:instance/{#InstanceId}
std::string_view resource_name(std::string_view arn) {
  arn.remove_prefix(arn.rfind(':') + 1);
  return arn.substr(0, arn.find('/'));
}

}  // namespace

std::vector<std::string> resource_types(const api::Ram& ram, Language language) {
  if (ram.resource_types.empty()) return {std::string(in(language, labels::all_resources))};
  std::vector<std::string> types;
  for (const std::string_view arn : ram.resource_types) {
    types.push_back(fmt::format("*{} {}", resource_name(arn), arn));
  }
  return types;
}

}  // namespace sluice::reference
