#pragma once

#include <string_view>

namespace sluice::api {

// A sentence of the documentation in both languages. Chinese is what the reference page prints.
struct Text {
  std::string_view zh;
  std::string_view en;
};

}  // namespace sluice::api
