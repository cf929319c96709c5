#include "control/commerce/funding/legs.h"

#include <algorithm>

namespace sluice::commerce {
namespace {

constexpr std::string_view source_words[] = {"COUPON", "STORED_CARD", "CASH", "CREDIT", "CARD", "WITHHOLD"};

template <class Condition>
const FundingLeg* find_leg(const FundingPlan& plan, Condition condition) {
  const auto found = std::find_if(plan.legs.begin(), plan.legs.end(), condition);
  return found == plan.legs.end() ? nullptr : &*found;
}

}  // namespace

std::string_view to_text(SourceKind kind) {
  return source_words[static_cast<size_t>(kind)];
}

bool is_external(SourceKind kind) {
  return kind == SourceKind::Card || kind == SourceKind::Withhold;
}

SourceKind source_of(MethodKind kind) {
  return kind == MethodKind::Card ? SourceKind::Card : SourceKind::Withhold;
}

AccountName channel_account(SourceKind external, std::string_view currency) {
  return {AccountKind::Channel, std::string(to_text(external)), std::string(currency)};
}

AccountName refund_account(SourceKind external, std::string_view currency) {
  return {AccountKind::RefundOut, std::string(to_text(external)), std::string(currency)};
}

Minor total_of(const std::vector<FundingLeg>& legs) {
  Minor total = 0;
  for (const FundingLeg& leg : legs) total += leg.amount;
  return total;
}

const FundingLeg* find_external(const FundingPlan& plan) {
  return find_leg(plan, [](const FundingLeg& leg) { return is_external(leg.source); });
}

const FundingLeg* find_coupon_leg(const FundingPlan& plan) {
  return find_leg(plan, [](const FundingLeg& leg) { return leg.source == SourceKind::Coupon; });
}

}  // namespace sluice::commerce
