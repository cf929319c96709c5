// S11: what the account holds already. Its balancers hang on a host subscription, which the first create
// opens.

#include "errors/row.h"

namespace sluice::app::errors {
namespace {

using enum api::OrderError;

constexpr Row rows_of_purchases[] = {
    {.error = SystemConcurrentOperate,
     .cause = "Another operation has the account's host subscription locked for itself.",
     .remedy = "Try again when it has ended; the lock ends by its own time at the latest."},
    {.error = OrderQueryInstanceError,
     .kind = Kind::Outage,
     .cause = "Instances are registered elsewhere, and the registry failed when it was asked for the host.",
     .remedy = "Try again; look at the registry if it lasts."},
    {.error = OrderQueryInstanceNotExists,
     .cause = "The account's subscription names a host instance, and there is none of that id.",
     .remedy =
         "The operator records the instance, or removes the subscription: the next create then opens a new "
         "one."},
    {.error = ProductInstanceReleased,
     .cause = "The host instance is released, and the commodity is one that has to be opened by hand.",
     .remedy = "Have it opened again. Where the commodity opens by itself a new host takes its place."},
    {.error = SystemQueryInstanceInfoFailed,
     .cause = "The host instance is there, but the product has no details of it.",
     .remedy = "The operator records the details, or removes host and subscription."},
    {.error = OrderLatestOrderIsHandling,
     .cause = "An order that has the host for itself, such as an upgrade, is paid and not finished.",
     .remedy = "Wait until it is finished, then order again."},
    {.error = OrderInstHasUnpaidOrder,
     .cause = "An order that has the host for itself waits to be paid.",
     .remedy = "Pay it (PayOrder) or cancel it (CancelOrder)."},
    {.error = OrderCaptureFailed,
     .cause = "The money of an earlier order of the host was set aside, and taking it failed. At the end of "
              "a create "
              "the same code says so of that create's own order.",
     .remedy = "The operator takes the order to its end, one way or the other."},
    {.error = OrderInstHasUnsettledBills,
     .cause = "A bill of the host is issued and not paid in full, though not due yet.",
     .remedy = "Recharge, or pay the bill (PayBill)."},
    {.error = OrderInstanceHasTempUpgrade,
     .cause = "The host runs on a larger size for a while and is not set back yet.",
     .remedy = "Wait until the temporary upgrade is over."},
    {.error = OrderInstanceHasInactiveChange,
     .cause = "A change of the host is ordered and paid, and its time has not come.",
     .remedy = "Wait until the change is in force."},
    {.error = PurchaseExistValidProdRuleError,
     .cause = "A temporary subscription of the host is in effect; until it ends the host is not expanded.",
     .remedy = "Wait for its end, or have its line cancelled."},
    {.error = PurchaseExistRenewchangeProd,
     .cause = "A renewal of the host that changes it as well is paid and begins later.",
     .remedy = "Wait for its beginning, or have its line cancelled."},
    {.error = OrderOpend,
     .cause = "The commodity is sold once per account or per account and node, and this account has one.",
     .remedy = "Use the one there is, or delete it first."},
    {.error = OrderQuotaExceeded,
     .cause = "The account has as many balancers as its quota allows, on this node or in all.",
     .remedy = "Delete one, or ask the operator for more (SetQuota)."},
};

}  // namespace

std::span<const Row> words_of_purchases() {
  return rows_of_purchases;
}

}  // namespace sluice::app::errors
