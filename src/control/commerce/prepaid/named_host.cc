#include "control/commerce/prepaid/named_host.h"

#include "control/commerce/hosts/host_store.h"
#include "control/commerce/pipeline/look_at_registry.h"

namespace sluice::commerce {

std::optional<Refusal> check_named_host(const HostFacts& host, base::WallTime now) {
  if (host.subscription) return check_host_is_there(host, now);
  return Refusal{.error = api::OrderError::OrderQueryInstanceNotExists,
                 .hint = "the account has no subscription for such a host"};
}

void gather_named_host(storage::Transaction& tx, Product&, Situation& situation) {
  const Purchase& purchase = situation.purchase;
  situation.expansion = {
      .commodity = situation.commodity,
      .host = read_facts_of_host(tx, purchase.buyer.account_key, purchase.host_id, purchase.now),
      .now = purchase.now};
  look_at_registry(purchase, situation.expansion.host);
}

}  // namespace sluice::commerce
