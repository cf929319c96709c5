#pragma once
// Holds an answer against its declaration. Used by tests: whatever is served must be what is documented.

#include <span>
#include <string>
#include <vector>

#include "contract/api/action.h"
#include "platform/json/json_fwd.h"

namespace sluice::api {

// One sentence per problem: a member that is not declared, a value of another type than declared, a list or
// its wrapper that is left out. Scalars may be left out. `answer` may carry RequestId.
std::vector<std::string> conforms(std::span<const ResponseField> fields, const json::Value& answer);

}  // namespace sluice::api
