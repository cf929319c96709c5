#pragma once
// The commercial side of accounts, for the operator: what a customer is to those who sell to it. What is left
// out stays as it is; NONE takes a text away.

#include <optional>
#include <string>
#include <vector>

#include "contract/api/action.h"

namespace sluice::api {

struct OpenCustomer {
  static const Action declaration;

  std::string account_id;
};

struct ModifyCustomer {
  static const Action declaration;

  std::string account_id;
  std::optional<std::string> status;
  std::optional<std::string> site;
  std::optional<std::string> real_name;
  std::optional<bool> basic_info_complete;
  std::optional<bool> postpay_opened;
  std::optional<std::string> risk_level;
  std::optional<std::string> selling_party;
  std::vector<std::string> flags;  // all of them
  std::optional<std::string> settle_currency;
  std::optional<std::string> discount;
  std::optional<bool> tax_required;
  std::optional<std::string> tax_address;
  std::optional<std::string> tax_jurisdiction;
  std::optional<std::string> tax_rate;
  std::optional<bool> auto_use_coupon;
  std::optional<std::string> pinned_coupon;
  std::optional<std::string> pinned_card;
};

struct DescribeCustomers {
  static const Action declaration;

  std::optional<std::string> account_id;
  int page_number = 0;
  int page_size = 0;
};

// The commercial record alone: the account, its keys and what it owes stay.
struct DeleteCustomer {
  static const Action declaration;

  std::string account_id;
};

}  // namespace sluice::api
