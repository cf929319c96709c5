#include "contract/signature/canonical.h"

#include <algorithm>

namespace sluice::signature {

std::string canonical_query(base::FormPairs parameters) {
  std::stable_sort(parameters.begin(), parameters.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  return base::format_form(parameters);
}

}  // namespace sluice::signature
