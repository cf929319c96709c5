#include "control/commerce/pipeline/go_on.h"

#include "control/commerce/customer/customer_store.h"
#include "control/commerce/funding/read_funding.h"
#include "control/commerce/orders/order_store.h"
#include "control/commerce/outside/payment_steps.h"
#include "control/commerce/pipeline/move_order.h"
#include "control/commerce/pipeline/no_product.h"
#include "control/commerce/pipeline/order_step.h"
#include "control/commerce/pipeline/perform.h"
#include "control/commerce/pipeline/undo_order.h"
#include "control/commerce/stock/holds.h"
#include "control/commerce/stock/stock.h"

namespace sluice::commerce {
namespace {

using api::OrderError;
using Kind = OrderStep::Kind;

Refusal not_told() {
  return {.error = OrderError::SystemSystemError, .hint = "the payment provider has to be asked first"};
}

std::optional<PaymentNews> news_of(const providers::Reply* reply) {
  return reply == nullptr ? std::nullopt : std::optional(news_in(*reply));
}

// One run of the unit, about one order.
class Continuation {
 public:
  Continuation(storage::Transaction& tx, const Engine& engine, Product& product, const Purchase& purchase,
               Order& order, ChannelOrder& paying)
      : tx_(tx),
        engine_(engine),
        product_(product),
        purchase_(purchase),
        outside_(*purchase.outside),
        order_(order),
        paying_(paying),
        terms_(engine.terms.at(tx)),
        keys_(draw_keys(engine)),
        situation_{.purchase = purchase, .terms = *terms_, .keys = keys_, .channel = engine.channel} {
    keys_.order = order.key;
    situation_.currency = order.currency;
    situation_.payable = order.payable;
    situation_.stock = find_stock(tx, order.ens_region_id, order.spec);
    situation_.payer_facts.fund = find_fund_account(tx, order.payer_key);
  }

  OrderStep next(bool can_be_asked_for) {
    const bool is_capturing = paying_.state == ChannelState::Authorised;
    const auto step = question_of(paying_, is_capturing ? PaymentStep::Capture : PaymentStep::Authorise);
    const auto found = question_of(paying_, PaymentStep::Find);
    StandOf stand{.state = paying_.state,
                  .is_taken_over = outside_.begun()->is_taken_over,
                  .can_be_asked_for = can_be_asked_for,
                  .of_step = news_of(outside_.look(step)),
                  .found = news_of(outside_.look(found))};
    for (const auto& news : {stand.of_step, stand.found}) {
      if (news && !news->channel_no.empty()) paying_.channel_no = news->channel_no;
    }
    OrderStep next = next_step_of(stand);
    if (next.kind != Kind::FindOut) return next;
    outside_.find(found);
    return next;
  }

  Refusal undo(const Refusal& told, ChannelState known) {
    paying_.state = known;
    undo_order(tx_, engine_.keys, order_, paying_, api::row_of(told.error).code, purchase_.now);
    outside_.keep_refusal();
    return told;
  }

  // Where it neither goes on nor has ended well: what it is refused with, or what nobody is told.
  Refusal otherwise(const OrderStep& next) {
    if (next.kind == Kind::Undo) return undo(*next.refusal, next.state);
    if (next.kind == Kind::PutOff) outside_.put_off();
    return not_told();
  }

  void ask_to_capture() { outside_.act(order_.key, question_of(paying_, PaymentStep::Capture)); }

  // Of its external leg, now that its channel has said yes.
  std::vector<Effect> money_is_authorised() {
    std::vector<Effect> effects;
    paying_.state = ChannelState::Authorised;
    update_channel_order(tx_, paying_);
    const AccountName channel = channel_account(source_of(paying_.method), order_.currency);
    const auto opened = find_ledger_account(tx_, channel);
    if (!opened) effects.push_back(OpenLedgerAccount{channel, keys_.channel_account});
    const auto deposit =
        find_ledger_account(tx_, {AccountKind::Deposit, situation_.payer_facts.fund->id, order_.currency});
    effects.push_back(HoldMoney{{{.id = {order_.key, authorise_step, paying_.leg},
                                  .debit_key = opened ? opened->key : keys_.channel_account,
                                  .credit_key = deposit->key,
                                  .amount = paying_.amount,
                                  .phase = Phase::Pending,
                                  .created = purchase_.now}}});
    effects.push_back(AdvanceOrder{OrderState::Authorised, {}});
    return effects;
  }

