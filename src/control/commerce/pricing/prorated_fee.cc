#include "control/commerce/pricing/prorated_fee.h"

namespace sluice::commerce {

std::optional<Minor> prorated_fee(Scaled unit_price, int64_t quantity, const MonthShare& share,
                                  const Currency& currency) {
  return share_of_price(unit_price, quantity * share.days, share.month_days, currency);
}

std::optional<Fee> prorated_fee(const Quote& quote, const MonthShare& share) {
  const Currency& currency = *find_currency(quote.currency);
  Fee fee;
  for (const QuoteLine& line : quote.lines) {
    const auto amount = prorated_fee(line.unit_price, line.quantity, share, currency);
    if (!amount || fee.list + *amount > amount_max) return std::nullopt;
    fee.list += *amount;
  }
  const auto trade = share_of(fee.list, quote.share, scaled_one);
  if (!trade) return std::nullopt;
  fee.trade = *trade;
  return fee;
}

}  // namespace sluice::commerce
