#pragma once
// What has to be paid, and what about the order decides with which money.

#include <string>
#include <vector>

#include "control/commerce/money/amount.h"
#include "platform/base/clock.h"

namespace sluice::commerce {

struct FundingNeed {
  Minor payable = 0;     // not below zero
  std::string currency;  // the order's, for every amount here
  // Of the commodity.
  std::string commodity;               // its code
  bool coupon_allowed = true;          // by the commodity and for this type of order
  std::vector<std::string> pay_modes;  // the modes it can be paid in; empty: all
  Minor open_threshold = 0;            // what has to be there for anything to be sold; 0: none
  // Of the order.
  std::string order_type = "Buy";
  std::string pay_type = "PostPaid";
  bool is_first_purchase = false;
  base::WallTime now{};
  // Of those who order and pay.
  std::string pay_mode = "BALANCE";  // of the fund account
  std::string site;
  std::string account;  // its id
};

}  // namespace sluice::commerce
