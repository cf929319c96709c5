// S04 to S10: before anything of the account's own holdings is looked at.

#include "errors/row.h"

namespace sluice::app::errors {
namespace {

using enum api::OrderError;

constexpr Row rows_before_the_order[] = {
    {.error = NoPermission,
     .cause =
         "The caller is a RAM user or role, and its policies either say nothing of ens:CreateLoadBalancer or "
         "deny it. The account's own key is asked for no policy.",
     .remedy =
         "Attach a policy that allows ens:CreateLoadBalancer, and take away one that denies it. The answer's "
         "AccessDeniedDetail names the policy."},
    {.error = InvalidParameter,
     .cause = "A parameter is written in a way that is not accepted, or names a thing that is not there, is "
              "another "
              "account's, or does not go with the rest. The first such parameter, as the page lists them, "
              "stands in "
              "the place of %s.",
     .remedy =
         "Correct the parameter that the code names. A ClientToken that was used with other parameters needs "
         "a new token."},
    {.error = Processing,
     .cause = "A call with the same ClientToken came before, and it is not answered yet.",
     .remedy =
         "Send the same call with the same token again in a moment: the token stays in force, and the answer "
         "is then that of the first call."},
    {.error = OrderNotFound,
     .cause = "On CreateLoadBalancer only after data was restored in part: the token is known, the order "
              "behind it "
              "is not. Otherwise whoever pays, cancels or reads an order gave a number that is not his.",
     .remedy = "Order anew with a new token; elsewhere, use a number that QueryOrders lists."},
    {.error = AccountAliyunAccountNotExist,
     .cause =
         "The key is good, but the account has no commercial record, or the parent that is to pay for it has "
         "none.",
     .remedy = "The operator opens the record with OpenCustomer."},
    {.error = AccountAliyunAccountFrozen,
     .cause = "The operator has frozen the account as a customer.",
     .remedy = "The operator sets the customer back to NORMAL (ModifyCustomer Status)."},
    {.error = OrderAccountStatusIllegal,
     .cause = "The customer is restricted, on its way to be closed or closed; or the commodity has to be "
              "opened by "
              "hand, and pay-as-you-go is not opened for this account.",
     .remedy = "Set the customer to NORMAL, or open pay-as-you-go for it (ModifyCustomer PostpayOpened)."},
    {.error = AuthRamAuthFailed,
     .cause = "The user or role may create balancers, but one of its policies denies bss:CreateOrder or "
              "bss:PayOrder outright.",
     .remedy =
         "Detach that policy, or order with another identity. That nothing allows the two actions does no "
         "harm; only a denial counts."},
    {.error = OrderBidUserOrderForbidden,
     .cause =
         "The account is served by a virtual operator other than the platform, which orders on behalf of its "
         "users.",
     .remedy = "Order through that operator, or have the account moved to the platform (ModifyCustomer "
               "SellingParty)."},
    {.error = OrderNoRealNameAuthentication,
     .cause = "The account's site asks for a verified name, and the account's is not verified.",
     .remedy = "Have the name verified (ModifyCustomer RealName)."},
    {.error = BasicInfoUncompleted,
     .cause = "What the account has to say about itself is not complete.",
     .remedy = "Complete it (ModifyCustomer BasicInfoComplete)."},
    {.error = OrderArrearage,
     .cause =
         "A bill of the account, or of the parent that pays for it, is past its due time. However little it "
         "is, it stops new orders.",
     .remedy = "Recharge the fund account, which pays what is due first, or pay the bill (PayBill)."},
    {.error = CallInterface,
     .kind = Kind::Outage,
     .cause =
         "Networks, addresses or balancers are kept elsewhere, and that place did not answer or answered "
         "nonsense.",
     .remedy = "Try again; look at the provider if it lasts."},
    {.error = ProductInstanceTypeNotSupported,
     .cause = "The node, or the kind of network, carries no load balancers at all.",
     .remedy = "Order on another node or in another network."},
    {.error = CommodityInvalidItemCode,
     .cause = "LoadBalancerSpec is written like a size, but the commodity on sale has no such size.",
     .remedy = "Choose one that DescribeLoadBalancerSpec lists."},
    {.error = OrderMissingModuleInfoError,
     .cause = "The commodity demands a module that the call says nothing about and that has no default.",
     .remedy = "The operator gives the module a default, or no longer demands it."},
    {.error = CommodityInvalidComponent,
     .cause = "The parts of the order do not go together: the commodity lacks one of them, or one of its "
              "constraints rules the combination out.",
     .remedy = "Order another combination; the hint names the constraint."},
    {.error = SystemUnSupportOperationType,
     .cause = "The commodity is withdrawn from sale, or does not take orders of this type.",
     .remedy = "The operator puts the commodity on sale again."},
    {.error = OrderPeriodInvalid,
     .cause = "The commodity is not sold by this billing cycle.",
     .remedy = "Order by a cycle that it is sold by, or have the operator add it."},
    {.error = OrderQuantityInvalid,
     .cause = "A create is for one balancer, and the commodity is sold in other quantities.",
     .remedy = "The operator sets the commodity's MinQuantity to 1."},
    {.error = SystemSaleValidateFailed,
     .cause = "The sale rule whose turn it was has a condition that gives no result: it cannot be read, or "
              "compares "
              "what cannot be compared. Then nothing is sold in its scope.",
     .remedy = "The operator corrects the rule or takes it away; the hint names it."},
    {.error = SaleControlVerificationFailed,
     .cause = "A sale rule denies this order, or the size is used up on the node.",
     .remedy = "Order another size or node, or ask the operator for the rule (DescribeTerms) or the stock "
               "(SetStock)."},
    {.error = SystemQueryImmortalError,
     .kind = Kind::Outage,
     .cause = "Stock is kept by a provider elsewhere, which could not be asked.",
     .remedy = "Try again; look at the provider if it lasts."},
};

}  // namespace

std::span<const Row> words_before_the_order() {
  return rows_before_the_order;
}

}  // namespace sluice::app::errors
