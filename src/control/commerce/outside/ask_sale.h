#pragma once
// Stage S10 by the providers of sale control and of stock.

#include <cstdint>
#include <map>
#include <string>

#include "control/commerce/outside/answer.h"
#include "platform/base/clock.h"

namespace sluice::commerce {

struct SaleQuestion {
  std::string commodity;
  std::string order_type;  // Buy
  std::string ens_region_id;
  std::string spec;
  std::map<std::string, std::string, std::less<>> modules;
  std::string account_id;
  int64_t quantity = 1;
  base::WallTime now;  // business time
};

// Refusals: SaleControlVerificationFailed for DENY; SystemSaleValidateFailed where its rules failed, it said
// no or was not heard.
OutsideAnswer<bool> ask_sale(providers::Consultation& consultation, const SaleQuestion& question);

// How many are left; INT32_MAX where it is not limited. Refusal: SystemQueryImmortalError where it said no or
// was not heard.
OutsideAnswer<int64_t> ask_stock(providers::Consultation& consultation, const SaleQuestion& question);

}  // namespace sluice::commerce
