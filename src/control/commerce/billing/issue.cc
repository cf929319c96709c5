#include "control/commerce/billing/issue.h"

#include <fmt/format.h>

#include "control/commerce/billing/span.h"
#include "control/commerce/collection/collect.h"
#include "control/commerce/customer/customer_store.h"
#include "control/commerce/funding/transfers.h"
#include "control/commerce/orders/order_store.h"
#include "control/commerce/pricing/prorated_fee.h"
#include "platform/base/log.h"

namespace sluice::commerce {
namespace {

// What was bought and for how much; an order that has made something has both.
struct Sold {
  Order order;
  Quote quote;
};

Sold find_sold(storage::Transaction& tx, const Billed& billed) {
  auto order = find_order(tx, billed.account_key, billed.order_key);
  auto quote = order ? parse_quote(order->quote) : base::Unexpected{DocumentError{}};
  if (!quote) {
    throw storage::EngineError(storage::EngineError::Kind::Defect,
                               fmt::format("order {} is billed and has no quote", billed.order_key));
  }
  return {*std::move(order), *std::move(quote)};
}

// The price in force when the cycle began: in the first one that of the order, later that of the plan. Where
// the plan has none any more, the order's stands, and so does what a provider has said.
Quote price_of(storage::Transaction& tx, const Billing& billing, const Sold& sold, const Span& span) {
  const base::WallTime began = cycle_start(span.cycle, span.from);
  if (began <= sold.order.created || sold.quote.by_provider) return sold.quote;
  const auto terms = billing.terms.at(tx);
  const auto customer = find_customer(tx, sold.order.account_key);
  auto priced = quote(terms->plans_of(sold.order.commodity),
                      {.commodity = sold.order.commodity,
                       .region = sold.order.ens_region_id,
                       .region_group = terms->node(sold.order.ens_region_id).group,
                       .spec = sold.order.spec,
                       .cycle = span.cycle,
                       .quantity = sold.quote.quantity,
                       .instant = began,
                       .account_share = customer ? customer->discount : sold.quote.share});
  if (priced && priced->currency == sold.quote.currency) return *std::move(priced);
  base::log_warning("billing.price_of_the_order",
                    {{"order", sold.order.key},
                     {"reason", priced ? "the plan is in another currency" : priced.error().hint}});
  return sold.quote;
}

Minor fee_of(const Quote& quote, const Span& span, const MonthShare& share) {
  if (share.days == 0) return 0;
  if (span.cycle == Cycle::Hour) return quote.trade;
  const auto fee = prorated_fee(quote, share);
  if (!fee) throw storage::EngineError(storage::EngineError::Kind::Defect, "a fee is no amount");
  return fee->trade;
}

// What the fee is in the currency that the order is settled in, at the rate that was fixed with its price. Of
// orders from before rates were kept, at the one in force when the bill is made.
Minor settled(storage::Transaction& tx, const Billing& billing, const Sold& sold, Minor fee,
              base::WallTime now) {
  if (sold.order.currency == sold.quote.currency) return fee;
  std::optional<Scaled> rate = sold.quote.settled_at;
  if (!rate) {
    const auto terms = billing.terms.at(tx);
    const ExchangeRate* const known =
        find_rate(terms->exchange_rates, sold.quote.currency, sold.order.currency, now);
    if (known != nullptr) rate = known->rate;
  }
  const auto amount =
      rate ? convert(fee, *find_currency(sold.quote.currency), *find_currency(sold.order.currency), *rate)
           : std::nullopt;
  if (!amount) {
    throw storage::EngineError(storage::EngineError::Kind::Defect,
                               fmt::format("order {} is priced in {}, settled in {}, and has no rate",
                                           sold.order.key, sold.quote.currency, sold.order.currency));
  }
  return *amount;
}

std::string describe(const Quote& quote, const Span& span, const MonthShare& share) {
  const std::string price = format_amount(quote.trade, *find_currency(quote.currency)) + " " + quote.currency;
  if (span.cycle == Cycle::Hour) return fmt::format("{}: an hour at {}", quote.spec, price);
  return fmt::format("{}: {} of {} days at {} a month", quote.spec, share.days, share.month_days, price);
}

// Where its order's deposit lies.
DepositSource deposit_of(storage::Transaction& tx, const Order& order) {
  if (order.deposit_left == 0) return {};
  const auto paid = read_transfers(tx, order.key, authorise_step);
  return paid.empty() ? DepositSource{} : DepositSource{paid.front().credit_key, order.deposit_left};
}

}  // namespace

Cycle cycle_of(storage::Transaction& tx, const Billed& billed) {
  return find_sold(tx, billed).quote.cycle;
}

Cycle issue_for(storage::Transaction& tx, const Billing& billing, const Billed& billed, base::WallTime to) {
  const Sold sold = find_sold(tx, billed);
  const Span span{sold.quote.cycle, billed.from, to};
  if (to > cycle_end(span.cycle, span.from)) {
    throw storage::EngineError(storage::EngineError::Kind::Defect, "a bill is to be of more than one cycle");
  }
  const Quote price = price_of(tx, billing, sold, span);
  const MonthShare share = share_of(span);
  const Minor amount = settled(tx, billing, sold, fee_of(price, span, share), to);
  if (amount == 0) return span.cycle;
  const int64_t payer_key = debtor_of(tx, billed.account_key, to);
  const auto fund = find_fund_account(tx, payer_key);
  if (!fund) {
    base::log_error("billing.nobody_to_owe", {{"resource", billed.resource_id}, {"order", billed.order_key}});
    return span.cycle;
  }
  const auto issued = issue_bill(tx, billing.keys,
                                 {.key = billing.keys.next(),
                                  .account_key = billed.account_key,
                                  .payer_key = payer_key,
                                  .resource_id = billed.resource_id,
                                  .cycle = name_of(span, billed.resumed),
                                  .description = describe(price, span, share),
                                  .currency = sold.order.currency,
                                  .amount = amount,
                                  .due = to,
                                  .created = to},
                                 *fund, sold.order.commodity, to, deposit_of(tx, sold.order));
  if (!issued) return span.cycle;  // somebody has billed it by hand
  if (issued->of_deposit > 0)
    set_deposit_left(tx, sold.order.key, sold.order.deposit_left - issued->of_deposit);
  Bill bill = issued->bill;
  if (bill.state != BillState::Issued) return span.cycle;
  const auto next = next_step(billing.timeline, bill.due, Step::None);
  bill.step = static_cast<int64_t>(next->step);
  bill.step_at = next->at;
  update_bill(tx, bill);
  return span.cycle;
}

}  // namespace sluice::commerce
