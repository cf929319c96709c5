#include "control/commerce/catalogue/prepaid.h"
#include "control/commerce/pipeline/stages.h"

namespace sluice::commerce {
namespace {

void gather_capture(storage::Transaction&, Product&, Situation&) {}

std::optional<Refusal> decide_capture(Situation& situation) {
  situation.effects.push_back(AdvanceOrder{OrderState::Capturing, {}});
  situation.effects.push_back(ConsumeStock{});
  if (!situation.authorised.empty()) situation.effects.push_back(CaptureMoney{situation.authorised});
  if (situation.reserved_coupon != 0) {
    situation.effects.push_back(EndCouponReservation{situation.reserved_coupon});
  }
  situation.effects.push_back(AdvanceOrder{OrderState::Completed, "SUCCESS"});
  if (is_prepaid(situation.modules) && !situation.authorised.empty()) situation.effects.push_back(Earn{});
  return std::nullopt;
}

}  // namespace

const Stage capture_stage{"S19", "capture", "money is taken for what is there", gather_capture,
                          decide_capture};

}  // namespace sluice::commerce
