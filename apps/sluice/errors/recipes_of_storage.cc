// Orders while storage fails.

#include "errors/steps.h"

namespace sluice::app::errors {

std::vector<Recipe> recipes_of_storage() {
  const auto limit = [](const char* bytes) { return Call{Who::Machine, "limit", {{"bytes", bytes}}}; };
  return {{.error = api::OrderError::SystemOtsSystem,
           .steps = {Act{.call = limit("0"), .undo = {limit("none")}}}}};
}

}  // namespace sluice::app::errors
