#include "control/commerce/pipeline/stages.h"

namespace sluice::commerce {
namespace {

void gather_resource(storage::Transaction& tx, Product& product, Situation& situation) {
  situation.not_found = product.look_up(tx);
  if (!situation.not_found) situation.wrong_kind = product.check_kind(tx);
}

std::optional<Refusal> decide_resource(Situation& situation) {
  return situation.not_found;
}

}  // namespace

const Stage resource_stage{"S08", "resource",
                           "modules, stock and price depend on the node and network that are named",
                           gather_resource, decide_resource};

}  // namespace sluice::commerce
