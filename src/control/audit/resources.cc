#include "control/audit/resources.h"

#include <algorithm>
#include <iterator>

#include "platform/json/json.h"

namespace sluice::audit {
namespace {

// The members that name a resource, and of what type.
struct Kind {
  std::string_view member;
  std::string_view type;
};
constexpr Kind kinds[] = {
    {"LoadBalancerId", "ACS::ENS::LoadBalancer"},
    {"NetworkId", "ACS::ENS::Network"},
    {"VSwitchId", "ACS::ENS::VSwitch"},
    {"InstanceId", "ACS::ENS::Instance"},
    {"InstanceIds", "ACS::ENS::Instance"},
    {"UserName", "ACS::RAM::User"},
    {"NewUserName", "ACS::RAM::User"},
    {"PolicyName", "ACS::RAM::Policy"},
    {"RoleName", "ACS::RAM::Role"},
    {"RoleArn", "ACS::RAM::Role"},
    {"AccessKeyId", "ACS::RAM::AccessKey"},
    {"UserAccessKeyId", "ACS::RAM::AccessKey"},
    {"AccountAccessKeyId", "ACS::RAM::AccessKey"},
    {"AccountId", "ACS::Sluice::Account"},
};

std::string_view type_of(std::string_view member) {
  const auto kind = std::ranges::find(kinds, member, &Kind::member);
  return kind == std::end(kinds) ? std::string_view() : kind->type;
}

void add(std::vector<Resource>& resources, std::string_view type, std::string_view name) {
  if (name.empty() || name.size() > resource_name_bytes_max || resources.size() >= resources_max) return;
  Resource resource{std::string(type), std::string(name)};
  if (std::ranges::find(resources, resource) == resources.end()) resources.push_back(std::move(resource));
}

void add_members(std::vector<Resource>& resources, const json::Value& object, int depth) {
  for (const auto& [member, value] : object.items()) {
    // The object that describes what was made: {"AccessKey": {"AccessKeyId": ...}}.
    if (value.is_object() && depth > 0) add_members(resources, value, depth - 1);
    const std::string_view type = type_of(member);
    if (type.empty()) continue;
    if (value.is_string()) add(resources, type, value.get_ref<const std::string&>());
    if (!value.is_array()) continue;
    for (const json::Value& each : value) {
      if (each.is_string()) add(resources, type, each.get_ref<const std::string&>());
    }
  }
}

}  // namespace

std::vector<Resource> resources_of(const api::Action& action, const api::ParameterSet& parameters) {
  std::vector<Resource> resources;
  for (const api::Parameter& parameter : action.parameters) {
    const std::string_view type = type_of(parameter.name);
    if (type.empty() || parameter.type != api::Type::String) continue;
    if (const std::string* const value = parameters.find(parameter.name)) add(resources, type, *value);
  }
  return resources;
}

void add_resources(std::vector<Resource>& resources, const json::Value& answer) {
  if (answer.is_object()) add_members(resources, answer, 1);
}

std::string to_text(const std::vector<Resource>& resources) {
  json::Value list = json::Value::array();
  for (const Resource& each : resources) list.push_back(json::Value::array({each.type, each.name}));
  return json::print(list);
}

std::vector<Resource> parse_resources(std::string_view text) {
  std::vector<Resource> resources;
  const auto list = json::parse(text);
  if (!list || !list->is_array()) return resources;
  for (const json::Value& each : *list) {
    if (each.is_array() && each.size() == 2 && each[0].is_string() && each[1].is_string()) {
      resources.push_back({each[0].get<std::string>(), each[1].get<std::string>()});
    }
  }
  return resources;
}

}  // namespace sluice::audit
