#pragma once
// The parts of one payment.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "control/commerce/funding/payment_method.h"
#include "control/commerce/ledger/account.h"
#include "control/commerce/money/amount.h"

namespace sluice::commerce {

// In the order in which they are used. Card and Withhold are external: a channel charges them.
enum class SourceKind { Coupon, StoredCard, Cash, Credit, Card, Withhold };
std::string_view to_text(SourceKind kind);  // STORED_CARD
bool is_external(SourceKind kind);
SourceKind source_of(MethodKind kind);
// The account of the ledger that an external leg is debited to, and the one that it goes back through: of the
// channel, which is called as what it charges.
AccountName channel_account(SourceKind external, std::string_view currency);
AccountName refund_account(SourceKind external, std::string_view currency);

struct FundingLeg {
  SourceKind source = SourceKind::Cash;
  // Of the coupon, card or method; 0 for cash and credit.
  int64_t entity_key = 0;
  // Of the account that is debited; 0 for an external leg, whose channel's account is only known when it is
  // authorised.
  int64_t ledger_key = 0;
  Minor amount = 0;  // above zero
  bool operator==(const FundingLeg&) const = default;
};

// In the order of use. Adds up to what was payable, exactly.
struct FundingPlan {
  std::vector<FundingLeg> legs;
  // The key of the coupon if it is a single-use one: to be reserved while its leg is pending. Known to a plan
  // that was made, not to one that was read from the ledger.
  int64_t coupon_to_reserve = 0;
  bool operator==(const FundingPlan&) const = default;
};

Minor total_of(const std::vector<FundingLeg>& legs);
// Null if there is none; a plan has at most one.
const FundingLeg* find_external(const FundingPlan& plan);
const FundingLeg* find_coupon_leg(const FundingPlan& plan);

}  // namespace sluice::commerce
