#pragma once
// What a signature is a function of: the request as received, before any decoding.

#include <cstddef>
#include <string_view>
#include <utility>
#include <vector>

namespace sluice::signature {

// Parameters that the query or a form body may hold, each; more is as unreadable as a broken escape.
inline constexpr size_t parameters_max = 1024;

struct Request {
  std::string_view method;                                             // GET or POST
  std::string_view target;                                             // raw path and query: "/?Action=..."
  std::vector<std::pair<std::string_view, std::string_view>> headers;  // names in any case, values trimmed
  std::string_view body;
};

}  // namespace sluice::signature
