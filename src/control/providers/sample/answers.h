#pragma once
// What the sample provider says to a question, by what it knows. Pure.

#include <optional>
#include <string>
#include <string_view>

#include "control/providers/consultation/seam.h"
#include "control/providers/sample/state.h"

namespace sluice::providers {

// The answer's body; nothing for a body that is no such question.
std::optional<std::string> sample_answer(Seam seam, std::string_view question, const SampleState& state);
// As if it had lost what it knew: NO_TREE, NO_RATE, RULE_ERROR, nothing in stock, REVIEW, and between order
// and payment the relation, where there is none one of the account with itself.
std::optional<std::string> forgetful_answer(Seam seam, std::string_view question, const SampleState& state);

}  // namespace sluice::providers
