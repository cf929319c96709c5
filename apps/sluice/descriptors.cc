#include "descriptors.h"

#include <algorithm>

#include <sys/resource.h>

namespace sluice::app {
namespace {

constexpr size_t for_files_and_listening = 512;
constexpr size_t limit_unknown = 1024;
constexpr size_t addresses_min = 4;  // so many it takes to have all connections of the API

size_t raise_limit() {
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return limit_unknown;
  const rlimit raised{.rlim_cur = limit.rlim_max, .rlim_max = limit.rlim_max};
  if (::setrlimit(RLIMIT_NOFILE, &raised) == 0) limit = raised;
  return static_cast<size_t>(std::min<rlim_t>(limit.rlim_cur, 1 << 24));
}

}  // namespace

DescriptorShares share_descriptors(size_t api_connections_wanted, size_t per_address_wanted) {
  const size_t api = std::min(api_connections_wanted, raise_limit() / 5 * 3);
  return {.api_connections_max = api,
          .api_connections_per_address_max = std::min(per_address_wanted, api / addresses_min),
          .of_others = api + for_files_and_listening};
}

}  // namespace sluice::app
