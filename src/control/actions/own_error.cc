#include "control/actions/own_error.h"

#include <algorithm>

namespace sluice::actions {

api::Error error_or_unavailable(const api::Action& action, std::string_view code, std::string hint) {
  const bool has_row =
      std::ranges::any_of(action.errors, [&](const api::ErrorRow& row) { return row.code == code; });
  return api::make_error(has_row ? action.error(code) : api::gateway::service_unavailable, {},
                         std::move(hint));
}

api::Error still_under_way(const api::Action& action) {
  return error_or_unavailable(action, "Processing");
}

}  // namespace sluice::actions
