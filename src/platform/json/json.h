#pragma once
// JSON (RFC 8259): text to value, value to text, and reading members without exceptions. Thread-safe: there
// is no state. Implicit conversions of Value are switched off for whoever links this module.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "platform/base/result.h"
#include "platform/json/json_fwd.h"

namespace sluice::json {

struct Limits {
  size_t depth_max = 32;               // arrays and objects inside each other; the outermost counts as one
  size_t bytes_max = size_t{1} << 20;  // of text; a value takes up to about 30 times its text in memory
};

struct ParseError {
  size_t offset = 0;    // bytes before the one at which reading stopped
  std::string message;  // a sentence; it names no byte of the text except the name of a repeated member
};

// One value and nothing behind it but blanks. Stricter than the RFC asks where leniency has bitten others:
//   - the text and every string in it is well-formed UTF-8 (escaped surrogates come in pairs);
//   - a member name that occurs twice in one object is refused, as two readers would see two different
//   values;
//   - an integer that fits neither int64_t nor uint64_t is refused rather than rounded;
//   - limits are checked while reading, before anything is built.
// A leading byte order mark is skipped.
base::Result<Value, ParseError> parse(std::string_view text, Limits limits = {});

// The shortest text: no blanks, UTF-8 as it is, members in their order. Bytes that are not UTF-8 become
// U+FFFD, a number that JSON cannot hold (infinity, NaN) becomes null. Does not fail. Recursive in the
// value's depth.
std::string print(const Value& value);
// The same for people: a member or element a line, two blanks deeper each level, a blank after the colon.
std::string print_indented(const Value& value);

// Members of an object. Nothing if `object` is not an object, has no such member, or it has another type.
const Value* find(const Value& object, std::string_view name);
std::optional<std::string_view> find_text(const Value& object,
                                          std::string_view name);  // lives as long as `object`
// Further down, by names and by indices of arrays: "AccessKey/AccessKeyId", "InstanceIds/0".
std::optional<std::string_view> find_text_at(const Value& value, std::string_view path);
std::optional<int64_t> find_integer(const Value& object, std::string_view name);  // in range and not 1.0
std::optional<bool> find_flag(const Value& object, std::string_view name);
const Value* find_array(const Value& object, std::string_view name);
const Value* find_object(const Value& object, std::string_view name);

}  // namespace sluice::json
