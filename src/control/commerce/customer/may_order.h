#pragma once
// Stage S07: whether the account may order at all. Pure.

#include <optional>

#include "control/commerce/customer/customer.h"
#include "control/commerce/refusal/refusal.h"
#include "control/commerce/rules/platform.h"

namespace sluice::commerce {

struct OrderingAccount {
  const Customer* customer = nullptr;  // null: there is none
  // A policy of the calling user or role denies to place or to pay orders. That none allows it does not
  // matter: the page lists no permission beside the product's own.
  bool commerce_denied = false;
  // A bill of the account, or of the parent that pays for it, is overdue.
  bool in_arrears = false;
  bool opened_by_hand = false;  // the commodity has to be opened before it is bought
};

// In the order: exists, frozen, status, permission, selling party, real name, basic information, arrears.
std::optional<Refusal> check_may_order(const OrderingAccount& account, const Platform& platform);

}  // namespace sluice::commerce
