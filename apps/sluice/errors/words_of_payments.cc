// S17 to S19: where the money comes from, and the end of the order.

#include "errors/row.h"

namespace sluice::app::errors {
namespace {

using enum api::OrderError;

constexpr Row rows_of_payments[] = {
    {.error = PayPayForbidUserCoupon,
     .cause = "The account has picked a coupon to pay with, and the commodity takes none.",
     .remedy = "Give the coupon up (ModifyCustomer PinnedCoupon=NONE)."},
    {.error = PayCounponNotExist,
     .cause = "The account has picked a coupon by a number that no coupon of its own has.",
     .remedy = "Pick one that there is, or none (ModifyCustomer PinnedCoupon)."},
    {.error = PayCouponNotMeetConsumptionRule,
     .cause =
         "The coupon that the account has picked is there and has money, but is not for this order: another "
         "product, another type, a larger amount, a first purchase.",
     .remedy = "Pick another coupon, or none."},
    {.error = PayCouponAmountNotEnough,
     .cause =
         "The coupon that the account has picked is over or used up, or has to cover the whole amount and "
         "cannot.",
     .remedy = "Pick another coupon, or none."},
    {.error = PayStoredCardNotExist,
     .cause = "The account has picked a stored-value card by a number that no card of its own has.",
     .remedy = "Pick one that there is, or none (ModifyCustomer PinnedCard)."},
    {.error = PayNoCreditCard,
     .cause = "The payer pays by card, and no card can be charged.",
     .remedy = "Bind one (SetPaymentMethod Kind=CARD), or pay in another way."},
    {.error = PayInvalidCreditCard,
     .cause = "The card that would be charged is expired or no longer good, or its channel says so.",
     .remedy = "Bind a card that is good."},
    {.error = PayWithholdingAgreementIllegal,
     .cause = "The payer pays by withholding, and the agreement is not in force.",
     .remedy = "Have the agreement confirmed, or pay in another way."},
    {.error = PayInsufficientBalance,
     .cause =
         "Coupons, cards, cash and credit do not reach the amount together, or the payer has less than the "
         "commodity wants to see before it opens.",
     .remedy = "Recharge the fund account."},
    {.error = PayMegrePayOrderHasThanOneChagreChannel,
     .cause = "No single card or agreement may be charged so much, and a payment is charged to one of them "
              "at most.",
     .remedy = "Raise the limit of one method, or recharge so that less has to be charged."},
    {.error = SystemUseCouponFailed,
     .cause =
         "The picked coupon was fit to be used and could not be set aside, because another order holds it.",
     .remedy = "Try again when the other order has ended."},
    {.error = SystemUseStoredCardFailed,
     .cause =
         "The picked stored-value card was fit to be used and could not be debited, because another order "
         "holds what is on it.",
     .remedy = "Try again when the other order has ended."},
    {.error = PayResellerPayGetUrlError,
     .kind = Kind::Outage,
     .cause = "The account pays on a page of its reseller's, whose address could not be had.",
     .remedy = "Try again; the reseller looks at his service if it lasts."},
    {.error = PayHsfTimeoutError,
     .kind = Kind::Outage,
     .cause =
         "The payment provider did not answer in time. Nothing stays charged for an order that was refused.",
     .remedy = "Try again."},
    {.error = PaySystemError,
     .kind = Kind::Outage,
     .cause = "The payment provider answered that it had failed.",
     .remedy = "Try again."},
    {.error = OrderFailed,
     .kind = Kind::Outage,
     .cause = "The order was paid and the balancer could not be made; the payment is given back.",
     .remedy = "Order again; the hint says what had changed while it was being paid."},
    {.error = PayPayChannelPayOrderNotExist,
     .kind = Kind::Outage,
     .cause = "The payment provider no longer knows the payment whose money was to be taken.",
     .remedy = "Order again."},
    {.error = PayPayChannelPayOrderInvalidStatus,
     .kind = Kind::Outage,
     .cause = "The payment provider has closed the payment before its money was taken.",
     .remedy = "Order again."},
    {.error = SystemOtsSystem,
     .kind = Kind::Outage,
     .cause = "Orders could not be read from or written to storage: a full or broken disk, for example.",
     .remedy = "See to the disk; then try again, with the same token if there was one."},
    {.error = SystemSystemError,
     .kind = Kind::Outage,
     .cause =
         "Something that should not happen happened inside, which is logged; or the risk provider was not "
         "heard, and orders are to wait for it.",
     .remedy = "Try again; look at the provider, or report what the log says, if it lasts."},
};

}  // namespace

std::span<const Row> words_of_payments() {
  return rows_of_payments;
}

}  // namespace sluice::app::errors
