#pragma once
// What the operator does about what holds for all orders, and about what is limited.

#include "control/actions/environment.h"
#include "control/actions/registry.h"

namespace sluice::commerce {

// Terms are read whole whenever one of them has changed.
struct TermLimits {
  int64_t terms_max = 1000;
  int64_t document_bytes_max = int64_t{16} << 20;  // of all documents together
};
void serve_terms(actions::Registry& registry, const actions::Environment& environment,
                 TermLimits limits = {});

struct StockLimits {
  size_t stocks_max = 10'000;
};
void serve_limits(actions::Registry& registry, StockLimits limits = {});

}  // namespace sluice::commerce
