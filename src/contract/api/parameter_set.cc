#include "contract/api/parameter_set.h"

namespace sluice::api {

void ParameterSet::set(std::string name, std::string value) {
  values_.insert_or_assign(std::move(name), std::move(value));
}

const std::string* ParameterSet::find(std::string_view name) const {
  const auto found = values_.find(name);
  return found == values_.end() || found->second.empty() ? nullptr : &found->second;
}

}  // namespace sluice::api
