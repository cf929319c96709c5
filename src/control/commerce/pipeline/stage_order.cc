#include "control/commerce/catalogue/prepaid.h"
#include "control/commerce/orders/order_store.h"
#include "control/commerce/outside/ask_rate.h"
#include "control/commerce/pipeline/stages.h"

namespace sluice::commerce {
namespace {

using api::OrderError;

void gather_order(storage::Transaction& tx, Product& product, Situation& situation) {
  situation.product_refuses = product.check_before_order(tx);
  situation.open_orders = count_open_orders(tx, situation.purchase.buyer.account_key, situation.purchase.now);
  situation.payer_facts.fund =
      find_fund_account(tx, payer_of(situation.purchase.buyer.account_key, situation.payers));
  const Purchase& purchase = situation.purchase;
  const std::string& settled_in = situation.customer->settle_currency;
  const bool converts = !settled_in.empty() && settled_in != situation.quote->currency;
  if (converts && purchase.asks(providers::Seam::Rates)) {
    situation.rate_outside = ask_rate(*purchase.outside, situation.quote->currency, settled_in, purchase.now);
  }
}

base::Result<Scaled, Refusal> rate_to(const Situation& situation, std::string_view priced_in) {
  if (situation.rate_outside) return *situation.rate_outside;
  const ExchangeRate* const rate =
      find_rate(situation.terms.exchange_rates, priced_in, situation.currency, situation.purchase.now);
  if (rate != nullptr) return rate->rate;
  return base::Unexpected{Refusal{
      .error = OrderError::OrderQueryOrderExchangeRateFail,
      .hint = "no rate from " + std::string(priced_in) + " to " + situation.currency + " is in force"}};
}

// The amount to be paid now, in the currency that the account settles in.
std::optional<Refusal> settle(Situation& situation) {
  situation.currency = situation.customer->settle_currency;
  if (situation.currency.empty()) {
    return Refusal{.error = OrderError::OrderQueryUserSettleInfoFail,
                   .hint = "the account has no settlement profile"};
  }
  const Currency& priced_in = *find_currency(situation.quote->currency);
  const auto due = amount_due(*situation.commodity, situation.modules, situation.quote->trade);
  std::optional<Scaled> rate;
  if (situation.currency != priced_in.code) {
    const auto found = rate_to(situation, priced_in.code);
    if (!found) return found.error();
    rate = *found;
  }
  const Currency* const settled_in = find_currency(situation.currency);
  if (settled_in == nullptr) {
    return Refusal{.error = OrderError::OrderTradeCompleteSettleInfoFail,
                   .hint = "nothing can be settled in " + situation.currency};
  }
  situation.quote->settled_at = rate;
  const auto payable = due && rate ? convert(*due, priced_in, *settled_in, *rate) : due;
  if (!payable) {
    return Refusal{.error = OrderError::OrderTradeCompleteSettleInfoFail,
                   .hint = "the amount is out of range"};
  }
  situation.payable = *payable;
  return std::nullopt;
}

int64_t host_key_of(const Situation& situation) {
  return needs_host(situation.expansion) ? situation.keys.host : situation.expansion.host.instance->key;
}

std::optional<Refusal> decide_order(Situation& situation) {
  if (auto refusal = settle(situation)) return refusal;
  if (auto refusal = check_order_constraints(situation.terms.order_constraints, facts_of(situation)))
    return refusal;
  if (situation.node().draining) {
    return Refusal{.error = OrderError::OrderSysConstraintInvalidProduct,
                   .hint = situation.purchase.ens_region_id + " takes no new load balancers"};
  }
  if (situation.product_refuses) return situation.product_refuses;
  if (situation.open_orders >= situation.terms.platform.open_orders_max) {
    return Refusal{
        .error = OrderError::OrderMainOrderSizeOverflow,
        .hint = "the account has " + std::to_string(situation.open_orders) + " orders that are not finished"};
  }
  const auto& fund = situation.payer_facts.fund;
  if (fund && fund->combines_payments) {
    if (fund->group_orders >= fund->group_size_max) {
      return Refusal{
          .error = OrderError::OrderGroupOrderSizeOverflow,
          .hint = "the group of " + fund->id + " holds " + std::to_string(fund->group_orders) + " orders"};
    }
    situation.effects.push_back(JoinGroup{});
    situation.joined_group = fund->account_key;
  }
  const Purchase& purchase = situation.purchase;
  const auto& trusteeship = situation.payers.trusteeship;
  const bool is_child = trusteeship && trusteeship->state == TrusteeshipState::Active;
  situation.effects.push_back(
      InsertOrder{Order{.key = situation.keys.order,
                        .account_key = purchase.buyer.account_key,
                        .actor = purchase.buyer.actor,
                        .type = purchase.type,
                        .commodity = purchase.commodity,
                        .host_key = host_key_of(situation),
                        .ens_region_id = purchase.ens_region_id,
                        .spec = purchase.spec,
                        .quote = print_quote(*situation.quote),
                        .currency = situation.currency,
                        .payable = situation.payable,
                        .deposit_left = is_prepaid(situation.modules) ? 0 : situation.payable,
                        .payer_key = payer_of(purchase.buyer.account_key, situation.payers),
                        .relation_version = is_child ? trusteeship->version : 0,
                        .state = OrderState::Unpaid,
                        .created = purchase.now}});
  return std::nullopt;
}

}  // namespace

const Stage order_stage{"S13", "order",
                        "an order needs an amount; what holds for whole orders is asked before money is",
                        gather_order, decide_order};

}  // namespace sluice::commerce
