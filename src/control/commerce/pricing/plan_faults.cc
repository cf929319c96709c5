#include "control/commerce/pricing/plan_faults.h"

#include <map>
#include <tuple>

#include "control/commerce/refusal/hint.h"

namespace sluice::commerce {
namespace {

void find_unit_fault(const Leaf& leaf, std::vector<std::string>& faults) {
  if (leaf.unit == unit_of(leaf.cycle)) return;
  faults.push_back("the unit of a price by " + std::string(to_text(leaf.cycle)) + " is " +
                   std::string(unit_of(leaf.cycle)) + ", not " + shown(leaf.unit));
}

void find_tier_faults(const std::vector<Tier>& tiers, std::vector<std::string>& faults) {
  if (tiers.empty()) faults.emplace_back("there is no price");
  // Where the tier has to begin; nothing behind one without an end.
  std::optional<int64_t> expected = 0;
  for (const Tier& tier : tiers) {
    const std::string begin = "the tier from " + std::to_string(tier.from);
    if (tier.price < 0) faults.push_back(begin + " has a price below zero, " + format_scaled(tier.price));
    if (tier.to && *tier.to <= tier.from) {
      faults.push_back(begin + " is empty, as it ends at " + std::to_string(*tier.to));
    }
    if (!expected) {
      faults.push_back(begin + " overlaps the one before it, which has no end");
    } else if (tier.from < *expected) {
      faults.push_back(begin + " overlaps the one before it, which ends at " + std::to_string(*expected));
    } else if (tier.from > *expected) {
      faults.push_back(begin + " leaves a gap: there is no price from " + std::to_string(*expected) + " on");
    }
    expected = tier.to;
  }
  if (expected && !tiers.empty())
    faults.push_back("there is no price from " + std::to_string(*expected) + " on");
}

using Priced = std::tuple<std::string_view, std::string_view, Cycle>;  // region, spec

std::string place(const PricingPlan& plan, size_t index) {
  const Leaf& leaf = plan.leaves[index];
  return "Leaves[" + std::to_string(index) + "] (" + leaf.spec + ", " + std::string(to_text(leaf.cycle)) +
         ")";
}

}  // namespace

std::vector<std::string> find_leaf_faults(const Leaf& leaf) {
  std::vector<std::string> faults;
  find_unit_fault(leaf, faults);
  find_tier_faults(leaf.tiers, faults);
  return faults;
}

std::vector<std::string> find_plan_faults(const PricingPlan& plan) {
  std::vector<std::string> faults;
  if (find_currency(plan.currency) == nullptr) {
    faults.push_back("Currency: there is no currency " + shown(plan.currency));
  }
  if (plan.leaves.empty()) faults.emplace_back("Leaves: there is none, so that nothing has a price");
  std::map<Priced, size_t> seen;
  for (size_t i = 0; i < plan.leaves.size() && faults.size() < plan_faults_max; ++i) {
    const Leaf& leaf = plan.leaves[i];
    for (const std::string& fault : find_leaf_faults(leaf)) faults.push_back(place(plan, i) + ": " + fault);
    for (const std::string& region : leaf.regions) {
      const auto [earlier, is_first] = seen.try_emplace(Priced{region, leaf.spec, leaf.cycle}, i);
      if (is_first) continue;
      faults.push_back(place(plan, i) + ": has a price for " + shown(region) + ", as Leaves[" +
                       std::to_string(earlier->second) + "] has");
    }
  }
  if (faults.size() > plan_faults_max) faults.resize(plan_faults_max);
  return faults;
}

}  // namespace sluice::commerce
