#include "contract/api/validation.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <optional>

#include <fmt/format.h>

#include "contract/api/accepted.h"
#include "contract/api/characters.h"
#include "platform/base/encoding.h"
#include "platform/json/json.h"

namespace sluice::api {
namespace {

constexpr size_t received_characters_max = 64;
constexpr json::Limits json_limits{.depth_max = 8, .bytes_max = size_t{64} << 10};

struct Problem {
  std::string hint;
};

// The value as the request struct takes it; null if there is none.
using Checked = base::Result<json::Value, Problem>;

bool is_list(const Parameter& parameter) {
  return parameter.type == Type::StringList || parameter.type == Type::ObjectList;
}

base::Unexpected<Problem> problem(const Parameter& parameter, std::string_view path,
                                  std::string_view received, std::string_view because = {}) {
  const std::string shown = parameter.secret   ? "a value that is not repeated here"
                            : received.empty() ? "nothing"
                                               : '"' + printable(received, received_characters_max) + '"';
  std::string hint =
      fmt::format("{}: received {}; accepted is {}", path, shown, accepted_values(parameter).en);
  if (!because.empty()) hint += fmt::format(" ({})", because);
  return {Problem{hint + "."}};
}

bool is_text(std::string_view text) {
  if (!base::is_utf8(text)) return false;
  while (!text.empty()) {
    if (!is_text_character(next_code_point(text))) return false;
  }
  return true;
}

std::string lower_ascii(std::string_view text) {
  std::string lower(text);
  std::ranges::transform(lower, lower.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; });
  return lower;
}

Checked read_string(const Parameter& parameter, std::string_view path, std::string_view text) {
  const Constraint& c = parameter.constraint;
  if (!c.one_of.empty()) {
    const auto same = [&](std::string_view value) {
      return value == text || (c.any_case && lower_ascii(value) == lower_ascii(text));
    };
    const auto found = std::ranges::find_if(c.one_of, same);
    if (found == c.one_of.end()) return problem(parameter, path, text);
    return json::Value(std::string(*found));
  }
  const size_t length = base::utf8_length(text);
  if (length < c.length_min || (c.length_max != 0 && length > c.length_max)) {
    return problem(parameter, path, text, fmt::format("it has {} characters", length));
  }
  if (c.accepts != nullptr && !c.accepts(text)) return problem(parameter, path, text);
  return json::Value(std::string(text));
}

Checked check_integer(const Parameter& parameter, std::string_view path, int64_t number) {
  const Constraint& c = parameter.constraint;
  if (number == 0 && c.zero_is_unset) return json::Value();
  if (number < c.min || number > c.max) return problem(parameter, path, std::to_string(number));
  return json::Value(number);
}

Checked read_integer(const Parameter& parameter, std::string_view path, std::string_view text) {
  int64_t number = 0;
  const char* const end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, number);
  if (error != std::errc{} || stop != end) return problem(parameter, path, text);
  return check_integer(parameter, path, number);
}

Checked read_boolean(const Parameter& parameter, std::string_view path, std::string_view text) {
  const std::string lower = lower_ascii(text);
  if (lower != "true" && lower != "false") return problem(parameter, path, text);
  return json::Value(lower == "true");
}

Checked read_json(const Parameter& parameter, const std::string& path, const json::Value& value);

Checked read_text(const Parameter& parameter, const std::string& path, std::string_view text) {
  if (text.empty()) return json::Value();
  if (!is_text(text)) return problem(parameter, path, text, "not UTF-8 text without control characters");
  switch (parameter.type) {
    case Type::String:
      return read_string(parameter, path, text);
    case Type::Integer:
      return read_integer(parameter, path, text);
    case Type::Boolean:
      return read_boolean(parameter, path, text);
    case Type::StringList:
    case Type::ObjectList:
    case Type::Object:
    case Type::Number:
    case Type::ObjectLists:
      break;
  }
  const auto value = json::parse(text, json_limits);
  if (!value) {
    const auto& error = value.error();
    return problem(
        parameter, path, text,
        fmt::format("at byte {}: {}", error.offset, printable(error.message, 2 * received_characters_max)));
  }
  // A string of JSON inside JSON text is one layer too many.
  if (value->is_string()) return problem(parameter, path, text);
  return read_json(parameter, path, *value);
}

