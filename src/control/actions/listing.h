#pragma once
// What every Describe list shares: filters that count only when they were sent, and pages.

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "platform/json/json.h"

namespace sluice::actions {

inline bool matches(const std::optional<std::string>& filter, std::string_view value) {
  return !filter || *filter == value;
}

inline bool matches(const std::vector<std::string>& filter, std::string_view value) {
  return filter.empty() || std::ranges::find(filter, value) != filter.end();
}

// The page of `rows` (page numbers count from 1), each as JSON.
template <class Row, class ToJson>
json::Value page_of(const std::vector<Row>& rows, int64_t page_number, int64_t page_size, ToJson to_json) {
  json::Value page = json::Value::array();
  const auto count = static_cast<int64_t>(rows.size());
  // Division instead of multiplication: a huge page number must not overflow.
  if (page_number < 1 || (page_number - 1) > count / page_size) return page;
  const int64_t first = (page_number - 1) * page_size;
  for (int64_t i = first; i < std::min(count, first + page_size); ++i)
    page.push_back(to_json(rows[static_cast<size_t>(i)]));
  return page;
}

// {"Name": list} for the wrapper objects of the wire format.
inline json::Value list_of(const std::vector<std::string>& texts) {
  json::Value list = json::Value::array();
  for (const std::string& text : texts) list.push_back(text);
  return list;
}

}  // namespace sluice::actions
