#pragma once
// A value with a type of its own, so that swapped arguments do not compile:
//   using NetworkId = base::Strong<struct NetworkIdTag, std::string>;

#include <compare>
#include <functional>
#include <utility>

namespace sluice::base {

template <class Tag, class T>
class Strong {
 public:
  using value_type = T;
  Strong() = default;
  explicit Strong(T value) : value_(std::move(value)) {}
  const T& get() const { return value_; }
  auto operator<=>(const Strong&) const = default;

 private:
  T value_{};
};

}  // namespace sluice::base

template <class Tag, class T>
struct std::hash<sluice::base::Strong<Tag, T>> {
  size_t operator()(const sluice::base::Strong<Tag, T>& value) const { return std::hash<T>{}(value.get()); }
};
