#include "control/commerce/pipeline/check_sale.h"

#include "control/commerce/customer/customer_store.h"
#include "control/commerce/pipeline/no_product.h"
#include "control/commerce/pipeline/stages.h"

namespace sluice::commerce {

std::optional<Refusal> check_sale(storage::Transaction& tx, const Engine& engine, const Purchase& purchase) {
  const auto terms = engine.terms.at(tx);
  const FreshKeys keys;
  Situation situation{.purchase = purchase, .terms = *terms, .keys = keys, .channel = engine.channel};
  situation.customer = find_customer(tx, purchase.buyer.account_key);
  situation.commodity = terms->find_commodity(purchase.commodity);
  const Stage stages[] = {catalogue_stage, sale_control_stage};
  NoProduct product;
  return run_stages(stages, tx, product, situation);
}

}  // namespace sluice::commerce
