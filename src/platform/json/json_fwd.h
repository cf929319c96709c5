#pragma once
// The name of the JSON value without its weight: for headers that only mention it.

#include <nlohmann/json_fwd.hpp>

namespace sluice::json {

// Members keep the order they were written in. Looking a member up takes time linear in the object's size.
using Value = nlohmann::ordered_json;

}  // namespace sluice::json
