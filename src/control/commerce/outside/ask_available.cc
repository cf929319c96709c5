#include "control/commerce/outside/ask_available.h"

#include "control/commerce/outside/read_answer.h"

namespace sluice::commerce {

OutsideAnswer<Minor> ask_available(providers::Consultation& consultation, const AvailableQuestion& question) {
  const bool is_payer = question.holder == AvailableQuestion::Holder::Payer;
  const auto error = is_payer ? api::OrderError::PayQueryAvailableAmountFailed
                              : api::OrderError::PayQueryAvailableEnduserAmountFailed;
  const auto told =
      read_answer(consultation.find({.seam = providers::Seam::Funds, .body = print(question)}),
                  providers::parse_available_answer, error, "the provider of funds gave no answer");
  if (!told) return std::nullopt;
  if (!*told) return base::Result<Minor, Refusal>(base::Unexpected{told->error()});
  if ((*told)->currency != question.currency) {
    return base::Result<Minor, Refusal>(
        base::Unexpected{Refusal{.error = error, .hint = "the provider of funds spoke of another currency"}});
  }
  return base::Result<Minor, Refusal>((*told)->available);
}

}  // namespace sluice::commerce
