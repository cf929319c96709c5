#include "control/commerce/pipeline/ask_about_risk.h"

namespace sluice::commerce {

void ask_about_risk(Situation& situation, RiskQuestion::Event event) {
  const Purchase& purchase = situation.purchase;
  const bool is_payment = event == RiskQuestion::Event::Payment;
  const auto& fund = situation.payer_facts.fund;
  situation.risk_outside = ask_risk(
      *purchase.outside, {.event = event,
                          .account = purchase.buyer.account_id,
                          .payer = is_payment && fund ? fund->id : std::string(),
                          .commodity = purchase.commodity,
                          .region = purchase.sold_in(),
                          .spec = purchase.spec,
                          .amount = format_amount(situation.payable, *find_currency(situation.currency)),
                          .currency = situation.currency,
                          .address = purchase.buyer.address,
                          .counters = {{"open_orders", situation.open_orders}},
                          .instant = purchase.now});
}

std::optional<Refusal> risk_told(const Situation& situation) {
  const auto& told = *situation.risk_outside;
  return told ? std::nullopt : std::optional(told.error());
}

}  // namespace sluice::commerce
