#include "control/commerce/rules/sale_rule.h"

#include <tuple>

namespace sluice::commerce {
namespace {

constexpr std::string_view effects[] = {"Allow", "Deny"};

}  // namespace

base::Result<SaleRule, DocumentError> parse_sale_rule(std::string_view text) {
  DocumentReader document(text);
  SaleRule rule;
  rule.name = document.text("Name");
  rule.priority = document.integer("Priority", 0, 1'000'000);
  rule.commodity = document.text("Commodity", "*");
  rule.allows = document.one_of("Effect", effects) == "Allow";
  rule.from = document.time_or_none("From").value_or(base::WallTime{});
  rule.to = document.time_or_none("To");
  if (rule.to && *rule.to <= rule.from) document.refuse("To", "is not after From; accepted: a later time");
  const SaleControl control = read_sale_control(document, "Control");
  if (document.has("Control")) {
    rule.control = control;
    if (rule.allows) document.refuse("Effect", "received \"Allow\"; accepted beside Control: Deny");
  } else {
    rule.condition = Condition::read(document, "Condition", document.flag("Strict", true));
  }
  if (auto error = document.end()) return base::Unexpected{*std::move(error)};
  return rule;
}

bool comes_before(const SaleRule& a, const SaleRule& b) {
  return std::tie(a.priority, a.name) < std::tie(b.priority, b.name);
}

std::optional<Refusal> check_sale_rules(std::span<const SaleRule> rules, std::string_view commodity,
                                        base::WallTime now, const Facts& facts) {
  for (const SaleRule& rule : rules) {
    if (rule.commodity != "*" && rule.commodity != commodity) continue;
    if (now < rule.from || (rule.to && now >= *rule.to)) continue;
    const auto holds = rule.control ? base::Result<bool, EvaluationError>(closes(*rule.control, facts))
                                    : rule.condition.holds(facts);
    if (!holds) {
      return Refusal{.error = api::OrderError::SystemSaleValidateFailed,
                     .hint = "the sale rule " + rule.name + " cannot be evaluated: " + holds.error().message};
    }
    if (!*holds) continue;
    if (rule.allows) return std::nullopt;
    return Refusal{.error = api::OrderError::SaleControlVerificationFailed,
                   .hint = "the sale rule " + rule.name + " does not let this be sold"};
  }
  return std::nullopt;
}

}  // namespace sluice::commerce
