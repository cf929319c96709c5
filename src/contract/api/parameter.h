#pragma once
// The declaration of one request parameter: how it is named, read, checked, bound to a request struct and
// explained.
//
// Declarations are constexpr tables of plain data; validation.h reads them at run time, documentation prints
// them.

#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "contract/api/text.h"
#include "platform/json/json_fwd.h"

namespace sluice::api {

enum class Type {
  String,
  Integer,
  Boolean,     // "true" or "false", any case
  StringList,  // Name.1=a&Name.2=b, or one JSON array of strings
  ObjectList,  // Name.1.Field=a, or one JSON array of objects
  Object,      // Name.Field=a, or one JSON object
  // Of answers only:
  Number,       // a decimal fraction
  ObjectLists,  // a list of lists of objects
};

// How a list or an object is documented to travel. Scalars leave it at None. What is read does not depend on
// it: clients differ, so validation takes both spellings of each.
enum class Serialization { None, Repeated, Json };

enum class Presence { Required, Optional };

// Later parameters came after the page: accepted, documented in a section of their own.
enum class Since { Page, Later };

// What a value names. Things of an account can be asked for by others, who must learn nothing by it; RAM ARNs
// are made of their names. A text with no set of accepted values says it (catalogue_test), so that whoever
// adds one has thought about whose it is.
enum class Names {
  Unsaid,
  Nothing,  // a setting, a note, a part of a protocol, a number within a thing that is named beside it
  New,      // what is to be called so from here on
  // The same for all accounts.
  Region,
  Shared,  // sizes, images, actions
  Absent,  // what no account has here yet: security groups, launch templates, elastic addresses
  // Things of one account, by id or by name.
  Network,
  VSwitch,
  Instance,
  LoadBalancer,
  Address,  // a private one
  Tag,
  User,
  AccessKey,
  Policy,
  Role,
  RoleArn,  // a role, which may be another account's that lets the caller in
  ClientToken,
  Order,   // by its number
  Marker,  // where a page of a list ended, which only an earlier answer tells: left out of examples
  AnyId,   // of whatever kind
  // One that a caller is not of may only be named by the operator, and so may its own keys.
  Account,
  AccountKey,
};

// Of one account: from Network on.
constexpr bool is_of_an_account(Names names) {
  return names >= Names::Network;
}
// In one word, for documentation; empty for Unsaid and Nothing.
std::string_view to_string(Names names);

// What a value must be. Only what is set is checked. Of a list, all but the number of items is asked of each
// item.
struct Constraint {
  // Lengths count code points, so Chinese characters count as one. 0 as maximum: no limit but the gateway's.
  size_t length_min = 0;
  size_t length_max = 0;
  int64_t min = std::numeric_limits<int64_t>::min();
  int64_t max = std::numeric_limits<int64_t>::max();
  bool zero_is_unset = false;  // 0 counts as not sent: what some clients send for a number nobody has set
  std::span<const std::string_view> one_of = {};
  bool any_case = false;  // of one_of: matched in any case, stored as it is spelled there
  // A format; `accepted` says in words what passes, for the hint and the documentation.
  bool (*accepts)(std::string_view) = nullptr;
  Text accepted = {};
  size_t items_min = 0;
  size_t items_max = 0;  // 0: list_items_max
};

inline constexpr size_t list_items_max = 1000;

struct Parameter {
  std::string_view name;
  Type type = Type::String;
  Presence presence = Presence::Optional;
  Serialization serialization = Serialization::None;
  Names names = Names::Unsaid;
  Text description;
  std::string_view example;
  std::string_view default_value = {};  // read exactly as if the caller had sent it; empty: none
  Constraint constraint = {};
  Since since = Since::Page;
  bool secret = false;                     // never repeated, neither in a hint nor in a log
  bool shown_in_examples = false;          // although optional: a call is hardly ever made without it
  bool refused = false;                    // documented, but whoever sends it is told that it is not served
  std::span<const Parameter> fields = {};  // of Object and ObjectList

  // Stores a checked value in the request struct; made by bind<&Request::member>. A parameter that is
  // accepted but has no meaning here is left unbound.
  void (*assign)(void* request, const json::Value& value, std::span<const Parameter> fields) = nullptr;
};

namespace detail {

template <class T>
struct MemberOf;
template <class Class, class Member>
struct MemberOf<Member Class::*> {
  using class_type = Class;
  using member_type = Member;
};

std::string to_text(const json::Value& value);
bool to_flag(const json::Value& value);
int64_t to_integer(const json::Value& value);
size_t item_count(const json::Value& list);
const json::Value& item(const json::Value& list, size_t index);
void assign_fields(void* object, const json::Value& value, std::span<const Parameter> fields);

template <class T>
void store(T& target, const json::Value& value, std::span<const Parameter> fields) {
  if constexpr (requires { typename T::value_type; } && !std::is_same_v<T, std::string>) {
    if constexpr (std::is_same_v<T, std::optional<typename T::value_type>>) {
      store(target.emplace(), value, fields);
    } else {  // a vector
      for (size_t i = 0; i < item_count(value); ++i) store(target.emplace_back(), item(value, i), fields);
    }
  } else if constexpr (std::is_same_v<T, std::string>) {
    target = to_text(value);
  } else if constexpr (std::is_same_v<T, bool>) {
    target = to_flag(value);
  } else if constexpr (std::is_integral_v<T>) {
    target = static_cast<T>(to_integer(value));  // the parameter's min and max keep it in T's range
  } else {
    assign_fields(&target, value, fields);
  }
}

}  // namespace detail

// Binds a parameter to a member: std::string, bool, an integer, a struct, std::optional or std::vector of one
// of them. A value that was not sent and has no default leaves the member as it was constructed.
template <auto Member>
void bind(void* request, const json::Value& value, std::span<const Parameter> fields) {
  using Class = typename detail::MemberOf<decltype(Member)>::class_type;
  detail::store(static_cast<Class*>(request)->*Member, value, fields);
}

}  // namespace sluice::api
