#pragma once
// Resource names, "acs:<code>:<region>:<account>:<relative>", and patterns of them. Only the relative part
// may hold colons of its own.

#include <array>
#include <optional>
#include <string_view>

#include "control/policy/wildcard.h"

namespace sluice::policy {

// The resource of a request, taken apart. Views into the text.
class Resource {
 public:
  explicit Resource(std::string_view text);

 private:
  friend class ResourcePattern;
  using Segments = std::array<std::string_view, 4>;  // code, region, account, relative
  explicit Resource(const std::optional<Segments>& name);
  Resource(bool is_name, const Segments& parts);

  const bool is_name_;  // false for "*", and for what is no resource name
  const std::array<Subject, 4> segments_;
};

class ResourcePattern {
 public:
  // Nothing unless the text is "*", or starts with "acs:", has all five segments, names a code and a relative
  // part, and holds no control characters.
  static std::optional<ResourcePattern> create(std::string_view text);

  // A resource without segments is matched by a pattern that matches everything, and by no other.
  bool matches(const Resource& resource) const;
  bool operator==(const ResourcePattern&) const = default;

 private:
  explicit ResourcePattern(const std::array<std::string_view, 4>& segments);

  std::array<Wildcard, 4> segments_;
};

}  // namespace sluice::policy
