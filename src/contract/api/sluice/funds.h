#pragma once
// Fund accounts and what is in them, for the operator. Amounts are decimal text beside their currency; NONE
// takes a limit away.

#include <optional>
#include <string>

#include "contract/api/action.h"

namespace sluice::api {

// Money that came in by a channel. What is owed is paid of it at once, the oldest bill first.
struct RechargeFundAccount {
  static const Action declaration;

  std::string account_id;
  std::string currency;
  std::string amount;
  std::string channel;
};

struct ModifyFundAccount {
  static const Action declaration;

  std::string account_id;
  std::optional<std::string> status;
  std::optional<std::string> pay_mode;
  std::optional<std::string> per_payment_max;
  std::optional<std::string> per_day_max;
  std::optional<std::string> per_month_max;
  std::optional<std::string> unsecured_max;
  std::optional<bool> combine_payments;
  std::optional<int> group_size_max;
};

struct SetCreditLine {
  static const Action declaration;

  std::string account_id;
  std::string currency;
  std::optional<std::string> limit;
  std::optional<bool> suspended;
};

struct DescribeFundAccounts {
  static const Action declaration;

  std::optional<std::string> account_id;
  int page_number = 0;
  int page_size = 0;
};

}  // namespace sluice::api
