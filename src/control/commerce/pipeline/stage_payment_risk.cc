#include "control/commerce/pipeline/ask_about_risk.h"
#include "control/commerce/pipeline/risk_counts.h"
#include "control/commerce/pipeline/stages.h"

namespace sluice::commerce {
namespace {

// As they are asked.
constexpr RiskPack payment_packs[] = {RiskPack::BeforePay, RiskPack::Payer, RiskPack::Trade};

void gather_payment_risk(storage::Transaction& tx, Product&, Situation& situation) {
  if (situation.payable == 0) return;
  if (situation.purchase.asks(providers::Seam::Risk)) {
    return ask_about_risk(situation, RiskQuestion::Event::Payment);
  }
  count_occurrences(tx, situation, payment_packs);
}

std::optional<Refusal> decide_payment_risk(Situation& situation) {
  if (situation.payable == 0) return std::nullopt;  // nothing is paid
  if (situation.risk_outside) return risk_told(situation);
  for (const RiskPack pack : payment_packs) {
    if (auto refusal =
            check_risk(situation.terms.risk_rules, pack, facts_of(situation), occurrences_in(situation))) {
      return refusal;
    }
  }
  return std::nullopt;
}

}  // namespace

const Stage payment_risk_stage{"S16", "payment risk",
                               "the payer is known, and none of his money has been looked at",
                               gather_payment_risk, decide_payment_risk};

}  // namespace sluice::commerce
