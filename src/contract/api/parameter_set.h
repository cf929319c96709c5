#pragma once
// The parameters of one call, decoded, wherever they travelled: query, form or JSON body. Bounded by the
// gateway.

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace sluice::api {

class ParameterSet {
 public:
  // A later value of the same name wins.
  void set(std::string name, std::string value);
  // Nothing if absent or empty: present-but-empty counts as absent for every decision.
  const std::string* find(std::string_view name) const;
  size_t size() const { return values_.size(); }
  auto begin() const { return values_.begin(); }
  auto end() const { return values_.end(); }
  // First entry whose name is not less than `name`; for reading Name.1, Name.2 ...
  auto lower_bound(std::string_view name) const { return values_.lower_bound(name); }

 private:
  std::map<std::string, std::string, std::less<>> values_;
};

}  // namespace sluice::api
