// Orders while storage fails.

#include "errors/steps.h"

namespace sluice::app::errors {

std::vector<Recipe> recipes_of_storage() {
  return {{.error = api::OrderError::SystemOtsSystem, .steps = {files_that_may_not_grow()}}};
}

}  // namespace sluice::app::errors
