// S12 to S14: the price, the order as a whole, and whether it is suspicious.

#include "errors/row.h"

namespace sluice::app::errors {
namespace {

using enum api::OrderError;

constexpr Row rows_of_prices[] = {
    {.error = PriceHsfTimeoutError,
     .kind = Kind::Outage,
     .cause = "Prices come from a provider elsewhere, which did not answer in time.",
     .remedy = "Try again: nothing was done. Look at the provider if it lasts."},
    {.error = PricePricingPlanNotFound,
     .cause = "The commodity has no pricing plan.",
     .remedy = "The operator puts one (PutTerm Kind=PricingPlan)."},
    {.error = PriceRatingGetRatingpricingPlan,
     .cause = "The commodity has pricing plans, but none is in force now, or several are.",
     .remedy = "The operator sets ValidFrom and ValidTo so that one is in force."},
    {.error = PricePatingConfigError,
     .cause =
         "The price that applies contradicts itself: a unit of another cycle, tiers with gaps, or two prices "
         "for the same thing.",
     .remedy = "The operator puts a corrected version of the plan; the hint says what is wrong."},
    {.error = PricePricingPlanResultNotFound,
     .cause = "A plan is in force, and has no price for this size, node and cycle.",
     .remedy = "Order what has a price, or have the operator add a leaf to the plan."},
    {.error = OrderQueryUserSettleInfoFail,
     .cause = "It is not known what currency the account settles in.",
     .remedy = "The operator sets it (ModifyCustomer SettleCurrency)."},
    {.error = OrderQueryOrderExchangeRateFail,
     .cause =
         "The account settles in another currency than the price is in, and no rate between the two is in "
         "force.",
     .remedy = "The operator puts a rate (PutTerm Kind=ExchangeRate)."},
    {.error = OrderTradeCompleteSettleInfoFail,
     .cause =
         "The price cannot be said in the account's currency: nothing is settled in it, or the amount is too "
         "large.",
     .remedy = "Let the account settle in a currency that is known here."},
    {.error = OrderSysConstraintInvalidPlatform,
     .cause = "A constraint of the platform on whole orders is not met.",
     .remedy = "Order what meets it; the hint names the constraint, and DescribeTerms shows it."},
    {.error = OrderSysConstraintInvalidProduct,
     .cause =
         "The product says beforehand that it could not make the balancer: the vSwitch has no free address, "
         "the network is not ready, or the node is being emptied.",
     .remedy = "Use another vSwitch or node."},
    {.error = OrderMainOrderSizeOverflow,
     .cause = "The account has as many unfinished orders as the platform allows.",
     .remedy = "Pay, cancel or finish some of them."},
    {.error = OrderGroupOrderSizeOverflow,
     .cause = "The payer's orders gather in a group that is settled as one, and the group is full.",
     .remedy = "Settle the group, or let it hold more (ModifyFundAccount GroupSizeMax)."},
    {.error = TradeTradeOrderAfterPayCheckError,
     .cause = "The order is older than another one of the same instance that is paid already, and is void "
              "for that "
              "reason.",
     .remedy = "Order anew if it is still wanted."},
    {.error = PayOrderPayTimeInvalid,
     .cause = "The time in which the order could be paid is over, or has not begun.",
     .remedy = "Order anew."},
    {.error = RiskRiskControlRejection,
     .cause = "A risk rule about orders rejects this one: by who orders, from where, or how often.",
     .remedy = "Wait until the window of the rule is over, or talk to the operator."},
};

}  // namespace

std::span<const Row> words_of_prices() {
  return rows_of_prices;
}

}  // namespace sluice::app::errors
