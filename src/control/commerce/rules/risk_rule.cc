#include "control/commerce/rules/risk_rule.h"

#include "platform/base/words.h"

namespace sluice::commerce {
namespace {

constexpr std::string_view packs[] = {"order", "before_pay", "payer", "trade"};
constexpr std::string_view risk_actions[] = {"PASS", "REVIEW", "REJECT"};
constexpr std::string_view subjects[] = {"account", "payer", "address"};
constexpr int64_t window_max_s = 31 * 24 * 3600;

api::OrderError error_of(RiskPack pack) {
  switch (pack) {
    case RiskPack::Order:
      return api::OrderError::RiskRiskControlRejection;
    case RiskPack::BeforePay:
      return api::OrderError::PayBeforePayRiskRuleValidateFailed;
    case RiskPack::Payer:
      return api::OrderError::PayRiskRejectForPayerAccount;
    case RiskPack::Trade:
      return api::OrderError::PatRiskRejectForTradeData;
  }
  return api::OrderError::RiskRiskControlRejection;
}

}  // namespace

base::Result<RiskRule, DocumentError> parse_risk_rule(std::string_view text) {
  DocumentReader document(text);
  RiskRule rule;
  rule.name = document.text("Name");
  const std::string pack = document.one_of("Pack", packs);
  const std::string action = document.one_of("Action", risk_actions, "REJECT");
  rule.condition = Condition::read(document, "Condition", true);
  rule.subject = document.one_of("Subject", subjects, "account");
  rule.window = std::chrono::seconds(document.integer("WindowSeconds", 1, window_max_s, 0));
  rule.limit = document.integer("Limit", 0, 1'000'000'000, 0);
  if (rule.limit > 0 && rule.window.count() == 0) {
    document.refuse("WindowSeconds", "is missing; accepted: the seconds in which Limit counts");
  }
  if (auto error = document.end()) return base::Unexpected{*std::move(error)};
  rule.pack = base::enum_of<RiskPack>(packs, pack);
  rule.action = base::enum_of<RiskAction>(risk_actions, action);
  return rule;
}

std::optional<Refusal> check_risk(std::span<const RiskRule> rules, RiskPack pack, const Facts& facts,
                                  const Occurrences& occurrences) {
  for (const RiskRule& rule : rules) {
    if (rule.pack != pack || rule.action != RiskAction::Reject) continue;
    const auto holds = rule.condition.holds(facts);
    if (!holds || !*holds) continue;
    if (rule.window.count() > 0 && occurrences(rule) < rule.limit) continue;
    return Refusal{.error = error_of(pack), .hint = "the risk rule " + rule.name + " rejects this"};
  }
  return std::nullopt;
}

}  // namespace sluice::commerce
