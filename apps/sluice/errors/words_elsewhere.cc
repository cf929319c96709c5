// Rows of operations that share the table with CreateLoadBalancer, which never comes to them.

#include "errors/row.h"

namespace sluice::app::errors {
namespace {

using enum api::OrderError;

constexpr Row rows_elsewhere[] = {
    {.error = SystemCanRefundCheckFailed,
     .kind = Kind::Elsewhere,
     .cause = "A refund is asked for a host that is being made, released or changed.",
     .remedy = "Ask again when that is over."},
    {.error = SystemResellerPayCalRefundUnitError,
     .kind = Kind::Elsewhere,
     .cause =
         "An order that a reseller's customer paid within a quota is to be given back, and the quota is in "
         "another currency by now.",
     .remedy = "The operator puts the reseller's quota back into the currency that the order was paid in."},
    {.error = SystemTransferDeleteOldResourceFailed,
     .kind = Kind::Elsewhere,
     .cause = "An instance was to get another owner, and the old owner's part could not be deleted. Both "
              "keep what "
              "they had.",
     .remedy = "Transfer again."},
    {.error = OrderAbnormalResourceStatusForRenew,
     .kind = Kind::Elsewhere,
     .cause = "A renewal is asked for an instance that is being made or released, is locked, or has no end.",
     .remedy = "Renew it when it is in a normal state."},
    {.error = OrderExistsReleasedInstances,
     .kind = Kind::Elsewhere,
     .cause = "Of several instances named at once, at least one is released.",
     .remedy = "Leave the released ones out."},
    {.error = OrderHomeCurrencyCanNotDowngrade,
     .kind = Kind::Elsewhere,
     .cause =
         "The account settles in a currency of its own, in which the difference of a smaller size cannot be "
         "given back.",
     .remedy = "Keep the size until the period ends."},
    {.error = OrderHomeCurrencyCanNotUpgradeByValueTransfer,
     .kind = Kind::Elsewhere,
     .cause = "The account settles in a currency of its own, in which what is left of the old size cannot be "
              "carried over.",
     .remedy = "Upgrade by paying the difference."},
    {.error = PurchaseExistToBeValidProdRuleError,
     .kind = Kind::Elsewhere,
     .cause = "An upgrade is asked for while a temporary subscription is booked and has not begun.",
     .remedy = "Upgrade when it is over, or cancel it."},
    {.error = PurchaseExistToBeValidRenewChangeProdRuleError,
     .kind = Kind::Elsewhere,
     .cause = "A temporary upgrade is asked for while a renewal that changes the instance has not begun.",
     .remedy = "Upgrade when the renewal has begun."},
    {.error = PayForbiddenNoReasonFefund,
     .kind = Kind::Elsewhere,
     .cause =
         "A refund without a reason is asked for, and the order or account has no right to one, or no more.",
     .remedy = "Ask for another kind of refund."},
    {.error = PayPartRefundNotSupport,
     .kind = Kind::Elsewhere,
     .cause = "A part is to be given back of a payment that is set aside and not taken yet.",
     .remedy = "Wait until it is taken, or give all of it back."},
    {.error = PayQueryPayChangeChannelNotEqual,
     .kind = Kind::Elsewhere,
     .cause = "Orders that are handled together were paid by different channels.",
     .remedy = "Handle them one channel at a time."},
    {.error = PayRefundFailed,
     .kind = Kind::Elsewhere,
     .cause = "With this refund more would be given back than was paid.",
     .remedy = "Ask for what is left at most."},
    {.error = RefundRefundInstanceNotFound,
     .kind = Kind::Elsewhere,
     .cause = "The instance to be refunded is not there, or another account's.",
     .remedy = "Name an instance of the account's own."},
    {.error = RefundRefundNoValidProd,
     .kind = Kind::Elsewhere,
     .cause = "Nothing of the instance is left that could be refunded.",
     .remedy = "Nothing to do."},
    {.error = RefundRefundParamInvalid,
     .kind = Kind::Elsewhere,
     .cause = "What the refund says makes no sense: its type, its amount or its currency.",
     .remedy = "Correct the parameters."},
    {.error = RefundRefundQueryOrderFail,
     .kind = Kind::Elsewhere,
     .cause = "Storage fails while a refund reads its order or writes what it gives back.",
     .remedy = "Try again with the same ClientToken; look at the disk if it lasts."},
};

}  // namespace

std::span<const Row> words_elsewhere() {
  return rows_elsewhere;
}

}  // namespace sluice::app::errors
