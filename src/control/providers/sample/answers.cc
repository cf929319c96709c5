#include "control/providers/sample/answers.h"

#include <algorithm>

#include "control/commerce/pricing/quote.h"
#include "control/providers/contract/available_message.h"
#include "control/providers/contract/check_message.h"
#include "control/providers/contract/decide_message.h"
#include "control/providers/contract/instance_message.h"
#include "control/providers/contract/pay_page_message.h"
#include "control/providers/contract/payment_message.h"
#include "control/providers/contract/place_message.h"
#include "control/providers/contract/quote_message.h"
#include "control/providers/contract/rate_message.h"
#include "control/providers/contract/stock_message.h"
#include "platform/json/json.h"

namespace sluice::providers {
namespace {

using api::OrderError;

std::string text_in(const json::Value& value, std::string_view name) {
  return std::string(json::find_text(value, name).value_or(""));
}

bool names(const std::vector<std::string>& accounts, std::string_view account) {
  return std::ranges::any_of(accounts, [&](const std::string& one) { return one == "*" || one == account; });
}

QuoteAnswer::Status status_of(OrderError error) {
  switch (error) {
    case OrderError::PricePricingPlanNotFound:
      return QuoteAnswer::Status::NoTree;
    case OrderError::PriceRatingGetRatingpricingPlan:
      return QuoteAnswer::Status::NoValidPlan;
    case OrderError::PricePatingConfigError:
      return QuoteAnswer::Status::BadConfig;
    default:
      return QuoteAnswer::Status::NoResult;
  }
}

std::optional<std::string> quote_by(std::string_view text, const SampleState& state) {
  const auto question = parse_quote_question(text);
  if (!question) return std::nullopt;
  std::vector<commerce::PricingPlan> plans;
  std::ranges::copy_if(state.plans, std::back_inserter(plans), [&](const commerce::PricingPlan& plan) {
    return plan.commodity == question->commodity;
  });
  const auto quoted = commerce::quote(
      plans, {.commodity = question->commodity,
              .region = question->region,
              .region_group = {},
              .spec = question->spec,
              .cycle = commerce::parse_cycle(question->cycle).value_or(commerce::Cycle::Month),
              .quantity = question->quantity,
              .instant = question->instant});
  if (!quoted) return print(QuoteAnswer{.status = status_of(quoted.error().error)});
  QuoteAnswer answer{.plan = quoted->plan,
                     .currency = quoted->currency,
                     .list = quoted->list,
                     .discount = quoted->discount,
                     .trade = quoted->trade};
  for (const commerce::QuoteLine& line : quoted->lines) {
    answer.lines.push_back({line.from, line.quantity, line.unit_price, line.amount});
  }
  return print(answer);
}

std::string rate_by(const json::Value& question, const SampleState& state) {
  const auto instant = base::parse_iso8601(text_in(question, "instant"));
  const auto* const rate = commerce::find_rate(state.rates, text_in(question, "from"),
                                               text_in(question, "to"), instant.value_or(base::WallTime{}));
  return print(RateAnswer{.rate = rate == nullptr ? std::nullopt : std::optional(rate->rate)});
}

std::string stock_by(const json::Value& question, const SampleState& state) {
  for (const SampleState::Stock& stock : state.stock) {
    if (stock.region == text_in(question, "region") && stock.spec == text_in(question, "spec")) {
      return print(StockAnswer{.available = std::min(stock.available, available_max)});
    }
  }
  return print(StockAnswer{});
}

std::string relation_by(const json::Value& question, const SampleState& state) {
  for (const SampleState::Relation& relation : state.relations) {
    if (relation.account == "*" || relation.account == text_in(question, "account")) {
      return print(relation.answer);
    }
  }
  return print(RelationAnswer{});
}

// In a currency that is none nobody has anything.
std::optional<std::string> available_in(std::string_view currency, commerce::Minor amount) {
  if (commerce::find_currency(currency) == nullptr) return std::nullopt;
  return print(AvailableAnswer{.currency = std::string(currency), .available = amount});
}

// Everybody has plenty, but for those of whom the state says what they have.
std::optional<std::string> available_by(const json::Value& question, const SampleState& state) {
  const bool is_payer = text_in(question, "holder") == "payer";
  const std::string holder = text_in(question, is_payer ? "fund_account" : "account");
  for (const SampleState::Funds& funds : state.funds) {
    const bool is_named = funds.holder == "*" || funds.holder == holder;
    if (is_named && funds.currency == text_in(question, "currency")) {
      return available_in(funds.currency, funds.available);
    }
  }
  return available_in(text_in(question, "currency"), commerce::amount_max);
}

std::optional<std::string> nothing_available(const json::Value& question) {
  return available_in(text_in(question, "currency"), 0);
}

std::optional<std::string> payment_by(std::string_view text, SampleState& state) {
  const auto question = parse_payment_question(text);
  if (!question) return std::nullopt;
  return print(state.payments.take(*question));
}

}  // namespace

std::optional<std::string> sample_answer(Seam seam, std::string_view text, SampleState& state) {
  const auto question = json::parse(text, {.depth_max = 8, .bytes_max = 64 * 1024});
  if (!question || !question->is_object()) return std::nullopt;
  const std::string account = text_in(*question, "account");
  switch (seam) {
    case Seam::Pricing:
      return quote_by(text, state);
    case Seam::Risk:
      if (!names(state.risky, account)) return print(DecideAnswer{});
      return print(
          DecideAnswer{.status = DecideAnswer::Status::Reject, .pack = DecideAnswer::Pack::BeforePay});
    case Seam::SaleControl:
      if (!names(state.closed, account)) return print(CheckAnswer{});
      return print(CheckAnswer{.status = CheckAnswer::Status::Deny, .rule = "closed"});
    case Seam::Inventory:
      return stock_by(*question, state);
    case Seam::Rates:
      return rate_by(*question, state);
    case Seam::Relation:
      return relation_by(*question, state);
    case Seam::Payment:
      return payment_by(text, state);
    case Seam::ResourcePlane:
      return print(PlaceAnswer{});
    case Seam::Registry:
      return print(InstanceAnswer{});
    case Seam::Funds:
      return available_by(*question, state);
    case Seam::Reseller:
      return print(PayPageAnswer{.url = "https://reseller.example/pay?account=" + account});
  }
  return std::nullopt;
}

std::optional<std::string> forgetful_answer(Seam seam, std::string_view text, const SampleState& state) {
  switch (seam) {
    case Seam::Pricing:
      return print(QuoteAnswer{.status = QuoteAnswer::Status::NoTree});
    case Seam::Risk:
      return print(DecideAnswer{.status = DecideAnswer::Status::Review});
    case Seam::SaleControl:
      return print(CheckAnswer{.status = CheckAnswer::Status::RuleError});
    case Seam::Inventory:
      return print(StockAnswer{.available = 0});
    case Seam::Rates:
      return print(RateAnswer{});
    case Seam::Relation: {
      const auto question = json::parse(text, {.depth_max = 8, .bytes_max = 64 * 1024});
      if (!question || text_in(*question, "moment") == "payment") return print(RelationAnswer{});
      const std::string known = relation_by(*question, state);
      if (known != print(RelationAnswer{})) return known;
      return print(RelationAnswer{
          .status = RelationAnswer::Status::Active, .parent = text_in(*question, "account"), .version = 1});
    }
    case Seam::Payment: {
      const auto question = parse_payment_question(text);
      if (!question) return std::nullopt;
      if (question->step != PaymentStep::Authorise) return print(PaymentAnswer{});
      return print(PaymentAnswer{.status = PaymentAnswer::Status::Authorised});
    }
    case Seam::ResourcePlane:
      return print(PlaceAnswer{.status = PlaceAnswer::Status::NoVSwitch});
    case Seam::Registry:
      return print(InstanceAnswer{.status = InstanceAnswer::Status::NotFound});
    case Seam::Funds: {
      const auto question = json::parse(text, {.depth_max = 8, .bytes_max = 64 * 1024});
      return question ? nothing_available(*question) : std::nullopt;
    }
    case Seam::Reseller:
      return std::nullopt;
  }
  return std::nullopt;
}

std::optional<std::string> closing_answer(Seam seam, std::string_view text, SampleState& state) {
  auto answer = sample_answer(seam, text, state);
  const auto question = parse_payment_question(text);
  if (seam == Seam::Payment && question && question->step == PaymentStep::Authorise) {
    state.payments.close(question->pay_no);
  }
  return answer;
}

}  // namespace sluice::providers
