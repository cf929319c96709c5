#include "control/commerce/outside/ask_price.h"
#include "control/commerce/pipeline/stages.h"

namespace sluice::commerce {
namespace {

// Nothing where the catalogue sells by a cycle that prices do not know, which then have none.
std::optional<QuoteRequest> request_for(const Situation& situation) {
  const Purchase& purchase = situation.purchase;
  const auto cycle = situation.modules.find(billing_cycle_module);
  const auto known = cycle == situation.modules.end() ? std::nullopt : parse_cycle(cycle->second);
  if (!known) return std::nullopt;
  return QuoteRequest{.commodity = purchase.commodity,
                      .region = purchase.sold_in(),
                      .region_group = situation.node().group,
                      .spec = purchase.spec,
                      .cycle = *known,
                      .quantity = purchase.quantity,
                      .instant = purchase.now,
                      .account_share = situation.customer->discount};
}

void gather_quote(storage::Transaction&, Product&, Situation& situation) {
  const Purchase& purchase = situation.purchase;
  if (!purchase.asks(providers::Seam::Pricing)) return;
  if (const auto request = request_for(situation)) {
    situation.quote_outside =
        ask_price(*purchase.outside, *request, situation.modules, purchase.buyer.account_id);
  }
}

std::optional<Refusal> decide_quote(Situation& situation) {
  const auto request = request_for(situation);
  if (!request)
    return Refusal{.error = api::OrderError::PricePricingPlanResultNotFound,
                   .hint = "there is no such cycle"};
  auto quoted = situation.quote_outside
                    ? *situation.quote_outside
                    : quote(situation.terms.plans_of(situation.purchase.commodity), *request);
  if (!quoted) return std::move(quoted).error();
  situation.quote = *std::move(quoted);
  situation.quote->by_provider = situation.quote_outside.has_value();
  return std::nullopt;
}

}  // namespace

const Stage quote_stage{"S12", "quote",
                        "the price is fixed here, and everything behind it is about that amount",
                        gather_quote, decide_quote};

}  // namespace sluice::commerce
