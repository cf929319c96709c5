#include "control/commerce/pipeline/check_sale.h"

#include "control/commerce/customer/customer_store.h"
#include "control/commerce/pipeline/stages.h"

namespace sluice::commerce {
namespace {

// Asked of no product: there is nothing that either stage would want of it.
class NoProduct final : public Product {
 public:
  std::optional<Refusal> look_up(storage::Transaction&) override { return std::nullopt; }
  std::optional<Refusal> check_kind(storage::Transaction&) override { return std::nullopt; }
  int64_t count_live(storage::Transaction&, bool) override { return 0; }
  std::optional<Refusal> check_before_order(storage::Transaction&) override { return std::nullopt; }
  base::Result<std::string, Refusal> fulfil(storage::Transaction&, int64_t) override {
    return base::Unexpected{Refusal{.error = api::OrderError::SystemSystemError, .hint = "nothing is made"}};
  }
};

}  // namespace

std::optional<Refusal> check_sale(storage::Transaction& tx, const Engine& engine, const Purchase& purchase) {
  const auto terms = engine.terms.at(tx);
  const FreshKeys keys;
  Situation situation{.purchase = purchase, .terms = *terms, .keys = keys, .channel = engine.channel};
  situation.customer = find_customer(tx, purchase.buyer.account_key);
  situation.commodity = terms->find_commodity(purchase.commodity);
  NoProduct product;
  for (const Stage* stage : {&catalogue_stage, &sale_control_stage}) {
    stage->gather(tx, product, situation);
    if (auto refusal = stage->decide(situation)) return refusal;
  }
  return std::nullopt;
}

}  // namespace sluice::commerce
