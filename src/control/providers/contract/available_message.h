#pragma once
// funds, POST /v1/available: how much somebody has to pay with, where that is decided elsewhere.

#include <string>
#include <string_view>

#include "control/commerce/document/reader.h"
#include "platform/base/result.h"

namespace sluice::providers {

// {"holder": "payer" | "end_user", "account", "fund_account", "currency"}: what the fund account that pays
// has, and, of an end user of a reseller, also what the account that orders may still spend.
struct AvailableQuestion {
  enum class Holder { Payer, EndUser };
  Holder holder = Holder::Payer;
  std::string account;       // that orders
  std::string fund_account;  // that pays
  std::string currency;
};
std::string print(const AvailableQuestion& question);

// {"status": "AVAILABLE", "currency", "available"}
struct AvailableAnswer {
  std::string currency;
  commerce::Minor available = 0;
  bool operator==(const AvailableAnswer&) const = default;
};
std::string print(const AvailableAnswer& answer);
base::Result<AvailableAnswer, commerce::DocumentError> parse_available_answer(std::string_view text);

}  // namespace sluice::providers
