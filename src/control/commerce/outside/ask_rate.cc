#include "control/commerce/outside/ask_rate.h"

#include "control/providers/contract/rate_message.h"

namespace sluice::commerce {

OutsideAnswer<Scaled> ask_rate(providers::Consultation& consultation, std::string_view from,
                               std::string_view to, base::WallTime now) {
  const providers::RateQuestion question{.from = std::string(from), .to = std::string(to), .instant = now};
  const providers::Reply* const reply =
      consultation.find({.seam = providers::Seam::Rates, .body = print(question)});
  if (reply == nullptr) return std::nullopt;
  if (reply->kind == providers::Reply::Kind::Answered) {
    const auto answer = providers::parse_rate_answer(reply->body);
    if (answer && answer->rate) return *answer->rate;
  }
  return base::Result<Scaled, Refusal>(base::Unexpected{Refusal{
      .error = api::OrderError::OrderQueryOrderExchangeRateFail,
      .hint = "the provider of exchange rates gave none from " + question.from + " to " + question.to}});
}

}  // namespace sluice::commerce
