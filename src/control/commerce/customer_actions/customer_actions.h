#pragma once

#include <functional>

#include "control/actions/environment.h"
#include "control/actions/registry.h"
#include "control/commerce/billing/billing.h"
#include "control/commerce/terms/terms_store.h"

namespace sluice::commerce {

struct CustomerActions {
  actions::Environment environment;
  TermsCache& terms;
  // How many resources of the account are live, of all products: the engine knows none of them.
  std::function<int64_t(storage::Transaction&, int64_t account_key)> count_live;
  // What is locked while bills are overdue.
  Instances& instances;
  int64_t unpaid_bills_max = 1000;  // of one payer, so that a recharge can pay all of them at once
};

// What the operator does about customers and their money: the commercial record, fund accounts and credit,
// who pays for whom, and bills. What is handed in outlives the registry.
void serve_customers(actions::Registry& registry, const CustomerActions& actions);

}  // namespace sluice::commerce
