#pragma once
// Numbered, forward-only schema steps. Numbers count from 1 without gaps; a step that has landed never
// changes.

#include <span>
#include <string_view>

namespace sluice::storage {

struct Migration {
  int number;
  std::string_view name;
  std::string_view sql;  // one or more statements
};

}  // namespace sluice::storage
