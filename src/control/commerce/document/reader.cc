#include "control/commerce/document/reader.h"

#include <algorithm>

namespace sluice::commerce {
namespace {

constexpr size_t shown_bytes_max = 64;

std::string shown(const json::Value& value) {
  std::string text = json::print(value);
  if (text.size() > shown_bytes_max) {
    // Not in the middle of a character.
    size_t end = shown_bytes_max;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
    text.resize(end);
    text += "...";
  }
  return text;
}

std::string listed(std::span<const std::string_view> accepted) {
  std::string list;
  for (const std::string_view item : accepted) list.append(list.empty() ? "" : ", ").append(item);
  return list;
}

std::string received(const json::Value& value, const std::string& accepted) {
  return "received " + shown(value) + "; accepted: " + accepted;
}

}  // namespace

DocumentReader::DocumentReader(std::string_view text) : state_(std::make_shared<State>()), object_(nullptr) {
  auto parsed = json::parse(text, {.depth_max = 16, .bytes_max = document_bytes_max});
  if (!parsed) {
    state_->error =
        DocumentError{"", "received text that is no JSON (byte " + std::to_string(parsed.error().offset) +
                              ": " + parsed.error().message + "); accepted: a JSON object of at most " +
                              std::to_string(document_bytes_max) + " bytes"};
    return;
  }
  state_->root = *std::move(parsed);
  if (!state_->root.is_object()) {
    state_->error = DocumentError{"", received(state_->root, "a JSON object")};
    return;
  }
  object_ = &state_->root;
}

std::string DocumentReader::place(std::string_view name) const {
  return path_ + std::string(name);
}

void DocumentReader::refuse(std::string_view name, std::string message) {
  if (!state_->error) state_->error = DocumentError{place(name), std::move(message)};
}

bool DocumentReader::has(std::string_view name) const {
  return object_ != nullptr && json::find(*object_, name) != nullptr;
}

const json::Value* DocumentReader::member(std::string_view name, Need need,
                                          bool (json::Value::*is)() const noexcept,
                                          std::string_view accepted) {
  asked_.emplace(name);
  if (object_ == nullptr || failed()) return nullptr;
  const json::Value* const value = json::find(*object_, name);
  if (value == nullptr) {
    if (need == Need::Required) refuse(name, "is missing; accepted: " + std::string(accepted));
    return nullptr;
  }
  if ((value->*is)()) return value;
  refuse(name, received(*value, std::string(accepted)));
  return nullptr;
}

std::string DocumentReader::text_of(std::string_view name, Need need) {
  const json::Value* const value = member(name, need, &json::Value::is_string, "a text");
  if (value == nullptr) return {};
  return value->get<std::string>();
}

std::string DocumentReader::text(std::string_view name) {
  std::string value = text_of(name, Need::Required);
  if (value.empty() && !failed()) refuse(name, "received \"\"; accepted: a text that is not empty");
  return value;
}

std::string DocumentReader::text(std::string_view name, std::string_view otherwise) {
  return has(name) ? text_of(name, Need::Optional) : (asked_.emplace(name), std::string(otherwise));
}

std::string DocumentReader::one_of(std::string_view name, std::span<const std::string_view> accepted) {
  const json::Value* const value = member(name, Need::Required, &json::Value::is_string, listed(accepted));
  if (value == nullptr) return {};
  std::string word = value->get<std::string>();
  if (std::find(accepted.begin(), accepted.end(), word) == accepted.end()) {
    refuse(name, received(*value, listed(accepted)));
  }
  return word;
}

std::string DocumentReader::one_of(std::string_view name, std::span<const std::string_view> accepted,
                                   std::string_view otherwise) {
  return has(name) ? one_of(name, accepted) : (asked_.emplace(name), std::string(otherwise));
}

std::optional<int64_t> DocumentReader::integer_of(std::string_view name, Need need, int64_t min,
                                                  int64_t max) {
  const std::string accepted = "a whole number from " + std::to_string(min) + " to " + std::to_string(max);
  const json::Value* const value = member(name, need, &json::Value::is_number_integer, accepted);
  if (value == nullptr) return std::nullopt;
  const auto number = json::find_integer(*object_, name);
  if (number && *number >= min && *number <= max) return number;
  refuse(name, received(*value, accepted));
  return std::nullopt;
}

int64_t DocumentReader::integer(std::string_view name, int64_t min, int64_t max) {
  return integer_of(name, Need::Required, min, max).value_or(min);
}

int64_t DocumentReader::integer(std::string_view name, int64_t min, int64_t max, int64_t otherwise) {
  return integer_of(name, Need::Optional, min, max).value_or(otherwise);
}

bool DocumentReader::flag(std::string_view name, bool otherwise) {
  const json::Value* const value = member(name, Need::Optional, &json::Value::is_boolean, "true or false");
  return value == nullptr ? otherwise : value->get<bool>();
}

std::optional<Minor> DocumentReader::amount_of(std::string_view name, Need need, const Currency& currency,
                                               Minor min, Minor max) {
  const std::string accepted = "a text with an amount of " + std::string(currency.code) + " from " +
                               format_amount(min, currency) + " to " + format_amount(max, currency) +
                               ", at most " + std::to_string(currency.exponent) + " digits behind the point";
  const json::Value* const value = member(name, need, &json::Value::is_string, accepted);
  if (value == nullptr) return std::nullopt;
  const auto parsed = parse_amount(value->get_ref<const std::string&>(), currency);
  if (parsed && *parsed >= min && *parsed <= max) return parsed;
  refuse(name, received(*value, accepted));
  return std::nullopt;
}

Minor DocumentReader::amount(std::string_view name, const Currency& currency, Minor min, Minor max) {
  return amount_of(name, Need::Required, currency, min, max).value_or(min);
}

Minor DocumentReader::amount(std::string_view name, const Currency& currency, Minor min, Minor max,
                             Minor otherwise) {
  return amount_of(name, Need::Optional, currency, min, max).value_or(otherwise);
}

std::optional<Scaled> DocumentReader::scaled_of(std::string_view name, Need need, Scaled min, Scaled max) {
  const std::string accepted = "a text with a number from " + format_scaled(min) + " to " +
                               format_scaled(max) + ", at most " + std::to_string(scaled_exponent) +
                               " digits behind the point";
  const json::Value* const value = member(name, need, &json::Value::is_string, accepted);
  if (value == nullptr) return std::nullopt;
  const auto parsed = parse_scaled(value->get_ref<const std::string&>());
  if (parsed && *parsed >= min && *parsed <= max) return parsed;
  refuse(name, received(*value, accepted));
  return std::nullopt;
}

Scaled DocumentReader::scaled(std::string_view name, Scaled min, Scaled max) {
  return scaled_of(name, Need::Required, min, max).value_or(min);
}

Scaled DocumentReader::scaled(std::string_view name, Scaled min, Scaled max, Scaled otherwise) {
  return scaled_of(name, Need::Optional, min, max).value_or(otherwise);
}

const Currency& DocumentReader::currency(std::string_view name) {
  std::vector<std::string_view> codes;
  for (const Currency& known : currencies()) codes.push_back(known.code);
  const Currency* const found = find_currency(one_of(name, codes));
  return found == nullptr ? currencies().front() : *found;
}

base::WallTime DocumentReader::time(std::string_view name) {
  if (!has(name)) {
    asked_.emplace(name);
    if (!failed()) refuse(name, "is missing; accepted: a time as YYYY-MM-DDThh:mm:ssZ");
    return {};
  }
  return time_or_none(name).value_or(base::WallTime{});
}

std::optional<base::WallTime> DocumentReader::time_or_none(std::string_view name) {
  constexpr std::string_view accepted = "a time as YYYY-MM-DDThh:mm:ssZ";
  const json::Value* const value = member(name, Need::Optional, &json::Value::is_string, accepted);
  if (value == nullptr) return std::nullopt;
  const auto parsed = base::parse_iso8601(value->get_ref<const std::string&>());
  if (!parsed) refuse(name, received(*value, std::string(accepted)));
  return parsed;
}

std::vector<std::string> DocumentReader::texts(std::string_view name) {
  std::vector<std::string> items;
  const json::Value* const list = member(name, Need::Optional, &json::Value::is_array, "a list of texts");
  if (list == nullptr) return items;
  if (list->size() > document_items_max) {
    refuse(name, "received " + std::to_string(list->size()) + " items; accepted: at most " +
                     std::to_string(document_items_max));
    return items;
  }
  for (const json::Value& item : *list) {
    if (!item.is_string()) {
      refuse(std::string(name) + "[" + std::to_string(items.size()) + "]", received(item, "a text"));
      return items;
    }
    items.push_back(item.get<std::string>());
  }
  return items;
}

void DocumentReader::each(std::string_view name, const std::function<void(DocumentReader&)>& read) {
  const json::Value* const list = member(name, Need::Optional, &json::Value::is_array, "a list of objects");
  if (list == nullptr) return;
  if (list->size() > document_items_max) {
    return refuse(name, "received " + std::to_string(list->size()) + " items; accepted: at most " +
                            std::to_string(document_items_max));
  }
  for (size_t i = 0; i < list->size() && !failed(); ++i) {
    const std::string item_name = std::string(name) + "[" + std::to_string(i) + "]";
    const json::Value& item = (*list)[i];
    if (!item.is_object()) return refuse(item_name, received(item, "an object"));
    DocumentReader reader(state_, &item, place(item_name) + ".");
    read(reader);
    reader.end();
  }
}

void DocumentReader::within(std::string_view name, const std::function<void(DocumentReader&)>& read) {
  const json::Value* const value = member(name, Need::Optional, &json::Value::is_object, "an object");
  if (value == nullptr) return;
  DocumentReader reader(state_, value, place(name) + ".");
  read(reader);
  reader.end();
}

std::optional<DocumentError> DocumentReader::end() {
  if (failed() || object_ == nullptr) return state_->error;
  for (const auto& [name, value] : object_->items()) {
    if (asked_.contains(name)) continue;
    std::vector<std::string_view> known(asked_.begin(), asked_.end());
    refuse(name, "is not a member of this object; accepted: " + listed(known));
    break;
  }
  return state_->error;
}

}  // namespace sluice::commerce
