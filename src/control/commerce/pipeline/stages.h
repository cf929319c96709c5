#pragma once
// The stages of placing an order, in their order (commerce fact sheet, 2.1). The order of the stages, and of
// the checks in each, is the precedence of errors; the first refusal ends the order.
//
// A stage gathers what it needs to know, asks a provider where one stands in for it, and decides: `gather`
// reads and changes nothing, `decide` looks only at the situation and adds effects to it. Whoever runs the
// stages carries the effects out afterwards.

#include <optional>
#include <span>
#include <string_view>

#include "control/commerce/pipeline/situation.h"
#include "platform/storage/transaction.h"

namespace sluice::commerce {

struct Stage {
  std::string_view id;  // S07
  std::string_view name;
  std::string_view why_here;  // the reason for its place
  void (*gather)(storage::Transaction& tx, Product& product, Situation& situation);
  std::optional<Refusal> (*decide)(Situation& situation);
};

// For a purchase: S07 to S19. S00 to S06 are the gateway's, S20 is the answer.
std::span<const Stage> purchase_stages();

// Lets them gather and decide, one after the other; the first refusal ends it, and so does an answer from
// outside that is not here yet (purchase.h). Where the payment provider has to be asked (Situation::charge)
// nothing more is decided: go_on.h does that when he has answered.
std::optional<Refusal> run_stages(std::span<const Stage> stages, storage::Transaction& tx, Product& product,
                                  Situation& situation);

// Each in a file of its own, stage_*.cc.
extern const Stage account_stage, resource_stage, catalogue_stage, sale_control_stage, purchase_stage,
    quote_stage, order_stage, risk_stage, payer_stage, payment_risk_stage, authorise_stage, fulfil_stage,
    capture_stage;

}  // namespace sluice::commerce
