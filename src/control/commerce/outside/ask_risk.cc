#include "control/commerce/outside/ask_risk.h"

namespace sluice::commerce {
namespace {

using api::OrderError;
using providers::DecideAnswer;

OrderError row_of_pack(RiskQuestion::Event event, DecideAnswer::Pack pack) {
  if (event == RiskQuestion::Event::Order) return OrderError::RiskRiskControlRejection;
  switch (pack) {
    case DecideAnswer::Pack::Payer:
      return OrderError::PayRiskRejectForPayerAccount;
    case DecideAnswer::Pack::Trade:
      return OrderError::PatRiskRejectForTradeData;
    case DecideAnswer::Pack::Order:
    case DecideAnswer::Pack::BeforePay:
      break;
  }
  return OrderError::PayBeforePayRiskRuleValidateFailed;
}

base::Unexpected<Refusal> risky(OrderError error, std::string hint) {
  return base::Unexpected{Refusal{.error = error, .hint = std::move(hint)}};
}

base::Result<bool, Refusal> risk_unheard(providers::Consultation& consultation) {
  if (consultation.plugged().risk_fails_closed) {
    return risky(OrderError::SystemSystemError, "the risk provider gave no decision");
  }
  consultation.remark("the risk provider gave no decision: passed without one");
  return true;
}

}  // namespace

OutsideAnswer<bool> ask_risk(providers::Consultation& consultation, const RiskQuestion& question) {
  const providers::Reply* const reply =
      consultation.find({.seam = providers::Seam::Risk, .body = print(question)});
  if (reply == nullptr) return std::nullopt;
  const auto answer = providers::parse_decide_answer(reply->body);
  if (reply->kind != providers::Reply::Kind::Answered || !answer) return risk_unheard(consultation);
  if (answer->status != DecideAnswer::Status::Reject) return true;
  return risky(row_of_pack(question.event, answer->pack), "the risk provider rejects this");
}

}  // namespace sluice::commerce
