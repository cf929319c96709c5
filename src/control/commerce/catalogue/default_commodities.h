#pragma once
// The commodities a new server starts with, as the documents that an operator may change. Static texts.

#include <span>
#include <string_view>

namespace sluice::commerce {

inline constexpr std::string_view elb_post_code = "elb_post";
inline constexpr std::string_view elb_plan_code = "elb_plan";

// The balancer itself, billed afterwards: the five published sizes, by month or by hour, no deposit.
std::string_view default_elb_post_document();
// The capacity plan: paid in advance, by the month, for 10, 50 or 200 balancers more.
std::string_view default_elb_plan_document();
// Both.
std::span<const std::string_view> default_commodity_documents();

}  // namespace sluice::commerce
