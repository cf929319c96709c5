// Orders that are paid by their number (PayOrder), not where they are placed.

#include "errors/steps.h"

namespace sluice::app::errors {

std::vector<Recipe> recipes_of_paid_orders() {
  using enum api::OrderError;
  Act expired = record_order("Upgrade", {});
  expired.call.parameters.emplace_back("PayUntilTime", long_ago);
  // Two of one host, of which the second is paid.
  Act first = record_order("Renew", {});
  first.call.parameters.emplace_back("HostId", "elbhost-{run}");
  Act second = record_order("Renew", {"COMPENSATING", "FAILED"}, "second");
  second.call.parameters.emplace_back("HostId", "elbhost-{run}");
  const base::FormPairs its_number = {{"OrderId", "{order}"}};
  return {
      {.error = OrderNotFound, .steps = {}, .changes = {{"OrderId", "1"}}, .action = "PayOrder"},
      {.error = TradeTradeOrderAfterPayCheckError,
       .steps = {host_instance("elbhost-{run}"), recharge("{customer}", "100.00"), first, second,
                 pay_order("second")},
       .changes = its_number,
       .action = "PayOrder"},
      {.error = PayOrderPayTimeInvalid, .steps = {expired}, .changes = its_number, .action = "PayOrder"},
  };
}

}  // namespace sluice::app::errors
