#pragma once
// Stages S14 and S16 by the risk provider.

#include <string>

#include "control/commerce/outside/answer.h"
#include "control/providers/contract/decide_message.h"

namespace sluice::commerce {

using RiskQuestion = providers::DecideQuestion;

// True: the order passes, a REVIEW as well. The refusals are the rows of the packs (RiskRiskControlRejection,
// PayBeforePayRiskRuleValidateFailed, PayRiskRejectForPayerAccount, PatRiskRejectForTradeData). Where the
// provider said no or was not heard the order passes with a remark for the audit trail, or, where that is
// set, is refused with System.SystemError.
OutsideAnswer<bool> ask_risk(providers::Consultation& consultation, const RiskQuestion& question);

}  // namespace sluice::commerce
