#include "control/commerce/pipeline/place_order.h"

#include "control/commerce/pipeline/go_on.h"
#include "control/commerce/pipeline/perform.h"

namespace sluice::commerce {

FreshKeys draw_keys(const Engine& engine) {
  return {.order = engine.keys.next(),
          .subscription = engine.keys.next(),
          .host = engine.keys.next(),
          .host_id = "elbhost-" + engine.random.text(20, "abcdefghijklmnopqrstuvwxyz0123456789"),
          .deposit_account = engine.keys.next(),
          .channel_account = engine.keys.next(),
          .revenue_account = engine.keys.next(),
          .channel_order = engine.keys.next()};
}

namespace {

base::Result<Made, Refusal> run(storage::Transaction& tx, const Engine& engine, std::span<const Stage> stages,
                                Product& product, const Purchase& purchase) {
  if (has_begun(purchase)) return go_on(tx, engine, product, purchase);
  const auto terms = engine.terms.at(tx);
  const FreshKeys keys = draw_keys(engine);
  Situation situation{.purchase = purchase, .terms = *terms, .keys = keys, .channel = engine.channel};
  if (auto refusal = run_stages(stages, tx, product, situation)) return base::Unexpected{*std::move(refusal)};
  Progress progress;
  if (auto refusal = perform(tx, product, situation, collapse(std::move(situation.effects)), progress)) {
    return base::Unexpected{*std::move(refusal)};
  }
  if (situation.charge) return base::Unexpected{ask_for_payment(*purchase.outside, *situation.charge)};
  return Made{{keys.order, std::move(progress.resource_id)}, situation.quote->cycle};
}

}  // namespace

base::Result<Placed, Refusal> place_order(storage::Transaction& tx, const Engine& engine, Product& product,
                                          const Purchase& purchase) {
  auto done = run(tx, engine, purchase_stages(), product, purchase);
  if (!done) return base::Unexpected{std::move(done).error()};
  if (engine.billing != nullptr) {
    begin_billing(tx, done->placed.order_key, purchase.buyer.account_key, done->placed.resource_id,
                  done->cycle, purchase.now);
  }
  return std::move(done->placed);
}

base::Result<Placed, Refusal> place_order_about(storage::Transaction& tx, const Engine& engine,
                                                std::span<const Stage> stages, Product& product,
                                                const Purchase& purchase) {
  auto done = run(tx, engine, stages, product, purchase);
  if (!done) return base::Unexpected{std::move(done).error()};
  return std::move(done->placed);
}

}  // namespace sluice::commerce
