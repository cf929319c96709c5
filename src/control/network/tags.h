#pragma once
// Tags of a resource: stored as JSON beside it, shown in both spellings that clients read.

#include <string>
#include <vector>

#include "platform/json/json.h"

namespace sluice::network {

template <class Tag>
std::string store_tags(const std::vector<Tag>& tags) {
  json::Value list = json::Value::array();
  for (const Tag& tag : tags) list.push_back({{"Key", tag.key}, {"Value", tag.value}});
  return json::print(list);
}

// [{"Key","Value","TagKey","TagValue"}]
json::Value show_tags(std::string_view stored);

}  // namespace sluice::network
