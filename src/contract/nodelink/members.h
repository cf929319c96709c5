#pragma once
// Two visitors over the members of a message, so that each structure's members are listed once for both
// directions (message.cc): MemberWriter makes JSON objects, MemberReader takes them apart strictly.
//
// Reading stops at the first wrong member: from then on every call does nothing, and the error says which
// member it was, what was received and what is accepted. Unknown members are not looked at. A missing member
// leaves the value as it was, which is the structure's default, if it is Need::Optional.

#include <array>
#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "platform/base/ip.h"
#include "platform/json/json.h"

namespace sluice::nodelink {

enum class Need { Required, Optional };

// What a text may hold. Line ends and blanks stay out, as these texts go into requests and logs.
struct TextForm {
  size_t bytes_min;
  size_t bytes_max;
  char first;  // what it begins with; 0: anything
  bool accepts(std::string_view text) const;
  std::string describe() const;
};

template <class E>
struct EnumName {
  E value;
  std::string_view name;
};

class MemberWriter {
 public:
  json::Value take() { return std::move(object_); }

  template <std::integral T>
  void number(std::string_view name, Need, const T& value, int64_t, int64_t) {
    set(name, value);
  }
  void flag(std::string_view name, Need, const bool& value) { set(name, value); }
  void text(std::string_view name, Need, const std::string& value, const TextForm&) { set(name, value); }
  void address(std::string_view name, Need, const base::Ipv4& value) { set(name, base::format_ipv4(value)); }

  template <class E, size_t N>
  void choice(std::string_view name, Need, const E& value, const std::array<EnumName<E>, N>& names) {
    for (const auto& candidate : names) {
      if (candidate.value == value) set(name, candidate.name);
    }
  }

  template <class T>
  void object(std::string_view name, Need, const T& value) {
    set(name, written(value));
  }
  template <class T>
  void nullable_object(std::string_view name, Need, const std::optional<T>& value) {
    set(name, value ? written(*value) : json::Value());
  }
  template <class T>
  void list(std::string_view name, Need, const std::vector<T>& values) {
    json::Value array = json::Value::array();
    for (const T& value : values) array.push_back(written(value));
    set(name, std::move(array));
  }

 private:
  template <class T>
  void set(std::string_view name, T&& value) {
    object_.emplace(std::string(name), std::forward<T>(value));
  }
  template <class T>
  static json::Value written(const T& value) {
    MemberWriter members;
    describe(members, value);
    return members.take();
  }

  json::Value object_ = json::Value::object();
};

class MemberReader {
 public:
  // `path` names the object in errors, empty for the message itself. `error` is empty until something is
  // wrong; both it and the object outlive the reader.
  MemberReader(const json::Value& object, std::string path, std::string& error);

  template <std::integral T>
  void number(std::string_view name, Need need, T& value, int64_t low, int64_t high) {
    if (const auto number = integer(name, need, low, high)) value = static_cast<T>(*number);
  }
  void flag(std::string_view name, Need need, bool& value);
  void text(std::string_view name, Need need, std::string& value, const TextForm& form);
  void address(std::string_view name, Need need, base::Ipv4& value);

  template <class E, size_t N>
  void choice(std::string_view name, Need need, E& value, const std::array<EnumName<E>, N>& names) {
    const auto accepted = [&] {
      std::string text;
      for (const auto& candidate : names) {
        text.append(text.empty() ? "one of \"" : ", \"").append(candidate.name).append("\"");
      }
      return text;
    };
    const json::Value* member = find(name, need, accepted);
    if (member == nullptr) return;
    for (const auto& candidate : names) {
      if (member->is_string() && member->get_ref<const std::string&>() == candidate.name) {
        value = candidate.value;
        return;
      }
    }
    refuse(path_of(name), member, accepted());
  }

  template <class T>
  void object(std::string_view name, Need need, T& value) {
    if (const json::Value* member = find(name, need, [] { return "an object"; })) {
      read(*member, path_of(name), value);
    }
  }
  // Null is a value of its own here; a missing member is not taken for it unless it is optional.
  template <class T>
  void nullable_object(std::string_view name, Need need, std::optional<T>& value) {
    const json::Value* member = find(name, need, [] { return "an object or null"; });
    if (member != nullptr && !member->is_null()) read(*member, path_of(name), value.emplace());
  }
  template <class T>
  void list(std::string_view name, Need need, std::vector<T>& values) {
    const auto accepted = [] { return "an array"; };
    const json::Value* member = find(name, need, accepted);
    if (member == nullptr) return;
    if (!member->is_array()) return refuse(path_of(name), member, accepted());
    values.reserve(member->size());
    for (const json::Value& element : *member) {
      std::string path = path_of(name) + "[" + std::to_string(values.size()) + "]";
      read(element, std::move(path), values.emplace_back());
      if (failed()) return;
    }
  }

 private:
  bool failed() const { return !error_.empty(); }
  std::string path_of(std::string_view name) const;
  // `received` null: the member is missing.
  void refuse(std::string_view path, const json::Value* received, std::string_view accepted);
  // Null if there is nothing to read: after an error, and for a missing member. `accepted()` is asked for its
  // text only where an error needs it.
  template <class Accepted>
  const json::Value* find(std::string_view name, Need need, const Accepted& accepted) {
    if (failed()) return nullptr;
    const json::Value* member = json::find(object_, name);
    if (member == nullptr && need == Need::Required) refuse(path_of(name), nullptr, accepted());
    return member;
  }
  std::optional<int64_t> integer(std::string_view name, Need need, int64_t low, int64_t high);
  template <class T>
  void read(const json::Value& object, std::string path, T& value) {
    MemberReader members(object, std::move(path), error_);
    describe(members, value);
  }

  const json::Value& object_;
  const std::string path_;
  std::string& error_;
};

}  // namespace sluice::nodelink