  // Whether the books that its money goes through are still there.
  bool has_books() {
    const auto& fund = situation_.payer_facts.fund;
    return fund && find_ledger_account(tx_, {AccountKind::Deposit, fund->id, order_.currency});
  }

  // The product as it is now; nothing was held of what only it knows.
  std::optional<Refusal> look_at_product() {
    if (!has_books()) return Refusal{.error = OrderError::OrderFailed, .hint = "the fund account is gone"};
    auto refusal = product_.look_up(tx_);
    if (!refusal) refusal = product_.check_kind(tx_);
    if (!refusal) refusal = product_.check_before_order(tx_);
    return refusal;
  }

  std::vector<Effect> everything_else() {
    std::vector<Effect> effects = {Fulfil{}, ConsumeStock{}};
    CaptureMoney capture;
    for (const int64_t step : {authorise_step, quota_step}) {
      for (const Transfer& transfer : read_transfers(tx_, order_.key, step)) {
        capture.transfers.push_back(transfer.id);
      }
    }
    effects.push_back(std::move(capture));
    const FundingPlan plan = read_funding(tx_, order_.key);
    if (const FundingLeg* const coupon = find_coupon_leg(plan)) {
      effects.push_back(EndCouponReservation{coupon->entity_key});
    }
    effects.push_back(AdvanceOrder{OrderState::Completed, "SUCCESS"});
    effects.push_back(Earn{});
    return effects;
  }

  std::optional<Refusal> carry_out(std::span<const Effect> effects) {
    Progress progress{.order = order_, .resource_id = order_.resource_id};
    auto refusal = perform(tx_, product_, situation_, effects, progress);
    order_ = progress.order;
    resource_id_ = progress.resource_id;
    return refusal;
  }

  const std::string& resource_id() const { return resource_id_; }

