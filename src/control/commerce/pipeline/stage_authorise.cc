#include <algorithm>

#include "control/commerce/bills/bill_store.h"
#include "control/commerce/funding/plan.h"
#include "control/commerce/funding/read_funding.h"
#include "control/commerce/funding/transfers.h"
#include "control/commerce/outside/ask_pay_page.h"
#include "control/commerce/pipeline/stages.h"

namespace sluice::commerce {
namespace {

// Whether the account has no other order.
bool is_first_purchase(storage::Transaction& tx, int64_t account_key, int64_t order_key) {
  bool found = false;
  tx.query("SELECT 1 FROM orders WHERE account_key = ? AND key <> ? LIMIT 1", {account_key, order_key},
           [&](const storage::Row&) { found = true; });
  return !found;
}

FundingNeed need_of(const Situation& situation) {
  const Purchase& purchase = situation.purchase;
  const Commodity& commodity = *situation.commodity;
  const auto pay_type = situation.modules.find("pay_type");
  FundingNeed need{
      .payable = situation.payable,
      .currency = situation.currency,
      .commodity = purchase.commodity,
      .coupon_allowed = commodity.coupon_allowed,
      .open_threshold = commodity.currency->code == situation.currency ? commodity.open_threshold : 0,
      .order_type = std::string(to_text(purchase.type)),
      .pay_type = pay_type == situation.modules.end() ? "" : pay_type->second,
      .now = purchase.now,
      .pay_mode = std::string(to_text(situation.payer_facts.fund->pay_mode)),
      .site = situation.customer->site,
      .account = purchase.buyer.account_id};
  for (const PayMode mode : commodity.pay_modes) need.pay_modes.emplace_back(to_text(mode));
  return need;
}

AccountName channel_account(const Situation& situation, MethodKind kind) {
  return {AccountKind::Channel, std::string(to_text(kind)), situation.currency};
}

// A reseller who takes the money on a page of his own has to say where that is before anything is set aside.
void ask_for_pay_page(Situation& situation) {
  const Purchase& purchase = situation.purchase;
  const Currency* const currency = find_currency(situation.currency);
  const auto told = ask_pay_page(*purchase.outside, {.fund_account = situation.payer_facts.fund->id,
                                                     .account = purchase.buyer.account_id,
                                                     .commodity = purchase.commodity,
                                                     .amount = format_amount(situation.payable, *currency),
                                                     .currency = situation.currency});
  if (!told) return;
  if (!*told) {
    situation.no_pay_page = told->error();
  } else {
    purchase.outside->remark("paid on the reseller's page " + (*told)->url);
  }
}

void gather_authorise(storage::Transaction& tx, Product&, Situation& situation) {
  situation.need = need_of(situation);
  if (situation.payable == 0 && situation.need.open_threshold == 0) return;
  const FundAccount& fund = *situation.payer_facts.fund;
  situation.need.is_first_purchase =
      is_first_purchase(tx, situation.purchase.buyer.account_key, situation.keys.order);
  situation.sources =
      read_sources(tx, situation.need,
                   {.account_key = situation.purchase.buyer.account_key,
                    .payer_key = fund.account_key,
                    .fund_account_id = fund.id,
                    .credit_suspended = fund.credit_suspended},
                   situation.customer->preference, unpaid_amount(tx, fund.account_key, situation.currency));
  situation.deposit = find_ledger_account(tx, {AccountKind::Deposit, fund.id, situation.currency});
  const bool has_page = situation.payable > 0 && fund.pay_mode == PayMode::ResellerUrl;
  if (has_page && situation.purchase.asks(providers::Seam::Reseller)) ask_for_pay_page(situation);
  for (const PaymentMethod& method : situation.sources.methods) {
    if (const auto channel = find_ledger_account(tx, channel_account(situation, method.kind))) {
      situation.channels[method.kind] = channel->key;
    }
  }
}

const PaymentMethod& method_of(const Situation& situation, const FundingLeg& leg) {
  return *std::ranges::find(situation.sources.methods, leg.entity_key, &PaymentMethod::key);
}

// The external leg is charged by the built-in channel, who may say no.
std::optional<Refusal> charge_here(Situation& situation, const FundingLeg& leg, PaymentAccounts& accounts) {
  const PaymentMethod* const method = &method_of(situation, leg);
  const auto receipt = situation.channel.authorise({.order_key = situation.keys.order,
                                                    .kind = method->kind,
                                                    .reference = method->reference,
                                                    .amount = leg.amount,
                                                    .currency = situation.currency});
  if (!receipt) return to_refusal(receipt.error());
  const auto opened = situation.channels.find(method->kind);
  accounts.channel_key = opened == situation.channels.end() ? situation.keys.channel_account : opened->second;
  if (opened == situation.channels.end()) {
    situation.effects.push_back(
        OpenLedgerAccount{channel_account(situation, method->kind), accounts.channel_key});
  }
  return std::nullopt;
}

// By the payment provider, when what comes before is committed. Its transfer is recorded once he has said
// yes.
void charge_outside(Situation& situation, const FundingPlan& plan, const FundingLeg& leg,
                    std::vector<Transfer>& transfers) {
  const PaymentMethod& method = method_of(situation, leg);
  const auto index = &leg - plan.legs.data();
  situation.charge = ChannelOrder{.key = situation.keys.channel_order,
                                  .order_key = situation.keys.order,
                                  .leg = transfers[static_cast<size_t>(index)].id.leg,
                                  .method = method.kind,
                                  .reference = method.reference,
                                  .amount = leg.amount,
                                  .currency = situation.currency};
  transfers.erase(transfers.begin() + index);
}

std::optional<Refusal> set_aside(Situation& situation, const FundingPlan& plan) {
  PaymentAccounts accounts{.deposit_key =
                               situation.deposit ? situation.deposit->key : situation.keys.deposit_account};
  if (!situation.deposit) {
    situation.effects.push_back(OpenLedgerAccount{
        {AccountKind::Deposit, situation.payer_facts.fund->id, situation.currency}, accounts.deposit_key});
  }
  const FundingLeg* const external = find_external(plan);
  const bool is_asked = external != nullptr && situation.purchase.asks(providers::Seam::Payment);
  if (external != nullptr && !is_asked) {
    if (auto refusal = charge_here(situation, *external, accounts)) return refusal;
  }
  const int64_t order_key = situation.keys.order;
  const base::WallTime now = situation.purchase.now;
  auto transfers = authorise_transfers(order_key, plan, accounts, Phase::Pending, now);
  situation.authorised = authorised_ids(order_key, plan);
  // An end user of a reseller spends his cap beside the partner's money, and both are captured together.
  if (situation.payers.reseller && situation.quota) {
    transfers.push_back(quota_transfer(order_key, *situation.quota, situation.payable, Phase::Pending, now));
    situation.authorised.push_back(transfers.back().id);
  }
  if (is_asked) charge_outside(situation, plan, *external, transfers);
  if (!transfers.empty()) situation.effects.push_back(HoldMoney{std::move(transfers)});
  if (plan.coupon_to_reserve != 0) {
    situation.reserved_coupon = plan.coupon_to_reserve;
    situation.effects.push_back(ReserveCoupon{plan.coupon_to_reserve});
  }
  return std::nullopt;
}

std::optional<Refusal> decide_authorise(Situation& situation) {
  const auto plan = plan_funding(situation.need, situation.sources);
  if (!plan) return plan.error();
  const auto& elsewhere = situation.payer_facts.money_elsewhere;
  if (elsewhere && situation.payable > *elsewhere) {
    return Refusal{.error = api::OrderError::PayInsufficientBalance,
                   .hint = "the provider of funds says that there is less"};
  }
  if (situation.no_pay_page) return situation.no_pay_page;
  situation.effects.push_back(AdvanceOrder{OrderState::Paying, {}});
  if (!plan->legs.empty()) {
    if (auto refusal = set_aside(situation, *plan)) return refusal;
  }
  if (situation.charge) {
    situation.effects.push_back(BeginChannelOrder{*situation.charge});
  } else {
    situation.effects.push_back(AdvanceOrder{OrderState::Authorised, {}});
  }
  return std::nullopt;
}

}  // namespace

const Stage authorise_stage{"S17", "authorise",
                            "money is set aside last of all that can refuse, and before anything is made",
                            gather_authorise, decide_authorise};

}  // namespace sluice::commerce
