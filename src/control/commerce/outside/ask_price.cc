#include "control/commerce/outside/ask_price.h"

#include "control/providers/contract/quote_message.h"

namespace sluice::commerce {
namespace {

using api::OrderError;
using providers::QuoteAnswer;

base::Unexpected<Refusal> no_price(OrderError error, std::string hint = {}) {
  return base::Unexpected{Refusal{.error = error, .hint = std::move(hint)}};
}

Scaled share_in(const QuoteAnswer& answer) {
  if (answer.trade == answer.list) return scaled_one;
  if (answer.trade == 0) return 0;
  return share_of(scaled_one, answer.trade, answer.list).value_or(scaled_one);
}

base::Result<Quote, Refusal> quote_of(const QuoteAnswer& answer, const QuoteRequest& request) {
  switch (answer.status) {
    case QuoteAnswer::Status::Quoted:
      break;
    case QuoteAnswer::Status::NoTree:
      return no_price(OrderError::PricePricingPlanNotFound);
    case QuoteAnswer::Status::NoValidPlan:
      return no_price(OrderError::PriceRatingGetRatingpricingPlan);
    case QuoteAnswer::Status::BadConfig:
      return no_price(OrderError::PricePatingConfigError);
    case QuoteAnswer::Status::NoResult:
      return no_price(OrderError::PricePricingPlanResultNotFound);
  }
  if (answer.valid_until && *answer.valid_until <= request.instant) {
    return no_price(OrderError::PriceRatingGetRatingpricingPlan,
                    "the price held until " + base::format_iso8601(*answer.valid_until));
  }
  Quote quote{.commodity = request.commodity,
              .plan = answer.plan,
              .priced_at = std::chrono::floor<std::chrono::seconds>(request.instant),
              .region = request.region,
              .spec = request.spec,
              .cycle = request.cycle,
              .unit = std::string(unit_of(request.cycle)),
              .currency = answer.currency,
              .quantity = request.quantity,
              .lines = {},
              .list = answer.list,
              .discount = answer.discount,
              .trade = answer.trade,
              .share = share_in(answer),
              .discount_by = answer.discount == 0 ? Quote::DiscountBy::None : Quote::DiscountBy::Account,
              .promotion = {}};
  int64_t quantity = 0;
  for (const QuoteAnswer::Line& line : answer.lines) {
    quantity += line.quantity;
    quote.lines.push_back({line.from, line.quantity, line.unit_price, line.amount});
  }
  if (quantity != request.quantity) {
    return no_price(OrderError::PriceHsfTimeoutError, "the pricing provider priced another quantity");
  }
  return quote;
}

}  // namespace

OutsideAnswer<Quote> ask_price(providers::Consultation& consultation, const QuoteRequest& request,
                               const std::map<std::string, std::string, std::less<>>& modules,
                               const std::string& account_id) {
  const providers::QuoteQuestion question{.commodity = request.commodity,
                                          .region = request.region,
                                          .spec = request.spec,
                                          .modules = {modules.begin(), modules.end()},
                                          .account = account_id,
                                          .cycle = std::string(to_text(request.cycle)),
                                          .quantity = request.quantity,
                                          .instant = request.instant};
  const providers::Reply* const reply =
      consultation.find({.seam = providers::Seam::Pricing, .body = print(question)});
  if (reply == nullptr) return std::nullopt;
  if (reply->kind == providers::Reply::Kind::Answered) {
    if (const auto answer = providers::parse_quote_answer(reply->body)) return quote_of(*answer, request);
  }
  return base::Result<Quote, Refusal>(
      no_price(OrderError::PriceHsfTimeoutError, "the pricing provider gave no price"));
}

}  // namespace sluice::commerce
