#pragma once
// sale_control, POST /v1/check: whether somebody may buy something.

#include <map>
#include <string>
#include <string_view>

#include "control/commerce/document/reader.h"
#include "platform/base/result.h"

namespace sluice::providers {

// {"commodity", "order_type", "region", "spec", "modules": {name: value}, "account", "quantity", "instant"}
struct CheckQuestion {
  std::string commodity;
  std::string order_type;
  std::string region;
  std::string spec;
  std::map<std::string, std::string> modules;
  std::string account;
  int64_t quantity = 1;
  base::WallTime instant;
};
std::string print(const CheckQuestion& question);

// {"status": "ALLOW"}, {"status": "DENY", "rule"}, {"status": "RULE_ERROR"}: its own rules failed.
struct CheckAnswer {
  enum class Status { Allow, Deny, RuleError };
  Status status = Status::Allow;
  std::string rule;  // of Deny: the one that says so
  bool operator==(const CheckAnswer&) const = default;
};
std::string print(const CheckAnswer& answer);
base::Result<CheckAnswer, commerce::DocumentError> parse_check_answer(std::string_view text);

}  // namespace sluice::providers
