#include "control/commerce/pipeline/stages.h"

#include <array>

namespace sluice::commerce {

std::span<const Stage> purchase_stages() {
  static const std::array stages{account_stage,  resource_stage,     catalogue_stage, sale_control_stage,
                                 purchase_stage, quote_stage,        order_stage,     risk_stage,
                                 payer_stage,    payment_risk_stage, authorise_stage, fulfil_stage,
                                 capture_stage};
  return stages;
}

std::optional<Refusal> run_stages(std::span<const Stage> stages, storage::Transaction& tx, Product& product,
                                  Situation& situation) {
  for (const Stage& stage : stages) {
    stage.gather(tx, product, situation);
    const providers::Consultation* const outside = situation.purchase.outside;
    if (outside != nullptr && outside->lacks_answers()) {
      return Refusal{.error = api::OrderError::SystemSystemError, .hint = "providers have to be asked first"};
    }
    if (auto refusal = stage.decide(situation)) return refusal;
    if (situation.charge) break;
  }
  return std::nullopt;
}

}  // namespace sluice::commerce