 private:
  storage::Transaction& tx_;
  const Engine& engine_;
  Product& product_;
  const Purchase& purchase_;
  providers::Consultation& outside_;
  Order& order_;
  ChannelOrder& paying_;
  const std::shared_ptr<const Terms> terms_;
  FreshKeys keys_;
  Situation situation_;
  std::string resource_id_;
};

struct UnderWay {
  Order order;
  ChannelOrder paying;
};

// Nothing where somebody has ended it by hand.
std::optional<UnderWay> find_under_way(storage::Transaction& tx, const Purchase& purchase) {
  auto order = find_order(tx, purchase.buyer.account_key, purchase.outside->begun()->work);
  if (!order || has_ended(order->state)) return std::nullopt;
  auto paying = find_channel_order(tx, order->key);
  if (!paying) return std::nullopt;
  return UnderWay{*std::move(order), *std::move(paying)};
}

Refusal ended_by_hand(storage::Transaction& tx, const Purchase& purchase) {
  free_hold(tx, purchase.outside->begun()->work);
  purchase.outside->keep_refusal();
  return {.error = OrderError::OrderFailed, .hint = "the order was ended while it was being paid"};
}

// Whether a later order of its host was paid while this one was being paid.
bool is_overtaken(storage::Transaction& tx, const Order& order) {
  if (order.host_key == 0 || !holds_host_alone(order)) return false;
  storage::Where where;
  where.equals("o.account_key", order.account_key).equals("o.host_key", order.host_key);
  where.holds(
      "o.key > ? AND o.type NOT IN ('Buy', 'Refund') AND o.state IN ('AUTHORISED', 'FULFILLING', "
      "'CAPTURING', 'COMPLETED')",
      {order.key});
  return count_orders(tx, where) > 0;
}

Refusal cannot_be_made(const std::string& why) {
  return {.error = OrderError::OrderFailed,
          .hint = why + "; it was not so when the order was placed, and what was paid goes back"};
}

base::Result<Made, Refusal> finish(storage::Transaction& tx, Continuation& continuation, UnderWay& under_way,
                                   providers::Consultation& outside) {
  auto& [order, paying] = under_way;
  const auto undo = [&](const std::string& why) {
    return base::Unexpected{continuation.undo(cannot_be_made(why), ChannelState::Captured)};
  };
  if (!outside.given_up().empty()) return undo(outside.given_up());
  if (auto refusal = continuation.look_at_product()) return undo(refusal->hint);
  paying.state = ChannelState::Captured;
  update_channel_order(tx, paying);
  if (auto refusal = continuation.carry_out(continuation.everything_else())) {
    // Some of it may have been written: this run is undone, and the next one undoes the order.
    outside.give_up(refusal->hint.empty() ? "it cannot be made" : refusal->hint);
    return base::Unexpected{*std::move(refusal)};
  }
  const auto hold = find_hold(tx, order.key);
  delete_hold(tx, order.key);
  return Made{.placed = {order.key, continuation.resource_id()},
              .cycle = parse_cycle(hold ? hold->cycle : std::string()).value_or(Cycle::Month)};
}

}  // namespace

bool has_begun(const Purchase& purchase) {
  return purchase.outside != nullptr && purchase.outside->begun();
}

bool is_under_way(storage::Transaction& tx, int64_t order_key) {
  if (find_hold(tx, order_key)) return true;
  const auto paying = find_channel_order(tx, order_key);
  return paying && paying->state == ChannelState::Intent && paying->wanted == Wanted::Nothing;
}

Refusal ask_for_payment(providers::Consultation& outside, const ChannelOrder& payment) {
  outside.act(payment.order_key, question_of(payment, PaymentStep::Authorise));
  return not_told();
}

base::Result<Made, Refusal> go_on(storage::Transaction& tx, const Engine& engine, Product& product,
                                  const Purchase& purchase) {
  auto found = find_under_way(tx, purchase);
  if (!found) return base::Unexpected{ended_by_hand(tx, purchase)};
  auto& [order, paying] = *found;
  Continuation continuation(tx, engine, product, purchase, order, paying);
  const OrderStep next = continuation.next(purchase.outside->can_be_asked_for());
  switch (next.kind) {
    case Kind::GoOn: {
      if (auto refusal = continuation.look_at_product()) {
        return base::Unexpected{continuation.undo(cannot_be_made(refusal->hint), ChannelState::Authorised)};
      }
      std::vector<Effect> effects = continuation.money_is_authorised();
      effects.push_back(AdvanceOrder{OrderState::Fulfilling, {}});
      effects.push_back(AdvanceOrder{OrderState::Capturing, {}});
      if (auto refusal = continuation.carry_out(effects)) return base::Unexpected{*std::move(refusal)};
      continuation.ask_to_capture();
      return base::Unexpected{not_told()};
    }
    case Kind::Repeat:
      continuation.ask_to_capture();
      return base::Unexpected{not_told()};
    case Kind::Finish:
      return finish(tx, continuation, *found, *purchase.outside);
    case Kind::Undo:
    case Kind::PutOff:
    case Kind::FindOut:
      break;
  }
  return base::Unexpected{continuation.otherwise(next)};
}

base::Result<Order, Refusal> go_on_paying(storage::Transaction& tx, const Engine& engine,
                                          const Purchase& purchase) {
  auto found = find_under_way(tx, purchase);
  if (!found) return base::Unexpected{ended_by_hand(tx, purchase)};
  auto& [order, paying] = *found;
  NoProduct product;
  Continuation continuation(tx, engine, product, purchase, order, paying);
  const OrderStep next = continuation.next(true);
  if (next.kind != Kind::GoOn) return base::Unexpected{continuation.otherwise(next)};
  if (!continuation.has_books()) {
    return base::Unexpected{
        continuation.undo(cannot_be_made("the fund account is gone"), ChannelState::Authorised)};
  }
  if (is_overtaken(tx, order)) {
    return base::Unexpected{continuation.undo({.error = OrderError::TradeTradeOrderAfterPayCheckError},
                                              ChannelState::Authorised)};
  }
  if (auto refusal = continuation.carry_out(continuation.money_is_authorised())) {
    return base::Unexpected{*std::move(refusal)};
  }
  void_earlier_orders(tx, order, purchase.now);
  return std::move(order);
}

}  // namespace sluice::commerce
