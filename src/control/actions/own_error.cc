#include "control/actions/own_error.h"

#include <algorithm>

namespace sluice::actions {

api::Error own_error(const api::Action& action, std::string_view code, const api::ErrorRow& otherwise,
                     std::string hint) {
  const bool has_row =
      std::ranges::any_of(action.errors, [&](const api::ErrorRow& row) { return row.code == code; });
  return api::make_error(has_row ? action.error(code) : otherwise, {}, std::move(hint));
}

api::Error error_or_unavailable(const api::Action& action, std::string_view code, std::string hint) {
  return own_error(action, code, api::gateway::service_unavailable, std::move(hint));
}

api::Error still_under_way(const api::Action& action) {
  return error_or_unavailable(action, "Processing");
}

}  // namespace sluice::actions
