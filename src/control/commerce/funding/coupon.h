#pragma once
// A coupon (cash voucher) of an account, and what it is shown as. Pure.
//
// Its row keeps facts: when it is in force, whether it was cancelled, which order has reserved it. What it
// holds is in the ledger, and its status follows from both and the time.

#include <cstdint>
#include <string>
#include <string_view>

#include "control/commerce/funding/balance.h"
#include "control/commerce/funding/coupon_rule.h"

namespace sluice::commerce {

struct Coupon {
  int64_t key = 0;
  std::string no;
  int64_t account_key = 0;  // the owner
  int64_t ledger_key = 0;   // of COUPON:no
  std::string promotion;    // the template it was made from: PROMO:promotion pays for it
  std::string currency;
  Minor nominal = 0;
  base::WallTime from{};  // in force from <= now < to
  base::WallTime to{};
  bool is_cancelled = false;
  int64_t reserved_for = 0;  // an order that is not finished, of a single-use coupon; 0: none
  CouponRule rule;
  base::WallTime created{};
  Balance balance;  // as it was read; written by transfers only
};

// A single-use coupon has been used as soon as anything of it is gone; a payment that was given back in full
// makes it whole again.
bool is_used_up(const Coupon& coupon);

//   Cancelled   it was cancelled
//   Reserved    a single-use coupon that an unfinished order has reserved
//   Expired     its time is over, whether or not anything was left
//   UsedUp      nothing is left of it that may be used
//   Available   all others, those whose time has not begun among them
enum class CouponStatus { Available, Reserved, UsedUp, Expired, Cancelled };
CouponStatus status_of(const Coupon& coupon, base::WallTime now);
std::string_view to_text(CouponStatus status);  // USED_UP

}  // namespace sluice::commerce
