#pragma once
// What the risk provider is told of an order, and what it said.

#include "control/commerce/outside/ask_risk.h"
#include "control/commerce/pipeline/situation.h"

namespace sluice::commerce {

// Into situation.risk_outside.
void ask_about_risk(Situation& situation, RiskQuestion::Event event);
// Of what is there.
std::optional<Refusal> risk_told(const Situation& situation);

}  // namespace sluice::commerce
