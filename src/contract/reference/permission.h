#pragma once
// The cells of the permission table.

#include <string>
#include <vector>

#include "contract/api/action.h"
#include "contract/reference/language.h"

namespace sluice::reference {

// One a resource type, as the page prints them: a star, its name, a blank, its ARN; "*全部资源 *" for an
// action that is granted on all resources or on none.
std::vector<std::string> resource_types(const api::Ram& ram, Language language);

}  // namespace sluice::reference
