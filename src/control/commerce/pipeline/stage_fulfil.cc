#include "control/commerce/pipeline/stages.h"

namespace sluice::commerce {
namespace {

void gather_fulfil(storage::Transaction&, Product&, Situation&) {}

std::optional<Refusal> decide_fulfil(Situation& situation) {
  situation.effects.push_back(AdvanceOrder{OrderState::Fulfilling, {}});
  situation.effects.push_back(Fulfil{});
  return std::nullopt;
}

}  // namespace

const Stage fulfil_stage{"S18", "fulfil", "nothing is made for money that is not set aside", gather_fulfil,
                         decide_fulfil};

}  // namespace sluice::commerce
