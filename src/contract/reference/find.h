#pragma once
// Actions by the name that a reader types.

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

#include "contract/api/action.h"

namespace sluice::reference {

// In any version: no two versions have an action of one name.
const api::Action* find_action(std::string_view name);

inline constexpr size_t suggestions_max = 3;
// A longer name than this is compared with nothing.
inline constexpr size_t suggested_name_bytes_max = 64;

// Names that the reader may have meant, the nearest first: few edits away in any case, or one inside the
// other.
std::vector<std::string_view> suggest_actions(std::string_view name);
// The same for any names; the views live as long as `known` does.
std::vector<std::string_view> suggest_names(std::string_view name, std::span<const std::string_view> known);

}  // namespace sluice::reference
