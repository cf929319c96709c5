#include "contract/api/parameter.h"

#include "platform/json/json.h"

namespace sluice::api {

std::string_view to_string(Names names) {
  switch (names) {
    case Names::Unsaid:
    case Names::Nothing:
      return {};
    case Names::New:
      return "new";
    case Names::Region:
      return "region";
    case Names::Shared:
      return "shared";
    case Names::Absent:
      return "absent";
    case Names::Network:
      return "network";
    case Names::VSwitch:
      return "vswitch";
    case Names::Instance:
      return "instance";
    case Names::LoadBalancer:
      return "loadbalancer";
    case Names::Address:
      return "address";
    case Names::Tag:
      return "tag";
    case Names::User:
      return "user";
    case Names::AccessKey:
      return "accesskey";
    case Names::Policy:
      return "policy";
    case Names::Role:
      return "role";
    case Names::RoleArn:
      return "rolearn";
    case Names::ClientToken:
      return "clienttoken";
    case Names::Order:
      return "order";
    case Names::Marker:
      return "marker";
    case Names::AnyId:
      return "id";
    case Names::Account:
      return "account";
    case Names::AccountKey:
      return "accountkey";
  }
  return {};
}

namespace detail {

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

}  // namespace detail
}  // namespace sluice::api
