#pragma once
// What a payment does to the ledger, as transfers to record (commerce fact sheet, 4.3 and 4.4). Pure.

#include <cstdint>
#include <optional>
#include <vector>

#include "control/commerce/funding/legs.h"
#include "control/commerce/ledger/ledger.h"

namespace sluice::commerce {

// Steps of an order's transfers. A return belongs to the refund or release that asked for it, and is a step
// of that.
inline constexpr int64_t authorise_step = 1;
inline constexpr int64_t return_step = 1;
// Of an order, a refund or a release: what an end user of a reseller has spent of his cap, or got back. A
// memo, in a ledger of its own, beside the legs of the partner's money.
inline constexpr int64_t quota_step = 2;
// Of an order that is done: what was set aside for it is earned.
inline constexpr int64_t earn_step = 3;

// Accounts of the ledger that the legs meet in.
struct PaymentAccounts {
  int64_t deposit_key = 0;  // of the fund account that pays
  int64_t channel_key = 0;  // CHANNEL of the external leg; 0 if the plan has none
};

// Each leg to the deposit, numbered from 1 in the order of use: posted where everything ends in one commit,
// pending where a call to somebody else lies between. An external leg is recorded after its channel has said
// yes.
std::vector<Transfer> authorise_transfers(int64_t order_key, const FundingPlan& plan,
                                          const PaymentAccounts& accounts, Phase phase, base::WallTime now);
// Their ids, to post or to void them.
std::vector<TransferId> authorised_ids(int64_t order_key, const FundingPlan& plan);

// The memo accounts of an end user's cap.
struct QuotaAccounts {
  int64_t quota_key = 0;
  int64_t pool_key = 0;  // of the partner who granted it
};
Transfer quota_transfer(int64_t order_key, const QuotaAccounts& accounts, Minor amount, Phase phase,
                        base::WallTime now);
Transfer quota_return(int64_t refund_key, const QuotaAccounts& accounts, Minor amount, base::WallTime now);

// Where `amount` of a payment goes back to, after `returned_before` of it already has: against the order of
// use, external -> credit -> cash -> cards -> coupon, no source more than it paid. Nothing if that is more
// than was paid.
std::optional<std::vector<FundingLeg>> return_legs(const FundingPlan& plan, Minor returned_before,
                                                   Minor amount);

struct ReturnAccounts {
  int64_t from_key = 0;        // DEPOSIT, or where the money has gone since
  int64_t refund_out_key = 0;  // REFUND_OUT of the external leg's channel; 0 without such a leg
  int64_t promotion_key = 0;   // PROMO of the coupon's template; 0 without a coupon
};

// What a coupon paid is not given back: its share goes to the promotion. Only where we failed after the
// capture does it go back onto the coupon.
enum class CouponShare { ToPromotion, ToCoupon };

std::vector<Transfer> return_transfers(int64_t refund_key, const std::vector<FundingLeg>& legs,
                                       const ReturnAccounts& accounts, CouponShare share, base::WallTime now);

}  // namespace sluice::commerce
