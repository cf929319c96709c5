#pragma once
// A pricing plan: one version of a commodity's price list, in force for a time. It is a document of the
// operator:
//
//   {"Commodity": "elb_post", "Currency": "USD", "ValidFrom": "2024-06-01T00:00:00Z",
//    "Promotion": {"Name": "autumn", "Share": "0.9"},
//    "Leaves": [{"Regions": ["*"], "Spec": "elb.s2.medium", "Cycle": "Month", "Unit": "InstanceMonth",
//                "UnitPrice": "52.00"},
//               {"Regions": ["cn-core", "cn-beijing-telecom"], "Spec": "elb.s2.medium", "Cycle": "Month",
//                "Unit": "InstanceMonth",
//                "Tiers": [{"From": 0, "To": 100, "Price": "60.00"}, {"From": 100, "Price": "50.00"}]}]}
//
// A region is a region's id, the name of a group of regions, or "*" for all. In tiers each one of the
// quantity costs what its own tier says: of 150, a hundred cost 60.00 and fifty cost 50.00. A document that
// can be read can still make no sense as a price list; see plan_faults.h. Pure.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "control/commerce/document/reader.h"
#include "control/commerce/pricing/cycle.h"
#include "platform/base/clock.h"
#include "platform/base/result.h"

namespace sluice::commerce {

inline constexpr size_t leaves_max = 2000;
inline constexpr size_t leaf_regions_max = 1000;
inline constexpr size_t leaf_tiers_max = 64;
inline constexpr size_t plan_name_bytes_max = 64;  // of what a plan names: specs, regions, units
// The most that can be priced at once, and where tiers can end.
inline constexpr int64_t priced_quantity_max = 1'000'000'000;

struct Tier {
  int64_t from = 0;
  std::optional<int64_t> to;  // exclusive; nothing for no end
  Scaled price = 0;
  bool operator==(const Tier&) const = default;
};

struct Leaf {
  std::vector<std::string> regions;
  std::string spec;
  Cycle cycle = Cycle::Month;
  std::string unit;
  std::vector<Tier> tiers;  // a UnitPrice is one tier from 0 without an end
  bool operator==(const Leaf&) const = default;
};

struct Promotion {
  std::string name;
  Scaled share = scaled_one;  // what is left to pay of the list price: 0.9 is 10 % off
  bool operator==(const Promotion&) const = default;
};

struct PricingPlan {
  std::string version;  // whatever its keeper tells versions apart by; not in the document
  std::string commodity;
  std::string currency;  // its code
  base::WallTime valid_from;
  std::optional<base::WallTime> valid_to;  // exclusive
  std::optional<Promotion> promotion;
  std::vector<Leaf> leaves;
  bool operator==(const PricingPlan&) const = default;
};

base::Result<PricingPlan, DocumentError> parse_plan(std::string_view text, std::string version);
// A document that reads as the same plan.
std::string print_plan(const PricingPlan& plan);

bool is_in_force(const PricingPlan& plan, base::WallTime instant);

}  // namespace sluice::commerce