// A value that was not sent, or was sent empty, takes the default.
Checked read_or_default(const Parameter& parameter, const std::string& path, const json::Value& value) {
  Checked checked = read_json(parameter, path, value);
  if (!checked || !checked->is_null() || parameter.default_value.empty()) return checked;
  return read_text(parameter, path, parameter.default_value);
}

bool is_blank(const json::Value& value) {
  if (value.is_object()) return std::ranges::all_of(value, is_blank);
  return value.is_null() || (value.is_string() && value.get_ref<const std::string&>().empty());
}

Checked read_fields(const Parameter& parameter, const std::string& path, const json::Value& object) {
  if (is_blank(object)) return json::Value();
  json::Value fields = json::Value::object();
  for (const Parameter& field : parameter.fields) {
    const json::Value* sent = json::find(object, field.name);
    const std::string field_path = fmt::format("{}.{}", path, field.name);
    Checked checked = read_or_default(field, field_path, sent == nullptr ? json::Value() : *sent);
    if (!checked) return checked;
    if (!checked->is_null()) {
      fields[std::string(field.name)] = std::move(*checked);
    } else if (field.presence == Presence::Required) {
      return problem(field, field_path, {}, "it is mandatory");
    }
  }
  return fields;
}

struct Item {
  std::string path;
  json::Value value;
};

// What each item must be: the list's declaration, read as one item.
Parameter item_of(const Parameter& list) {
  Parameter item = list;
  item.type = list.type == Type::StringList ? Type::String : Type::Object;
  item.presence = Presence::Optional;
  item.default_value = {};
  return item;
}

Checked read_items(const Parameter& list, std::string_view path, const std::vector<Item>& items) {
  const Constraint& c = list.constraint;
  const auto wrong_size = [&](size_t size) { return problem(list, path, fmt::format("{} items", size)); };
  if (items.size() > (c.items_max == 0 ? list_items_max : c.items_max)) return wrong_size(items.size());
  const Parameter declaration = item_of(list);
  json::Value values = json::Value::array();
  for (const Item& item : items) {
    Checked checked = read_json(declaration, item.path, item.value);
    if (!checked) return checked;
    if (!checked->is_null()) values.push_back(std::move(*checked));
  }
  if (values.size() < c.items_min) return wrong_size(values.size());
  return values;
}

Checked read_json(const Parameter& parameter, const std::string& path, const json::Value& value) {
  if (value.is_null()) return json::Value();
  if (value.is_string()) return read_text(parameter, path, value.get_ref<const std::string&>());
  switch (parameter.type) {
    case Type::String:
      if (value.is_number()) return read_text(parameter, path, json::print(value));
      break;
    case Type::Integer:
      // Reading its text covers numbers above int64_t.
      if (value.is_number_integer()) return read_integer(parameter, path, json::print(value));
      break;
    case Type::Boolean:
      if (value.is_boolean()) return value;
      break;
    case Type::StringList:
    case Type::ObjectList:
      if (value.is_array()) {
        std::vector<Item> items;
        items.reserve(value.size());
        for (size_t i = 0; i < value.size(); ++i) {
          items.push_back({fmt::format("{}.{}", path, i + 1), value[i]});
        }
        return read_items(parameter, path, items);
      }
      break;
    case Type::Object:
      if (value.is_object()) return read_fields(parameter, path, value);
      break;
    case Type::Number:
    case Type::ObjectLists:
      break;
  }
  return problem(parameter, path, json::print(value));
}

// Calls with every parameter "<name>.<suffix>" that is not empty.
template <class Function>
void for_each_suffix(const ParameterSet& parameters, std::string_view name, Function function) {
  const std::string prefix = std::string(name) + '.';
  for (auto it = parameters.lower_bound(prefix); it != parameters.end() && it->first.starts_with(prefix);
       ++it) {
    if (!it->second.empty()) function(std::string_view(it->first).substr(prefix.size()), it->second);
  }
}

