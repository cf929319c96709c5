#include "control/commerce/pipeline/stages.h"

namespace sluice::commerce {
namespace {

void gather_catalogue(storage::Transaction&, Product&, Situation&) {}

std::optional<Refusal> decide_catalogue(Situation& situation) {
  if (situation.wrong_kind) return situation.wrong_kind;
  const Purchase& purchase = situation.purchase;
  if (!situation.node().balances) {
    return Refusal{.error = api::OrderError::ProductInstanceTypeNotSupported,
                   .hint = purchase.ens_region_id + " serves no load balancers"};
  }
  auto modules = check_modules(situation.commodity, purchase.type, purchase.modules, purchase.quantity,
                               facts_of(situation));
  if (!modules) return std::move(modules).error();
  situation.modules = *std::move(modules);
  return std::nullopt;
}

}  // namespace

const Stage catalogue_stage{"S09", "catalogue",
                            "what is no product at all is neither out of stock nor without a price",
                            gather_catalogue, decide_catalogue};

}  // namespace sluice::commerce
