#pragma once
// Every action that is served, by version and name.

#include <span>
#include <string_view>

#include "contract/api/action.h"

namespace sluice::api {

std::span<const Action* const> all_actions();
bool is_known_version(std::string_view version);
const Action* find_action(std::string_view version, std::string_view name);
// In any version: no two versions have an action of one name.
const Action* find_action(std::string_view name);

}  // namespace sluice::api
