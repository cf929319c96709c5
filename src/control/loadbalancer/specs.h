#pragma once
// The sizes on sale.

#include <algorithm>
#include <iterator>
#include <string_view>

namespace sluice::loadbalancer {

inline constexpr std::string_view specs_on_sale[] = {"elb.s1.small", "elb.s2.small", "elb.s2.medium",
                                                     "elb.s3.small", "elb.s3.medium"};

inline bool is_spec_on_sale(std::string_view spec) {
  return std::ranges::find(specs_on_sale, spec) != std::end(specs_on_sale);
}

}  // namespace sluice::loadbalancer
