#pragma once
// What is inconsistent in a price list (PricePatingConfigError). Publishing warns of all of it; a quote looks
// at the leaf it comes to, since plans can also be published against the warning. Pure.

#include <string>
#include <vector>

#include "control/commerce/pricing/plan.h"

namespace sluice::commerce {

inline constexpr size_t plan_faults_max = 100;  // told of one plan

// Sentences without the leaf's name: no price, a unit that is not known or not the cycle's, a price below
// zero, tiers that overlap, leave a gap, do not begin at 0 or come to an end.
std::vector<std::string> find_leaf_faults(const Leaf& leaf);

// The same of every leaf, with its place; further: no leaf at all, two leaves that say a price for the same
// thing, a currency that does not exist. Empty for a sound plan.
std::vector<std::string> find_plan_faults(const PricingPlan& plan);

}  // namespace sluice::commerce
