#include "control/commerce/pipeline/perform.h"

#include "control/commerce/funding/coupon_store.h"
#include "control/commerce/hosts/host_store.h"
#include "control/commerce/orders/order_store.h"
#include "control/commerce/pipeline/earn.h"
#include "control/commerce/pipeline/risk_counts.h"
#include "control/commerce/stock/holds.h"

namespace sluice::commerce {
namespace {

// One effect after the other; what a stage has decided on a snapshot of this very transaction cannot fail any
// more, except for what only the making shows.
class Performer {
 public:
  using Done = std::optional<Refusal>;

  Performer(storage::Transaction& tx, Product& product, const Situation& situation, Progress& progress)
      : tx_(tx),
        product_(product),
        situation_(situation),
        order_(progress.order),
        resource_id_(progress.resource_id) {}

  Done carry_out(const OpenHost& effect) {
    open_host(tx_, effect.subscription, effect.instance);
    return {};
  }
  Done carry_out(const OpenLedgerAccount& effect) {
    open_ledger_account(tx_, effect.name, effect.key);
    return {};
  }
  Done carry_out(const InsertOrder& effect) {
    order_ = effect.order;
    order_.resource_id = resource_id_;
    insert_order(tx_, order_);
    return {};
  }
  Done carry_out(const AdvanceOrder& effect) {
    const OrderState from = order_.state;
    order_.state = effect.to;
    order_.resource_id = resource_id_;
    if (!effect.outcome.empty()) order_.outcome = effect.outcome;
    if (!may_become(from, effect.to) || !advance_order(tx_, order_, from)) {
      return defect("the order cannot become " + std::string(to_text(effect.to)));
    }
    return {};
  }
  Done carry_out(const HoldStock&) {
    if (situation_.stock) hold_stock(tx_, situation_.stock->ens_region_id, situation_.stock->spec);
    return {};
  }
  Done carry_out(const ConsumeStock&) {
    if (situation_.stock) consume_stock(tx_, situation_.stock->ens_region_id, situation_.stock->spec);
    return {};
  }
  Done carry_out(const UseStock&) {
    if (situation_.stock) use_stock(tx_, situation_.stock->ens_region_id, situation_.stock->spec);
    return {};
  }
  Done carry_out(const CountLive&) {
    count_live(tx_, situation_.purchase.buyer.account_key, situation_.purchase.ens_region_id, 1);
    return {};
  }
  Done carry_out(const JoinGroup&) {
    FundAccount fund = *situation_.payer_facts.fund;
    ++fund.group_orders;
    update_fund_account(tx_, fund);
    return {};
  }
  Done carry_out(const HoldMoney& effect) { return agreed(record_transfers(tx_, effect.transfers)); }
  Done carry_out(const Pay& effect) { return agreed(record_transfers(tx_, effect.transfers)); }
  Done carry_out(const CaptureMoney& effect) {
    return agreed(settle_transfers(tx_, effect.transfers, Settlement::Post));
  }
  Done carry_out(const ReserveCoupon& effect) {
    if (reserve_coupon(tx_, effect.key, order_.key)) return {};
    return defect("the coupon of the plan is reserved");
  }
  Done carry_out(const EndCouponReservation& effect) {
    end_coupon_reservation(tx_, effect.key, order_.key);
    return {};
  }
  Done carry_out(const CountAddress& effect) {
    count_address(tx_, effect, situation_.purchase.received);
    return {};
  }
  Done carry_out(const BeginChannelOrder& effect) {
    insert_channel_order(tx_, effect.payment);
    if (!situation_.quote) return {};  // an order that was placed before holds nothing more
    insert_hold(tx_, {.order_key = order_.key,
                      .account_key = order_.account_key,
                      .ens_region_id = order_.ens_region_id,
                      .spec = order_.spec,
                      .cycle = std::string(to_text(situation_.quote->cycle)),
                      .group_key = situation_.joined_group,
                      .opened_host = needs_host(situation_.expansion)});
    return {};
  }
  Done carry_out(const Fulfil&) {
    auto made = product_.fulfil(tx_, situation_.keys.order);
    if (!made) return std::move(made).error();
    resource_id_ = *std::move(made);
    return {};
  }
  Done carry_out(const Earn&) {
    earn(tx_, order_, situation_.keys.revenue_account, situation_.purchase.now);
    return {};
  }

 private:
  // The plan was made of what this transaction sees, so a refusal of the ledger is a fault of ours.
  static Done agreed(const base::Result<void, TransferRefused>& told) {
    return told ? Done() : defect("the payment does not fit the ledger");
  }
  static Refusal defect(std::string why) {
    return Refusal{.error = api::OrderError::SystemSystemError, .hint = std::move(why)};
  }

  storage::Transaction& tx_;
  Product& product_;
  const Situation& situation_;
  Order& order_;  // once it is inserted
  std::string& resource_id_;
};

}  // namespace

std::optional<Refusal> perform(storage::Transaction& tx, Product& product, const Situation& situation,
                               std::span<const Effect> effects, Progress& progress) {
  Performer performer(tx, product, situation, progress);
  for (const Effect& effect : effects) {
    if (auto refusal = std::visit([&](const auto& one) { return performer.carry_out(one); }, effect)) {
      return refusal;
    }
  }
  return std::nullopt;
}

}  // namespace sluice::commerce
