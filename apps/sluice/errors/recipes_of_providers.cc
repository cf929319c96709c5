// What is decided outside, where whoever decides it is not heard, or changes his mind.

#include "errors/steps.h"

namespace sluice::app::errors {
namespace {

Recipe where_it_is(api::OrderError error, std::string seam, std::string behaviour) {
  return {.error = error, .steps = {misbehave(std::move(seam), std::move(behaviour))}};
}

}  // namespace

std::vector<Recipe> recipes_of_providers() {
  using enum api::OrderError;
  return {
      where_it_is(SystemQueryImmortalError, "inventory", "failing"),
      where_it_is(PriceHsfTimeoutError, "pricing", "silent"),
      where_it_is(PayQueryParentRelationshipFailed, "relation", "failing"),
      where_it_is(PayPayFailedParentRelationchanged, "relation", "forgetful"),
      where_it_is(SystemSystemError, "risk", "failing"),
  };
}

}  // namespace sluice::app::errors
