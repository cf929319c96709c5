#pragma once
// Coupons in the database, their balances read from the ledger. Called inside units of work.

#include <optional>
#include <string_view>
#include <vector>

#include "control/commerce/funding/coupon.h"
#include "control/commerce/ledger/ledger.h"
#include "platform/storage/where.h"

namespace sluice::commerce {

// How many of an account's coupons a plan looks at: those that end first and have something free.
inline constexpr int64_t planned_coupons_max = 64;

// The promotion's account, which pays for coupons made from the template.
AccountName promotion_account(const Coupon& coupon);

// The coupon, its ledger account under coupon.ledger_key, and what it is worth, from the promotion's account.
base::Result<void, TransferRefused> issue_coupon(storage::Transaction& tx, const Coupon& coupon,
                                                 int64_t promotion_key, base::WallTime now);

std::optional<Coupon> find_coupon(storage::Transaction& tx, std::string_view no);
// Columns of the coupon are named c.
std::vector<Coupon> list_coupons(storage::Transaction& tx, const storage::Where& where,
                                 const storage::Page& page);
int64_t count_coupons(storage::Transaction& tx, const storage::Where& where);
// Those of a plan.
std::vector<Coupon> list_coupons_to_plan_with(storage::Transaction& tx, int64_t account_key,
                                              std::string_view currency, base::WallTime now);

// For good. What it still holds is taken back by take_back.
void cancel_coupon(storage::Transaction& tx, int64_t key);
// Of a single-use coupon. False if another order has reserved it; again for the same order is true.
bool reserve_coupon(storage::Transaction& tx, int64_t key, int64_t order_key);
// Ends the reservation of that order, if it has one: it was paid with, or the order was given up.
void end_coupon_reservation(storage::Transaction& tx, int64_t key, int64_t order_key);

// What is free of a coupon that is expired or cancelled goes back to its promotion; what orders hold can be
// taken back once it was let go. Repeating it takes nothing more. The promotion's account is there.
base::Result<void, TransferRefused> take_back(storage::Transaction& tx, const Coupon& coupon,
                                              base::WallTime now);

}  // namespace sluice::commerce
