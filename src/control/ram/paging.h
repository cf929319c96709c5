#pragma once
// The lists of this module are read in the order in which things were made; a marker is the key of the last
// one that was told, in Base64 so that nobody counts on what it is.

#include <charconv>
#include <optional>
#include <string>
#include <string_view>

#include "control/actions/registry.h"
#include "platform/base/encoding.h"

namespace sluice::ram {

inline std::string to_marker(int64_t key) {
  return base::base64(std::to_string(key));
}

inline std::optional<int64_t> parse_marker(std::string_view marker) {
  const auto text = base::decode_base64(marker);
  int64_t key = 0;
  if (!text) return std::nullopt;
  const auto [stop, error] = std::from_chars(text->data(), text->data() + text->size(), key);
  if (error != std::errc{} || stop != text->data() + text->size() || key < 0) return std::nullopt;
  return key;
}

// {IsTruncated, Marker, <wrapper>: {<item>: [...]}}. `read` gives the rows after a key, so many at most.
template <class Read, class ToJson>
actions::Answer list_page(const api::Action& action, const std::optional<std::string>& marker,
                          int64_t max_items, std::string_view wrapper, std::string_view item, Read read,
                          ToJson to_json) {
  const auto after = parse_marker(marker.value_or(to_marker(0)));
  if (!after) {
    return actions::invalid(action, "Marker", "received what is no Marker of an earlier page");
  }
  auto rows = read(*after, max_items + 1);
  const bool is_truncated = static_cast<int64_t>(rows.size()) > max_items;
  if (is_truncated) rows.pop_back();
  json::Value list = json::Value::array();
  for (const auto& row : rows) list.push_back(to_json(row));
  json::Value answer{{"IsTruncated", is_truncated}};
  if (is_truncated) answer["Marker"] = to_marker(rows.back().key);
  answer[std::string(wrapper)] = {{std::string(item), std::move(list)}};
  return answer;
}

}  // namespace sluice::ram
