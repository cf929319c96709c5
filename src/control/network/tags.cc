#include "control/network/tags.h"

namespace sluice::network {

json::Value show_tags(std::string_view stored) {
  json::Value shown = json::Value::array();
  const auto tags = json::parse(stored);
  if (!tags) return shown;
  for (const json::Value& tag : *tags) {
    const std::string key(json::find_text(tag, "Key").value_or(""));
    const std::string value(json::find_text(tag, "Value").value_or(""));
    shown.push_back({{"Value", value}, {"Key", key}, {"TagValue", value}, {"TagKey", key}});
  }
  return shown;
}

}  // namespace sluice::network
