#pragma once
// Whether somebody's provider keeps the contract: what every seam has to answer to a few questions, and what
// it has to refuse.

#include <string>
#include <vector>

#include "control/providers/consultation/seam.h"
#include "platform/base/secret.h"
#include "provider/place.h"

namespace sluice::app {

struct ContractFinding {
  std::string claim;  // "pricing: answers a question"
  std::string fault;  // empty: it holds
};
// Asks the provider; blocks.
std::vector<ContractFinding> check_contract(const ProviderPlace& place, const base::Secret& secret,
                                            const std::vector<providers::Seam>& seams);

}  // namespace sluice::app
