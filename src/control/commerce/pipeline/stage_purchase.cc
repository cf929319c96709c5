#include "control/commerce/hosts/host_store.h"
#include "control/commerce/pipeline/look_at_registry.h"
#include "control/commerce/pipeline/stages.h"

namespace sluice::commerce {
namespace {

void gather_purchase(storage::Transaction& tx, Product& product, Situation& situation) {
  const Purchase& purchase = situation.purchase;
  const int64_t account_key = purchase.buyer.account_key;
  const auto mode = situation.commodity->purchase_mode;
  situation.expansion = {.commodity = situation.commodity,
                         .host = read_host_facts(tx, account_key, purchase.commodity, purchase.now),
                         .now = purchase.now};
  look_at_registry(purchase, situation.expansion.host);
  // They count balancers, which are each in a region.
  if (!purchase.ens_region_id.empty()) {
    situation.expansion.quotas = find_quotas(tx, account_key, purchase.ens_region_id);
  }
  if (mode != Commodity::PurchaseMode::Any) {
    situation.expansion.live_in_scope =
        product.count_live(tx, mode == Commodity::PurchaseMode::OncePerAccountAndNode);
  }
}

std::optional<Refusal> decide_purchase(Situation& situation) {
  if (auto refusal = check_may_expand(situation.expansion)) return refusal;
  const Purchase& purchase = situation.purchase;
  const FreshKeys& keys = situation.keys;
  if (needs_host(situation.expansion)) {
    situation.effects.push_back(OpenHost{.subscription = {.key = keys.subscription,
                                                          .account_key = purchase.buyer.account_key,
                                                          .commodity = purchase.commodity,
                                                          .host_id = keys.host_id,
                                                          .created = purchase.now},
                                         .instance = {.key = keys.host,
                                                      .id = keys.host_id,
                                                      .account_key = purchase.buyer.account_key,
                                                      .created = purchase.now}});
  }
  if (!situation.expansion.quotas.empty()) situation.effects.push_back(CountLive{});
  return std::nullopt;
}

}  // namespace

const Stage purchase_stage{"S11", "purchase",
                           "what the account holds already can only forbid what is on sale to it",
                           gather_purchase, decide_purchase};

}  // namespace sluice::commerce
