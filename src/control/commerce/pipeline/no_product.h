#pragma once
// For the stages that look at no product: sale control, payment and price. Whatever asks it is told that it
// is wrong.

#include "control/commerce/pipeline/purchase.h"

namespace sluice::commerce {

class NoProduct final : public Product {
 public:
  std::optional<Refusal> look_up(storage::Transaction&) override { return wrong(); }
  std::optional<Refusal> check_kind(storage::Transaction&) override { return wrong(); }
  int64_t count_live(storage::Transaction&, bool) override { return 0; }
  std::optional<Refusal> check_before_order(storage::Transaction&) override { return wrong(); }
  base::Result<std::string, Refusal> fulfil(storage::Transaction&, int64_t) override {
    return base::Unexpected{wrong()};
  }

 private:
  static Refusal wrong() {
    return {.error = api::OrderError::SystemSystemError, .hint = "nothing is made here"};
  }
};

}  // namespace sluice::commerce
