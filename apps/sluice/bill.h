#pragma once

#include <string>

#include "call.h"

namespace sluice::app {

struct BillOptions {
  ServiceOptions service;
  std::string account_id;  // empty: the caller's own
  std::string month;       // 2026-08; empty: all of them
};

// Prints the account's bills as a table with their sums. 0, or 1 if the service did not tell.
int bill(const BillOptions& options);

}  // namespace sluice::app
