// Any bytes, as a pricing plan: what is refused says where and why; what is read is printed as a document
// that reads the same; a plan without faults prices whatever it has a leaf for, and the quote survives being
// stored.

#include <cstdint>
#include <cstdlib>

#include "control/commerce/pricing/plan_faults.h"
#include "control/commerce/pricing/prorated_fee.h"
#include "control/commerce/pricing/quote.h"

using namespace sluice::commerce;

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

void require_prices(const PricingPlan& plan, bool is_sound) {
  for (const Leaf& leaf : plan.leaves) {
    for (const int64_t quantity : {int64_t{1}, int64_t{150}, priced_quantity_max}) {
      const QuoteRequest request{.commodity = plan.commodity,
                                 .region = leaf.regions.front(),
                                 .spec = leaf.spec,
                                 .cycle = leaf.cycle,
                                 .quantity = quantity,
                                 .instant = plan.valid_from,
                                 .account_share = scaled_one / 3};
      const auto priced = quote({&plan, 1}, request);
      if (!priced) {
        require(!priced.error().hint.empty());
        // One of anything has a price that fits.
        require(!is_sound || quantity > 1);
        continue;
      }
      require(priced->trade >= 0 && priced->trade <= priced->list);
      const auto stored = parse_quote(print_quote(*priced));
      require(stored && *stored == *priced);
      const auto fee = prorated_fee(*priced, {30, 30});
      require(fee && *fee == Fee{priced->list, priced->trade});
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (const auto stored = parse_quote(text)) {
    const auto again = parse_quote(print_quote(*stored));
    require(again && *again == *stored);
  }
  const auto plan = parse_plan(text, "v1");
  if (!plan) {
    require(!plan.error().message.empty());
    return 0;
  }
  const std::string printed = print_plan(*plan);
  // Written out, it may be longer than a document may be.
  if (printed.size() <= document_bytes_max) {
    const auto again = parse_plan(printed, "v1");
    require(again && *again == *plan);
  }
  require_prices(*plan, find_plan_faults(*plan).empty());
  return 0;
}
