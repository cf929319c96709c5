#pragma once
// The money that an order could be paid with, as it was read.

#include <optional>
#include <string>
#include <vector>

#include "control/commerce/funding/coupon.h"
#include "control/commerce/funding/payment_method.h"
#include "control/commerce/funding/stored_value_card.h"

namespace sluice::commerce {

// What the account has chosen about paying; CreateLoadBalancer itself cannot name a coupon.
struct FundingPreference {
  bool auto_use_coupon = true;
  std::string pinned_coupon;  // its number, or empty
  std::string pinned_card;
};

// A fund account's cash, or its credit line.
struct Purse {
  int64_t ledger_key = 0;  // 0: there is no such account
  Minor free = 0;          // below zero where a credit limit was lowered
};

struct FundingSources {
  FundingPreference preference;
  std::optional<Coupon> pinned_coupon;  // nothing if the account has none of that number
  std::optional<StoredValueCard> pinned_card;
  std::vector<Coupon> coupons;  // in any order; the pinned ones may be among them
  std::vector<StoredValueCard> cards;
  Purse cash;
  Purse credit;
  Minor bills_due = 0;                 // issued and not paid
  std::vector<PaymentMethod> methods;  // the oldest first
};

}  // namespace sluice::commerce
