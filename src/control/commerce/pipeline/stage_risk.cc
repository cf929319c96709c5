#include "control/commerce/pipeline/ask_about_risk.h"
#include "control/commerce/pipeline/risk_counts.h"
#include "control/commerce/pipeline/stages.h"

namespace sluice::commerce {
namespace {

constexpr RiskPack order_packs[] = {RiskPack::Order};

void gather_risk(storage::Transaction& tx, Product&, Situation& situation) {
  if (situation.purchase.asks(providers::Seam::Risk)) {
    return ask_about_risk(situation, RiskQuestion::Event::Order);
  }
  count_occurrences(tx, situation, order_packs);
}

std::optional<Refusal> decide_risk(Situation& situation) {
  if (situation.risk_outside) return risk_told(situation);
  return check_risk(situation.terms.risk_rules, RiskPack::Order, facts_of(situation),
                    occurrences_in(situation));
}

}  // namespace

const Stage risk_stage{"S14", "risk",
                       "rules look at a whole order with its amount, and before anybody's money is",
                       gather_risk, decide_risk};

}  // namespace sluice::commerce
