#pragma once
// The parts of the product that actions are grouped by.

#include <functional>
#include <span>
#include <string_view>

#include "contract/api/action.h"

namespace sluice::reference {

struct Area {
  std::string_view id;  // for anchors and the machine-readable description
  api::Text name;
};

// In the order in which they are shown; the last is for what belongs to none of the others.
std::span<const Area> areas();
// By the noun in the action's name, which is how the API itself groups them.
const Area& area_of(const api::Action& action);

// Every action once, in groups: version by version, and in each version area by area; within a group as the
// catalogue lists them. Groups without actions are left out.
using EachGroup = std::function<void(std::string_view version, const Area& area,
                                     std::span<const api::Action* const> actions)>;
void for_each_group(const EachGroup& each);

}  // namespace sluice::reference
