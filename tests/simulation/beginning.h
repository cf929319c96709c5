#pragma once
// The data that lives begin with: customers with networks, money and limits. Made once for each kind of life,
// and copied for each life.

#include <string>
#include <vector>

#include "control/commerce/billing/timeline.h"
#include "tests/simulation/clients.h"

namespace sluice::simulation {

struct Kind {
  bool is_billed = false;   // months pass, and bills are made; else orders are paid at once, by card as well
  bool has_deposit = true;  // of a month
};

struct Beginning {
  std::string data_dir;  // to be copied
  std::vector<Customer> customers;
};

// Lives as long as the process.
const Beginning& beginning_of(const Kind& kind);

}  // namespace sluice::simulation
