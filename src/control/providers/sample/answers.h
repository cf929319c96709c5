#pragma once
// What the sample provider says to a question, by what it knows. Pure.

#include <optional>
#include <string>
#include <string_view>

#include "control/providers/consultation/seam.h"
#include "control/providers/sample/state.h"

namespace sluice::providers {

// The answer's body; nothing for a body that is no such question. A step of a payment changes the state.
std::optional<std::string> sample_answer(Seam seam, std::string_view question, SampleState& state);
// As if it had lost what it knew: NO_TREE, NO_RATE, RULE_ERROR, nothing in stock, REVIEW, and between order
// and payment the relation, where there is none one of the account with itself. It authorises payments and
// knows nothing of them afterwards.
std::optional<std::string> forgetful_answer(Seam seam, std::string_view question, const SampleState& state);
// As sample_answer, but that what it authorises runs out at once.
std::optional<std::string> closing_answer(Seam seam, std::string_view question, SampleState& state);

}  // namespace sluice::providers
