#include "errors/find_rows.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "contract/reference/find.h"
#include "errors/row.h"

namespace sluice::app::errors {
namespace {

constexpr std::string_view blank = "%s";

std::vector<std::string_view> codes() {
  std::vector<std::string_view> all;
  for (const Row& each : rows()) all.push_back(api::row_of(each.error).code);
  return all;
}

}  // namespace

base::Result<std::vector<Wanted>, std::string> find_rows(std::string_view code) {
  std::vector<Wanted> found;
  for (const Row& each : rows()) {
    const std::string_view known = api::row_of(each.error).code;
    if (known == code) {
      found.push_back({each.error, {}});
    } else if (const size_t at = known.find(blank); at != std::string_view::npos) {
      const std::string_view stem = known.substr(0, at);  // with its point
      if (code == stem.substr(0, stem.size() - 1)) found.push_back({each.error, {}});
      if (code.starts_with(stem) && code.size() > stem.size()) {
        found.push_back({each.error, std::string(code.substr(stem.size()))});
      }
    }
  }
  if (!found.empty()) return found;
  const std::vector<std::string_view> all = codes();
  const std::vector<std::string_view> near = reference::suggest_names(code, all);
  return base::Unexpected{fmt::format("there is no code {} in the table of CreateLoadBalancer; {}", code,
                                      near.empty() ? "sluice errors list shows all of them"
                                                   : fmt::format("nearest: {}", fmt::join(near, ", ")))};
}

}  // namespace sluice::app::errors
