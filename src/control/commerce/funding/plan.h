#pragma once
// With which money an order is paid (commerce fact sheet, 2.1 S17): the plan. Pure; nothing is touched, so an
// order that cannot be paid takes nothing.

#include "control/commerce/funding/legs.h"
#include "control/commerce/funding/need.h"
#include "control/commerce/funding/sources.h"
#include "control/commerce/refusal/refusal.h"
#include "platform/base/result.h"

namespace sluice::commerce {

// Sources are used in this order, each as far as it goes:
//
//   1. one coupon: the pinned one; else, if coupons may be used and are to be used by themselves, the one
//      that ends first, of those that end together the smallest that covers the order, else the largest
//   2. stored-value cards: the pinned one, then those that end first
//   3. cash          what issued bills will take is left for them: first of the cash, then of the credit
//   4. the credit line
//   5. one external method that can take all of the rest, in the pay modes BALANCE, CARD and WITHHOLD: those
//      of the pay mode's kind first, then the oldest. The commodity has to allow the method's kind.
//
// What somebody has chosen fails loudly: pinned coupon and card, and the pay mode. Everything else is passed
// over in silence if it cannot be used. The first of these that holds is the answer:
//
//   PayCurrencyInconsistency         the pinned coupon or card is of another currency
//   PayPayForbidUserCoupon           a coupon is pinned, and coupons are forbidden
//   PayCounponNotExist               the account has no coupon of the pinned number
//   PayCouponNotMeetConsumptionRule  the pinned coupon's rule is not met, or its time has not begun
//   PayCouponAmountNotEnough         it is cancelled, expired, used up, or has to cover the order in full and
//                                    holds less
//   PayStoredCardNotExist            the account has no card of the pinned number. One that is expired,
//                                    empty, cancelled or for other products is passed over
//   PayNoCreditCard                  pay mode CARD or WITHHOLD without any method of that kind, even if other
//                                    money would do
//   PayInvalidCreditCard             pay mode CARD, and no card can be charged
//   PayWithholdingAgreementIllegal   pay mode WITHHOLD, and no agreement is active
//   PayInsufficientBalance           cash and credit, less issued bills, are below the opening threshold; or
//                                    all sources together, all methods up to their limits, do not reach
//   PayMegrePayOrderHasThanOneChagreChannel  they do, with more than one external method
//   SystemUseCouponFailed            another order has reserved the pinned coupon, or holds so much of it
//                                    that less is free than this plan takes
//   SystemUseStoredCardFailed        the same of the pinned card, or it is frozen
//
// The last two make a race known by its facts. A pinned source is planned with what it holds (posted), which
// is what it could give if no other order were under way; pending amounts tell that one is. Sources that
// nobody pinned are planned with what is free, so for them the race decides who gets what, and nobody fails
// while other money reaches. An order that plans anew has let go of what it held.
//
// Where nothing is payable only the threshold is tested, and the plan is empty.
base::Result<FundingPlan, Refusal> plan_funding(const FundingNeed& need, const FundingSources& sources);

}  // namespace sluice::commerce