bool has_suffixes(const Parameter& parameter, const ParameterSet& parameters) {
  bool found = false;
  if (is_list(parameter) || parameter.type == Type::Object) {
    for_each_suffix(parameters, parameter.name, [&](std::string_view, const std::string&) { found = true; });
  }
  return found;
}

// 1 to list_items_max, without leading zeros.
std::optional<size_t> parse_index(std::string_view text) {
  size_t index = 0;
  const char* const end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, index);
  const bool is_index =
      error == std::errc{} && stop == end && !text.starts_with('0') && index <= list_items_max;
  return is_index ? std::optional(index) : std::nullopt;
}

// Name.N=value, or Name.N.Field=value.
Checked read_numbered(const Parameter& list, const ParameterSet& parameters) {
  std::map<size_t, json::Value> by_index;
  std::optional<Problem> refused;
  for_each_suffix(parameters, list.name, [&](std::string_view suffix, const std::string& value) {
    const size_t dot = suffix.find('.');
    const std::optional<size_t> index = parse_index(suffix.substr(0, dot));
    const bool names_field = dot != std::string_view::npos;
    if (!index || names_field != (list.type == Type::ObjectList)) {
      if (!refused) {
        refused =
            problem(list, list.name, fmt::format("{}.{}", list.name, suffix), "as the name of a value").error;
      }
    } else if (names_field) {
      by_index[*index][std::string(suffix.substr(dot + 1))] = value;
    } else {
      by_index[*index] = value;
    }
  });
  if (refused) return base::Unexpected{std::move(*refused)};
  std::vector<Item> items;
  items.reserve(by_index.size());
  for (auto& [index, value] : by_index) {
    items.push_back({fmt::format("{}.{}", list.name, index), std::move(value)});
  }
  return read_items(list, list.name, items);
}

// Name.Field=value.
Checked read_dotted(const Parameter& object, const ParameterSet& parameters) {
  json::Value fields = json::Value::object();
  for_each_suffix(parameters, object.name, [&](std::string_view field, const std::string& value) {
    fields[std::string(field)] = value;
  });
  return read_fields(object, std::string(object.name), fields);
}

Checked read_parameter(const Parameter& parameter, const ParameterSet& parameters) {
  const std::string* whole = parameters.find(parameter.name);
  if (has_suffixes(parameter, parameters)) {
    if (whole != nullptr) return problem(parameter, parameter.name, *whole, "in two spellings at once");
    return is_list(parameter) ? read_numbered(parameter, parameters) : read_dotted(parameter, parameters);
  }
  return read_or_default(parameter, std::string(parameter.name),
                         whole == nullptr ? json::Value() : json::Value(*whole));
}

bool is_present(const Parameter& parameter, const ParameterSet& parameters) {
  return parameters.find(parameter.name) != nullptr || has_suffixes(parameter, parameters);
}

}  // namespace

base::Result<void, Error> decode_into(void* request, const Action& action, const ParameterSet& parameters) {
  for (const Parameter& parameter : action.parameters) {
    if (parameter.presence == Presence::Required && !is_present(parameter, parameters)) {
      return base::Unexpected{missing_parameter(
          parameter.name, fmt::format("{}: accepted is {}.", parameter.name, accepted_values(parameter).en))};
    }
  }
  for (const Parameter& parameter : action.parameters) {
    Checked checked = read_parameter(parameter, parameters);
    if (!checked) {
      return base::Unexpected{invalid_parameter(action, parameter.name, std::move(checked).error().hint)};
    }
    if (!checked->is_null() && parameter.assign != nullptr) {
      parameter.assign(request, *checked, parameter.fields);
    }
  }
  return {};
}

Error invalid_parameter(const Action& action, std::string_view name, std::string hint) {
  const std::string code = fmt::format("InvalidParameter.{}", name);
  const auto own = std::ranges::find(action.errors, code, &ErrorRow::code);
  return make_error(own != action.errors.end() ? *own : gateway::invalid_parameter, name, std::move(hint));
}

Error missing_parameter(std::string_view name, std::string hint) {
  return make_error(gateway::missing, name, std::move(hint));
}

}  // namespace sluice::api
