#include "platform/json/json.h"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <iterator>
#include <limits>
#include <set>
#include <vector>

namespace sluice::json {
namespace {

// Walks over the text and keeps count outside of itself, because the library copies its iterators and does
// not tell a handler where it is.
class CountingIterator {
 public:
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;

  CountingIterator(const char* at, const char** furthest) : at_(at), furthest_(furthest) {}
  reference operator*() const { return *at_; }
  CountingIterator& operator++() {
    *furthest_ = ++at_;
    return *this;
  }
  CountingIterator operator++(int) {
    CountingIterator before = *this;
    ++*this;
    return before;
  }
  bool operator==(const CountingIterator& other) const { return at_ == other.at_; }
  bool operator!=(const CountingIterator& other) const { return at_ != other.at_; }

 private:
  const char* at_;
  const char** furthest_;
};

// The names of one open object. A few are compared one by one; many go into a tree, so that neither many
// names nor chosen ones make reading slow.
class NameSet {
 public:
  bool insert(const Value::object_t& members, const std::string& name) {
    if (tree_.empty() && members.size() < scanned_max) {
      for (const auto& member : members) {
        if (member.first == name) return false;
      }
      return true;
    }
    if (tree_.empty()) {
      for (const auto& member : members) tree_.insert(member.first);
    }
    return tree_.insert(name).second;
  }

 private:
  static constexpr size_t scanned_max = 16;
  std::set<std::string> tree_;
};

// Receives the parser's events and builds the value, or stops the parser by answering false.
class Builder final : public nlohmann::json_sax<Value> {
 public:
  Builder(size_t depth_max, Value& root) : depth_max_(depth_max), root_(root) {}

  const std::string& refusal() const { return refusal_; }
  size_t syntax_position() const { return syntax_position_; }
  bool is_syntax_error() const { return syntax_error_; }

  bool null() override { return add(nullptr) != nullptr; }
  bool boolean(bool flag) override { return add(flag) != nullptr; }
  bool number_integer(number_integer_t number) override { return add(number) != nullptr; }
  bool number_unsigned(number_unsigned_t number) override { return add(number) != nullptr; }
  bool number_float(number_float_t number, const string_t& text) override {
    if (text.find_first_of(".eE") == string_t::npos) return refuse("an integer does not fit in 64 bits");
    return add(number) != nullptr;
  }
  bool string(string_t& text) override { return add(std::move(text)) != nullptr; }
  bool binary(binary_t&) override { return refuse("JSON text holds no binary values"); }

  bool start_object(size_t) override { return open(Value::object()); }
  bool start_array(size_t) override { return open(Value::array()); }
  bool end_object() override { return close(); }
  bool end_array() override { return close(); }

  bool key(string_t& name) override {
    Level& level = levels_.back();
    auto& members = level.value->get_ref<Value::object_t&>();
    if (!level.names.insert(members, name)) {
      return refuse(name.size() > named_bytes_max ? "a member occurs twice in one object"
                                                  : "the member \"" + name + "\" occurs twice in one object");
    }
    // Straight to the vector below: the map's own insertion would search all members again.
    members.emplace_back(std::move(name), nullptr);
    member_ = &members.back().second;
    return true;
  }

  bool parse_error(size_t position, const std::string&, const nlohmann::detail::exception& error) override {
    syntax_error_ = true;
    syntax_position_ = position;
    constexpr int number_overflow = 406;
    if (error.id == number_overflow) return refuse("a number is too large");
    // "[json.exception.parse_error.101] parse error at line 1, column 2: syntax error while ...; last read:
    // '...'" The reason stands between the position and what was last read; the text itself is not repeated.
    std::string_view reason = error.what();
    if (const size_t at = reason.find(": "); at != std::string_view::npos) reason.remove_prefix(at + 2);
    reason = reason.substr(0, reason.find("; last read: "));
    return refuse(std::string(reason));
  }

 private:
  static constexpr size_t named_bytes_max = 64;

  struct Level {
    Value* value;
    NameSet names;
  };

  // Elements of a container that is still open may move when a sibling is added, but not while a child of
  // theirs is open; so the pointers in levels_ stay good.
  template <class T>
  Value* add(T&& scalar) {
    if (levels_.empty()) {
      root_ = Value(std::forward<T>(scalar));
      return &root_;
    }
    Value& parent = *levels_.back().value;
    if (parent.is_array()) {
      parent.push_back(Value(std::forward<T>(scalar)));
      return &parent.back();
    }
    *member_ = Value(std::forward<T>(scalar));
    return member_;
  }

