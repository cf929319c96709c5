#include "control/commerce/pipeline/place_order.h"

#include "control/commerce/pipeline/perform.h"
#include "control/commerce/pipeline/stages.h"

namespace sluice::commerce {

FreshKeys draw_keys(const Engine& engine) {
  return {.order = engine.keys.next(),
          .subscription = engine.keys.next(),
          .host = engine.keys.next(),
          .host_id = "elbhost-" + engine.random.text(20, "abcdefghijklmnopqrstuvwxyz0123456789"),
          .deposit_account = engine.keys.next(),
          .channel_account = engine.keys.next()};
}

base::Result<Placed, Refusal> place_order(storage::Transaction& tx, const Engine& engine, Product& product,
                                          const Purchase& purchase) {
  const auto terms = engine.terms.at(tx);
  const FreshKeys keys = draw_keys(engine);
  Situation situation{.purchase = purchase, .terms = *terms, .keys = keys, .channel = engine.channel};
  if (auto refusal = run_stages(purchase_stages(), tx, product, situation)) {
    return base::Unexpected{*std::move(refusal)};
  }
  Progress progress;
  if (auto refusal = perform(tx, product, situation, collapse(std::move(situation.effects)), progress)) {
    return base::Unexpected{*std::move(refusal)};
  }
  if (engine.billing != nullptr) {
    begin_billing(tx, keys.order, purchase.buyer.account_key, progress.resource_id, situation.quote->cycle,
                  purchase.now);
  }
  return Placed{keys.order, std::move(progress.resource_id)};
}

}  // namespace sluice::commerce
