#include "contract/api/parameter.h"

#include "platform/json/json.h"

namespace sluice::api::detail {

std::string to_text(const json::Value& value) {
  return value.get<std::string>();
}
bool to_flag(const json::Value& value) {
  return value.get<bool>();
}
int64_t to_integer(const json::Value& value) {
  return value.get<int64_t>();
}
size_t item_count(const json::Value& list) {
  return list.size();
}
const json::Value& item(const json::Value& list, size_t index) {
  return list[index];
}

void assign_fields(void* object, const json::Value& value, std::span<const Parameter> fields) {
  for (const Parameter& field : fields) {
    const json::Value* member = json::find(value, field.name);
    if (member != nullptr && field.assign != nullptr) field.assign(object, *member, field.fields);
  }
}

}  // namespace sluice::api::detail
