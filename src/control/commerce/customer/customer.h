#pragma once
// The commercial side of an account: what it is to those who sell to it (commerce fact sheet, 1.1). Kept
// apart from the account of identity, which keys and policies belong to: one can be gone without the other.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "control/commerce/funding/sources.h"
#include "control/commerce/money/amount.h"
#include "platform/base/clock.h"

namespace sluice::commerce {

// NORMAL <-> FROZEN, NORMAL <-> RESTRICTED, NORMAL -> CLOSING -> CLOSED. Only NORMAL may order.
enum class CustomerStatus { Normal, Frozen, Restricted, Closing, Closed };
enum class RealName { None, Person, Company };
enum class RiskLevel { Low, Medium, High };

std::string_view to_text(CustomerStatus status);  // NORMAL
std::string_view to_text(RealName real_name);     // NONE
std::string_view to_text(RiskLevel level);        // LOW
// Whether a customer of the one status may be given the other; staying is no change. Whether he may be closed
// also depends on what he holds.
bool may_become(CustomerStatus from, CustomerStatus to);
// Those he may be given, in words: "FROZEN, RESTRICTED, CLOSING".
std::string possible_after(CustomerStatus status);
// Of one of those texts.
CustomerStatus to_customer_status(std::string_view text);
RealName to_real_name(std::string_view text);
RiskLevel to_risk_level(std::string_view text);

struct TaxProfile {
  bool required = false;
  std::string address;
  std::string jurisdiction;
  Scaled rate = 0;  // a share of the amount
};

struct Customer {
  int64_t account_key = 0;
  std::string site = "INTL";  // or CN
  CustomerStatus status = CustomerStatus::Normal;
  std::string selling_party;  // BID: of a virtual operator; empty: the platform itself
  RealName real_name = RealName::None;
  bool basic_info_complete = false;
  bool postpay_opened = true;  // may buy what is paid afterwards
  RiskLevel risk_level = RiskLevel::Low;
  std::vector<std::string> flags;  // for rules: cross_border
  std::string settle_currency;     // empty: there is no settlement profile
  Scaled discount = scaled_one;    // by contract: the share of the list price that is paid
  TaxProfile tax;
  FundingPreference preference;
  base::WallTime created;
};

}  // namespace sluice::commerce
