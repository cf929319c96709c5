#include "control/commerce/pipeline/stages.h"

namespace sluice::commerce {
namespace {

void gather_quote(storage::Transaction&, Product&, Situation&) {}

std::optional<Refusal> decide_quote(Situation& situation) {
  const Purchase& purchase = situation.purchase;
  const auto cycle = situation.modules.find(billing_cycle_module);
  // The catalogue may sell by a cycle that prices do not know, which then have none.
  const auto known = cycle == situation.modules.end() ? std::nullopt : parse_cycle(cycle->second);
  if (!known)
    return Refusal{.error = api::OrderError::PricePricingPlanResultNotFound,
                   .hint = "there is no such cycle"};
  auto quoted =
      quote(situation.terms.plans_of(purchase.commodity), {.commodity = purchase.commodity,
                                                           .region = purchase.ens_region_id,
                                                           .region_group = situation.node().group,
                                                           .spec = purchase.spec,
                                                           .cycle = *known,
                                                           .quantity = purchase.quantity,
                                                           .instant = purchase.now,
                                                           .account_share = situation.customer->discount});
  if (!quoted) return std::move(quoted).error();
  situation.quote = *std::move(quoted);
  return std::nullopt;
}

}  // namespace

const Stage quote_stage{"S12", "quote",
                        "the price is fixed here, and everything behind it is about that amount",
                        gather_quote, decide_quote};

}  // namespace sluice::commerce
