#pragma once
// Risk rules: which orders and payments are suspicious (commerce fact sheet, 1.10; stages S14 and S16). Pure.
//
// A rule rejects where its condition holds and, if it has a limit, its subject has come more often than that
// within the window. Counting is the caller's: counters are written with the transaction they guard.

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "control/commerce/refusal/refusal.h"
#include "control/commerce/rules/condition.h"
#include "platform/base/clock.h"

namespace sluice::commerce {

// In the order in which packs are asked; the first is of orders, the rest of payments.
enum class RiskPack { Order, BeforePay, Payer, Trade };
enum class RiskAction { Pass, Review, Reject };

struct RiskRule {
  std::string name;
  RiskPack pack = RiskPack::Order;
  RiskAction action = RiskAction::Reject;
  Condition condition;
  std::string subject;             // whose coming is counted: account, payer, address
  std::chrono::seconds window{0};  // 0: not counted
  int64_t limit = 0;               // so many within the window pass
};

// {"Name", "Pack": order|before_pay|payer|trade, "Action": PASS|REVIEW|REJECT, "Condition",
//  "Subject": account|payer|address, "WindowSeconds", "Limit"}
base::Result<RiskRule, DocumentError> parse_risk_rule(std::string_view document);

// How often the rule's subject has come within its window, this time not included.
using Occurrences = std::function<int64_t(const RiskRule& rule)>;
// The first rule of the pack that rejects. A condition that cannot be evaluated does not hold: nobody is to
// be kept from buying by a rule that was written for other orders.
std::optional<Refusal> check_risk(std::span<const RiskRule> rules, RiskPack pack, const Facts& facts,
                                  const Occurrences& occurrences);

}  // namespace sluice::commerce
