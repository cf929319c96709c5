#include "control/commerce/outside/ask_sale.h"
#include "control/commerce/pipeline/stages.h"

namespace sluice::commerce {
namespace {

void gather_sale_control(storage::Transaction& tx, Product&, Situation& situation) {
  const Purchase& purchase = situation.purchase;
  situation.stock = find_stock(tx, purchase.ens_region_id, purchase.spec);
  const bool asks_sale = purchase.asks(providers::Seam::SaleControl);
  const bool asks_stock = purchase.asks(providers::Seam::Inventory);
  if (!asks_sale && !asks_stock) return;
  const SaleQuestion question{.commodity = purchase.commodity,
                              .order_type = std::string(to_text(purchase.type)),
                              .ens_region_id = purchase.sold_in(),
                              .spec = purchase.spec,
                              .modules = situation.modules,
                              .account_id = purchase.buyer.account_id,
                              .quantity = purchase.quantity,
                              .now = purchase.now};
  // Both in one round.
  if (asks_sale) situation.sale_outside = ask_sale(*purchase.outside, question);
  if (asks_stock) situation.stock_outside = ask_stock(*purchase.outside, question);
}

std::optional<Refusal> check_rules(const Situation& situation) {
  if (!situation.sale_outside) {
    return check_sale_rules(situation.terms.sale_rules, situation.purchase.commodity, situation.purchase.now,
                            facts_of(situation));
  }
  const auto& told = *situation.sale_outside;
  return told ? std::nullopt : std::optional(told.error());
}

// What is counted here goes on being counted where a provider says how much there is.
std::optional<Refusal> check_stock(const Situation& situation) {
  const Purchase& purchase = situation.purchase;
  int64_t left = situation.stock ? available(*situation.stock) : INT64_MAX;
  if (const auto& told = situation.stock_outside) {
    if (!*told) return told->error();
    left = **told;
  }
  if (left >= purchase.quantity) return std::nullopt;
  return Refusal{.error = api::OrderError::SaleControlVerificationFailed,
                 .hint = purchase.spec + " is sold out in " + purchase.ens_region_id};
}

std::optional<Refusal> decide_sale_control(Situation& situation) {
  if (auto refusal = check_rules(situation)) return refusal;
  if (auto refusal = check_stock(situation)) return refusal;
  situation.effects.push_back(HoldStock{});
  return std::nullopt;
}

}  // namespace

const Stage sale_control_stage{
    "S10", "sale control",
    "rules speak of legal combinations only; who may not buy one need not know his quota",
    gather_sale_control, decide_sale_control};

}  // namespace sluice::commerce
