#include "control/commerce/pipeline/find_price.h"

#include "control/commerce/customer/customer_store.h"
#include "control/commerce/pipeline/no_product.h"
#include "control/commerce/pipeline/stages.h"

namespace sluice::commerce {

base::Result<Quote, Refusal> find_price(storage::Transaction& tx, const Engine& engine,
                                        const Purchase& purchase) {
  const auto terms = engine.terms.at(tx);
  const FreshKeys keys;
  Situation situation{.purchase = purchase, .terms = *terms, .keys = keys, .channel = engine.channel};
  situation.customer = find_customer(tx, purchase.buyer.account_key);
  if (!situation.customer) {
    return base::Unexpected{Refusal{.error = api::OrderError::AccountAliyunAccountNotExist}};
  }
  situation.commodity = terms->find_commodity(purchase.commodity);
  const Stage stages[] = {catalogue_stage, quote_stage};
  NoProduct product;
  if (auto refusal = run_stages(stages, tx, product, situation)) return base::Unexpected{*std::move(refusal)};
  return *std::move(situation.quote);
}

}  // namespace sluice::commerce
