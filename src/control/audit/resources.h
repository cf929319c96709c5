#pragma once
// What a call was about: the resources that its parameters name, and those that its answer names because it
// made them. Their ids and names are the only things of an answer that are kept.

#include <string>
#include <string_view>
#include <vector>

#include "contract/api/action.h"
#include "contract/api/parameter_set.h"
#include "platform/json/json_fwd.h"

namespace sluice::audit {

inline constexpr size_t resources_max = 100;
inline constexpr size_t resource_name_bytes_max = 128;

struct Resource {
  std::string type;  // ACS::ENS::LoadBalancer
  std::string name;  // lb-5...
  bool operator==(const Resource&) const = default;
};

std::vector<Resource> resources_of(const api::Action& action, const api::ParameterSet& parameters);
// Adds those of the answer, each once.
void add_resources(std::vector<Resource>& resources, const json::Value& answer);

// As they are stored. What cannot be read is none.
std::string to_text(const std::vector<Resource>& resources);
std::vector<Resource> parse_resources(std::string_view text);

}  // namespace sluice::audit
