#pragma once
// Errors of this layer, told as the action has them: by its own row, or as one of the gateway's.

#include <string>
#include <string_view>

#include "contract/api/action.h"
#include "contract/api/error.h"

namespace sluice::actions {

api::Error own_error(const api::Action& action, std::string_view code, const api::ErrorRow& otherwise,
                     std::string hint = {});
// The same, or ServiceUnavailable.
api::Error error_or_unavailable(const api::Action& action, std::string_view code, std::string hint = {});
// The call goes on without the caller, who may ask again.
api::Error still_under_way(const api::Action& action);

}  // namespace sluice::actions
