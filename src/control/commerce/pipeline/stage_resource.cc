#include "control/commerce/outside/ask_place.h"
#include "control/commerce/pipeline/stages.h"

namespace sluice::commerce {
namespace {

// What is not there by the plane that is to carry it is not there.
std::optional<Refusal> not_found_outside(const OutsideAnswer<PlaceAnswer>& told, const Place& place) {
  if (!told) return std::nullopt;
  if (!*told) return told->error();
  if ((*told)->status == PlaceAnswer::Status::Available) return std::nullopt;
  const bool is_network = (*told)->status == PlaceAnswer::Status::NoNetwork;
  return Refusal{.error = api::OrderError::InvalidParameter,
                 .subject = is_network ? "NetworkId" : "VSwitchId",
                 .hint = "the resource plane knows of no " +
                         (is_network ? "network " + place.network : "vSwitch " + place.vswitch)};
}

void gather_resource(storage::Transaction& tx, Product& product, Situation& situation) {
  situation.not_found = product.look_up(tx);
  if (situation.not_found) return;
  const Purchase& purchase = situation.purchase;
  const auto place = product.place();
  if (place && purchase.asks(providers::Seam::ResourcePlane)) {
    const auto told = ask_place(*purchase.outside, {.account = purchase.buyer.account_id,
                                                    .region = purchase.ens_region_id,
                                                    .network = place->network,
                                                    .vswitch = place->vswitch});
    situation.not_found = not_found_outside(told, *place);
  }
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
