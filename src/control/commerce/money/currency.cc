#include "control/commerce/money/currency.h"

namespace sluice::commerce {
namespace {

constexpr Currency table[] = {{"CNY", 2}, {"EUR", 2}, {"GBP", 2}, {"HKD", 2}, {"IDR", 2}, {"JPY", 0},
                              {"KRW", 0}, {"MYR", 2}, {"SGD", 2}, {"THB", 2}, {"USD", 2}};

}  // namespace

std::span<const Currency> currencies() {
  return table;
}

const Currency* find_currency(std::string_view code) {
  for (const Currency& currency : table) {
    if (currency.code == code) return &currency;
  }
  return nullptr;
}

}  // namespace sluice::commerce
