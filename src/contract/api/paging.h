#pragma once
// The two parameters of every list that is read page by page.

#include "contract/api/parameter.h"
#include "contract/api/words.h"

namespace sluice::api {

template <auto Member>
constexpr Parameter page_number() {
  return {.name = "PageNumber",
          .type = Type::Integer,
          .description = words::page_number,
          .example = "1",
          .default_value = "1",
          .constraint = {.min = 1, .max = std::numeric_limits<int32_t>::max()},
          .assign = bind<Member>};
}

template <auto Member>
constexpr Parameter page_size(int64_t max) {
  return {.name = "PageSize",
          .type = Type::Integer,
          .description = words::page_size,
          .example = "10",
          .default_value = "10",
          .constraint = {.min = 1, .max = max},
          .assign = bind<Member>};
}

}  // namespace sluice::api
