#include "control/commerce/pipeline/stages.h"

namespace sluice::commerce {
namespace {

void gather_sale_control(storage::Transaction& tx, Product&, Situation& situation) {
  situation.stock = find_stock(tx, situation.purchase.ens_region_id, situation.purchase.spec);
}

std::optional<Refusal> decide_sale_control(Situation& situation) {
  const Purchase& purchase = situation.purchase;
  if (auto refusal = check_sale_rules(situation.terms.sale_rules, purchase.commodity, purchase.now,
                                      facts_of(situation))) {
    return refusal;
  }
  if (situation.stock && available(*situation.stock) < purchase.quantity) {
    return Refusal{.error = api::OrderError::SaleControlVerificationFailed,
                   .hint = purchase.spec + " is sold out in " + purchase.ens_region_id};
  }
  situation.effects.push_back(HoldStock{});
  return std::nullopt;
}

}  // namespace

const Stage sale_control_stage{
    "S10", "sale control",
    "rules speak of legal combinations only; who may not buy one need not know his quota",
    gather_sale_control, decide_sale_control};

}  // namespace sluice::commerce