  bool open(Value container) {
    if (levels_.size() >= depth_max_) {
      return refuse("arrays and objects are nested deeper than " + std::to_string(depth_max_));
    }
    levels_.push_back({add(std::move(container)), {}});
    return true;
  }

  bool close() {
    levels_.pop_back();
    return true;
  }

  bool refuse(std::string message) {
    refusal_ = std::move(message);
    return false;
  }

  const size_t depth_max_;
  Value& root_;
  std::vector<Level> levels_;
  Value* member_ = nullptr;  // of the innermost object: named, its value still to come
  std::string refusal_;
  size_t syntax_position_ = 0;  // bytes read, the offending one included
  bool syntax_error_ = false;
};

const Value* step_down(const Value& value, std::string_view name) {
  if (!value.is_array()) return find(value, name);
  size_t index = 0;
  const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), index);
  const bool there = error == std::errc() && end == name.data() + name.size() && index < value.size();
  return there ? &value[index] : nullptr;
}

}  // namespace

base::Result<Value, ParseError> parse(std::string_view text, Limits limits) {
  if (text.size() > limits.bytes_max) {
    return base::Unexpected{ParseError{
        limits.bytes_max, "the text is longer than " + std::to_string(limits.bytes_max) + " bytes"}};
  }
  // The library takes a NUL for the end and would ignore what follows.
  if (const size_t nul = text.find('\0'); nul != std::string_view::npos) {
    return base::Unexpected{ParseError{nul, "the text holds a NUL byte"}};
  }
  Value root;
  Builder builder(limits.depth_max, root);
  const char* const begin = text.data();
  const char* furthest = begin;
  const bool complete = Value::sax_parse(CountingIterator(begin, &furthest),
                                         CountingIterator(begin + text.size(), &furthest), &builder);
  if (complete) return root;

  size_t read = builder.is_syntax_error() ? builder.syntax_position() : static_cast<size_t>(furthest - begin);
  if (read > 0) --read;
  return base::Unexpected{ParseError{std::min(read, text.size()), builder.refusal()}};
}

std::string print(const Value& value) {
  constexpr int compact = -1;
  return value.dump(compact, ' ', /*ensure_ascii=*/false, Value::error_handler_t::replace);
}

std::string print_indented(const Value& value) {
  constexpr int blanks = 2;
  return value.dump(blanks, ' ', /*ensure_ascii=*/false, Value::error_handler_t::replace);
}

const Value* find(const Value& object, std::string_view name) {
  if (!object.is_object()) return nullptr;
  for (const auto& member : object.get_ref<const Value::object_t&>()) {
    if (member.first == name) return &member.second;
  }
  return nullptr;
}

std::optional<std::string_view> find_text(const Value& object, std::string_view name) {
  const Value* value = find(object, name);
  if (value == nullptr || !value->is_string()) return std::nullopt;
  return value->get_ref<const std::string&>();
}

std::optional<std::string_view> find_text_at(const Value& value, std::string_view path) {
  const Value* at = &value;
  while (!path.empty()) {
    const size_t end = std::min(path.find('/'), path.size());
    at = step_down(*at, path.substr(0, end));
    if (at == nullptr) return std::nullopt;
    path.remove_prefix(std::min(end + 1, path.size()));
  }
  if (!at->is_string()) return std::nullopt;
  return at->get_ref<const std::string&>();
}

std::optional<int64_t> find_integer(const Value& object, std::string_view name) {
  const Value* value = find(object, name);
  if (value == nullptr || !value->is_number_integer()) return std::nullopt;
  if (value->is_number_unsigned() && value->get<uint64_t>() > uint64_t{std::numeric_limits<int64_t>::max()}) {
    return std::nullopt;
  }
  return value->get<int64_t>();
}

std::optional<bool> find_flag(const Value& object, std::string_view name) {
  const Value* value = find(object, name);
  if (value == nullptr || !value->is_boolean()) return std::nullopt;
  return value->get<bool>();
}

const Value* find_array(const Value& object, std::string_view name) {
  const Value* value = find(object, name);
  return value != nullptr && value->is_array() ? value : nullptr;
}

const Value* find_object(const Value& object, std::string_view name) {
  const Value* value = find(object, name);
  return value != nullptr && value->is_object() ? value : nullptr;
}

}  // namespace sluice::json
