#include "control/commerce/refusal/hint.h"

#include "platform/json/json.h"

namespace sluice::commerce {
namespace {

template <class Text>
std::string join(std::span<const Text> items) {
  std::string list;
  for (size_t i = 0; i < items.size() && i < shown_items_max; ++i) {
    if (i > 0) list += ", ";
    list += items[i];
  }
  if (items.size() > shown_items_max) {
    list.append(" and ").append(std::to_string(items.size() - shown_items_max)).append(" more");
  }
  return list;
}

}  // namespace

std::string shown(std::string_view value) {
  if (value.size() <= shown_value_bytes_max) return json::print(std::string(value));
  // Not in the middle of a character.
  size_t end = shown_value_bytes_max;
  while (end > 0 && (static_cast<unsigned char>(value[end]) & 0xC0) == 0x80) --end;
  return json::print(std::string(value.substr(0, end))) + "...";
}

std::string listed(std::span<const std::string> items) {
  return join(items);
}

std::string listed(std::span<const std::string_view> items) {
  return join(items);
}

}  // namespace sluice::commerce
