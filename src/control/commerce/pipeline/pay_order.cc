#include "control/commerce/pipeline/pay_order.h"

#include "control/commerce/orders/order_store.h"
#include "control/commerce/pipeline/go_on.h"
#include "control/commerce/pipeline/move_order.h"
#include "control/commerce/pipeline/no_product.h"
#include "control/commerce/pipeline/perform.h"
#include "control/commerce/pipeline/stages.h"

namespace sluice::commerce {
namespace {

using api::OrderError;

std::optional<Refusal> check_payable(const Order& order, base::WallTime now) {
  if (order.outcome == api::row_of(OrderError::TradeTradeOrderAfterPayCheckError).code) {
    return Refusal{.error = OrderError::TradeTradeOrderAfterPayCheckError};
  }
  if (order.state != OrderState::Unpaid) {
    return Refusal{.error = OrderError::PayOrderPayTimeInvalid,
                   .hint = "the order is " + std::string(to_text(order.state)) + "; accepted: UNPAID"};
  }
  if (is_expired(order, now)) {
    return Refusal{.error = OrderError::PayOrderPayTimeInvalid,
                   .hint = "it could be paid until " + base::format_iso8601(*order.pay_until)};
  }
  return std::nullopt;
}

Purchase purchase_of(const Order& order, const Payment& payment) {
  return {.buyer = payment.buyer,
          .commodity = order.commodity,
          .type = order.type,
          .modules = {},
          .ens_region_id = order.ens_region_id,
          .spec = order.spec,
          .now = payment.now,
          .received = payment.received,
          .outside = payment.outside};
}

std::optional<Refusal> authorise(storage::Transaction& tx, Order& order, Situation& situation) {
  NoProduct product;
  if (auto refusal = run_stages({&account_stage, 1}, tx, product, situation)) return refusal;
  if (situation.commodity == nullptr) {
    return Refusal{.error = OrderError::CommodityInvalidItemCode,
                   .hint = "there is no commodity " + order.commodity};
  }
  order.payer_key = payer_of(order.account_key, situation.payers);
  situation.currency = order.currency;
  situation.payable = order.payable;
  situation.payer_facts.relation_version = order.relation_version;
  situation.payer_facts.fund = find_fund_account(tx, order.payer_key);
  if (auto refusal = run_stages({&payer_stage, 1}, tx, product, situation)) return refusal;
  if (situation.customer->settle_currency != order.currency) {
    return Refusal{.error = OrderError::PayCurrencyInconsistency,
                   .hint = "the order is in " + order.currency + ", the account settles in " +
                           situation.customer->settle_currency};
  }
  const Stage stages[] = {payment_risk_stage, authorise_stage};
  return run_stages(stages, tx, product, situation);
}

}  // namespace

base::Result<Order, Refusal> pay_order(storage::Transaction& tx, const Engine& engine,
                                       const Payment& payment) {
  auto order = find_order(tx, payment.buyer.account_key, payment.order_key);
  if (order && payment.outside != nullptr && payment.outside->begun()) {
    return go_on_paying(tx, engine, purchase_of(*order, payment));
  }
  if (!order) return base::Unexpected{Refusal{.error = OrderError::OrderNotFound}};
  if (auto refusal = check_payable(*order, payment.now)) return base::Unexpected{*std::move(refusal)};
  const auto terms = engine.terms.at(tx);
  FreshKeys keys = draw_keys(engine);
  keys.order = order->key;
  const Purchase purchase = purchase_of(*order, payment);
  Situation situation{.purchase = purchase, .terms = *terms, .keys = keys, .channel = engine.channel};
  if (auto refusal = authorise(tx, *order, situation)) return base::Unexpected{*std::move(refusal)};
  set_payer(tx, *order);
  NoProduct product;
  const std::string resource_id = order->resource_id;
  Progress progress{.order = *std::move(order), .resource_id = resource_id};
  if (auto refusal = perform(tx, product, situation, situation.effects, progress)) {
    return base::Unexpected{*std::move(refusal)};
  }
  if (situation.charge) return base::Unexpected{ask_for_payment(*payment.outside, *situation.charge)};
  void_earlier_orders(tx, progress.order, payment.now);
  return std::move(progress.order);
}

}  // namespace sluice::commerce
