#include "control/commerce/pricing/plan.h"

#include <algorithm>

#include "control/commerce/refusal/hint.h"
#include "platform/json/json.h"

namespace sluice::commerce {
namespace {

std::string name_of(DocumentReader& document, std::string_view member) {
  std::string name = document.text(member);
  if (name.size() > plan_name_bytes_max) {
    document.refuse(member, "received " + shown(name) + "; accepted: " + std::to_string(plan_name_bytes_max) +
                                " bytes at most");
  }
  return name;
}

void refuse_more_than(DocumentReader& document, std::string_view list, size_t size, size_t max) {
  if (size <= max) return;
  document.refuse(
      list, "received " + std::to_string(size) + " items; accepted: " + std::to_string(max) + " at most");
}

std::vector<std::string> read_regions(DocumentReader& document) {
  std::vector<std::string> regions = document.texts("Regions");
  if (regions.empty()) {
    document.refuse("Regions", "is missing or empty; accepted: a list of region ids, names of groups, or *");
  }
  refuse_more_than(document, "Regions", regions.size(), leaf_regions_max);
  for (size_t i = 0; i < regions.size() && !document.failed(); ++i) {
    const auto earlier = regions.begin() + static_cast<std::ptrdiff_t>(i);
    if (!regions[i].empty() && regions[i].size() <= plan_name_bytes_max &&
        std::find(regions.begin(), earlier, regions[i]) == earlier) {
      continue;
    }
    document.refuse("Regions[" + std::to_string(i) + "]",
                    "received " + shown(regions[i]) + "; accepted: texts of 1 to " +
                        std::to_string(plan_name_bytes_max) + " bytes, each once");
  }
  return regions;
}

Tier read_tier(DocumentReader& document) {
  Tier tier;
  tier.from = document.integer("From", 0, priced_quantity_max - 1);
  if (document.has("To")) tier.to = document.integer("To", tier.from + 1, priced_quantity_max);
  tier.price = document.scaled("Price", 0, INT64_MAX);
  return tier;
}

Leaf read_leaf(DocumentReader& document) {
  Leaf leaf;
  leaf.regions = read_regions(document);
  leaf.spec = name_of(document, "Spec");
  leaf.cycle = parse_cycle(document.one_of("Cycle", cycle_texts())).value_or(Cycle::Month);
  leaf.unit = name_of(document, "Unit");
  if (document.has("UnitPrice") == document.has("Tiers")) {
    document.refuse("UnitPrice", "stands beside Tiers, or neither is there; accepted: one of the two");
  }
  if (document.has("UnitPrice")) {
    leaf.tiers.push_back({0, std::nullopt, document.scaled("UnitPrice", 0, INT64_MAX)});
  }
  document.each("Tiers", [&](DocumentReader& member) { leaf.tiers.push_back(read_tier(member)); });
  refuse_more_than(document, "Tiers", leaf.tiers.size(), leaf_tiers_max);
  return leaf;
}

json::Value print(const Leaf& leaf) {
  json::Value printed = {{"Regions", leaf.regions},
                         {"Spec", leaf.spec},
                         {"Cycle", std::string(to_text(leaf.cycle))},
                         {"Unit", leaf.unit}};
  if (leaf.tiers.size() == 1 && leaf.tiers.front().from == 0 && !leaf.tiers.front().to) {
    printed["UnitPrice"] = format_scaled(leaf.tiers.front().price);
    return printed;
  }
  printed["Tiers"] = json::Value::array();
  for (const Tier& tier : leaf.tiers) {
    json::Value member = {{"From", tier.from}};
    if (tier.to) member["To"] = *tier.to;
    member["Price"] = format_scaled(tier.price);
    printed["Tiers"].push_back(std::move(member));
  }
  return printed;
}

}  // namespace

base::Result<PricingPlan, DocumentError> parse_plan(std::string_view text, std::string version) {
  DocumentReader document(text);
  PricingPlan plan;
  plan.version = std::move(version);
  plan.commodity = name_of(document, "Commodity");
  plan.currency = document.currency("Currency").code;
  plan.valid_from = document.time("ValidFrom");
  plan.valid_to = document.time_or_none("ValidTo");
  if (plan.valid_to && *plan.valid_to <= plan.valid_from) {
    document.refuse("ValidTo", "received " + shown(base::format_iso8601(*plan.valid_to)) +
                                   "; accepted: a time behind ValidFrom, " +
                                   base::format_iso8601(plan.valid_from));
  }
  document.within("Promotion", [&](DocumentReader& member) {
    plan.promotion = Promotion{name_of(member, "Name"), member.scaled("Share", 0, scaled_one)};
  });
  document.each("Leaves", [&](DocumentReader& member) { plan.leaves.push_back(read_leaf(member)); });
  refuse_more_than(document, "Leaves", plan.leaves.size(), leaves_max);
  if (auto error = document.end()) return base::Unexpected{*std::move(error)};
  return plan;
}

std::string print_plan(const PricingPlan& plan) {
  json::Value printed = {{"Commodity", plan.commodity},
                         {"Currency", plan.currency},
                         {"ValidFrom", base::format_iso8601(plan.valid_from)}};
  if (plan.valid_to) printed["ValidTo"] = base::format_iso8601(*plan.valid_to);
  if (plan.promotion) {
    printed["Promotion"] = {{"Name", plan.promotion->name}, {"Share", format_scaled(plan.promotion->share)}};
  }
  printed["Leaves"] = json::Value::array();
  for (const Leaf& leaf : plan.leaves) printed["Leaves"].push_back(print(leaf));
  return json::print(printed);
}

bool is_in_force(const PricingPlan& plan, base::WallTime instant) {
  return plan.valid_from <= instant && (!plan.valid_to || instant < *plan.valid_to);
}

}  // namespace sluice::commerce
