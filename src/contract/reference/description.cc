#include "contract/reference/description.h"

#include "contract/api/catalogue.h"
#include "contract/reference/areas.h"
#include "contract/reference/examples.h"
#include "contract/reference/fields.h"
#include "contract/reference/response.h"
#include "platform/json/json.h"

namespace sluice::reference {
namespace {

using json::Value;

Value describe(const api::Text& text) {
  return {{"zh", text.zh}, {"en", text.en}};
}

Value list_of(std::span<const std::string_view> words) {
  Value list = Value::array();
  for (const std::string_view word : words) list.push_back(word);
  return list;
}

std::string_view name_of(api::Serialization serialization) {
  switch (serialization) {
    case api::Serialization::None:
      return "none";
    case api::Serialization::Repeated:
      return "repeated";
    case api::Serialization::Json:
      return "json";
  }
  return {};
}

Value describe(const api::Parameter& parameter);
Value describe(const api::ResponseField& field);
Value describe(const api::ErrorRow& error);

Value describe_constraint(const api::Parameter& parameter) {
  const api::Constraint any;
  const api::Constraint& c = parameter.constraint;
  Value set = Value::object();
  if (c.length_min != 0) set["length_min"] = c.length_min;
  if (c.length_max != 0) set["length_max"] = c.length_max;
  if (c.min != any.min) set["min"] = c.min;
  if (c.max != any.max) set["max"] = c.max;
  if (c.zero_is_unset) set["zero_is_unset"] = true;
  if (!c.one_of.empty()) set["one_of"] = list_of(c.one_of);
  if (c.any_case) set["any_case"] = true;
  if (c.accepts != nullptr) set["format"] = describe(c.accepted);
  if (parameter.type == api::Type::StringList || parameter.type == api::Type::ObjectList) {
    set["items_min"] = c.items_min;
    set["items_max"] = c.items_max == 0 ? api::list_items_max : c.items_max;
  }
  return set;
}

template <class Field>
Value describe_fields(std::span<const Field> fields) {
  Value list = Value::array();
  for (const Field& field : fields) list.push_back(describe(field));
  return list;
}

Value describe(const api::Parameter& parameter) {
  Value value = {{"name", parameter.name},
                 {"type", type_name(parameter.type)},
                 {"required", parameter.presence == api::Presence::Required},
                 {"since", parameter.since == api::Since::Page ? "page" : "later"},
                 {"serialization", name_of(parameter.serialization)},
                 {"description", describe(parameter.description)},
                 {"example", parameter.example}};
  if (!parameter.default_value.empty()) value["default"] = parameter.default_value;
  if (const auto names = to_string(parameter.names); !names.empty()) value["names"] = names;
  if (parameter.secret) value["secret"] = true;
  value["constraint"] = describe_constraint(parameter);
  if (!parameter.fields.empty()) value["fields"] = describe_fields(parameter.fields);
  return value;
}

Value describe(const api::ResponseField& field) {
  Value value = {
      {"name", field.name}, {"type", type_name(field.type)}, {"description", describe(field.description)}};
  if (!field.example.empty()) value["example"] = field.example;
  if (!field.fields.empty()) value["fields"] = describe_fields(field.fields);
  return value;
}

Value describe(const api::ErrorRow& error) {
  Value value = {{"http_status", error.http_status}, {"code", error.code}, {"message", error.message}};
  if (error.description_zh != "-") value["description"] = {{"zh", error.description_zh}};
  return value;
}

Value describe(const api::Ram& ram) {
  return {{"action", ram.action},
          {"access_level", to_string(ram.access_level)},
          {"resource_types", ram.resource_types.empty() ? Value::array({"*"}) : list_of(ram.resource_types)},
          {"condition_keys", list_of(ram.condition_keys)},
          {"associated_actions", list_of(ram.associated_actions)}};
}

}  // namespace

Value describe(const api::Action& action) {
  Value response = describe_fields(action.response);
  response.insert(response.begin(), describe(request_id_field(action)));
  auto response_example = json::parse(action.response_example);
  Value history = Value::array();
  for (const api::HistoryEntry& entry : action.history) {
    history.push_back({{"date", entry.date}, {"summary", describe(entry.summary)}});
  }
  Value examples = Value::object();
  for (const Example& example : examples_of(action)) examples[std::string(example.id)] = example.code;
  return {{"name", action.name},
          {"version", action.version},
          {"area", area_of(action).id},
          {"summary", describe(action.summary)},
          {"effect", action.effect == api::Effect::Write ? "write" : "read"},
          {"idempotency", action.idempotency == api::Idempotency::ClientToken ? "ClientToken" : "none"},
          {"rate_limits",
           {{"api_per_second", action.rate_limits.api_per_second},
            {"user_per_second", action.rate_limits.user_per_second}}},
          {"ram", describe(action.ram)},
          {"parameters", describe_fields(action.parameters)},
          {"response", std::move(response)},
          {"response_example", response_example ? std::move(*response_example) : Value()},
          {"errors", describe_fields(action.errors)},
          {"history", std::move(history)},
          {"examples", std::move(examples)}};
}

Value describe_all() {
  Value actions = Value::array();
  for (const api::Action* action : api::all_actions()) actions.push_back(describe(*action));
  Value common_errors = Value::array();
  for (const api::ErrorRow* error : api::gateway::all) common_errors.push_back(describe(*error));
  return {{"actions", std::move(actions)}, {"common_errors", std::move(common_errors)}};
}

}  // namespace sluice::reference
