#include "control/commerce/catalogue/deposit.h"

namespace sluice::commerce {

std::optional<Minor> deposit_due(const Deposit& deposit, Minor trade) {
  switch (deposit.rule) {
    case Deposit::Rule::None:
      return 0;
    case Deposit::Rule::Cycles:
      return share_of(trade, deposit.cycles, 1);
    case Deposit::Rule::Fixed:
      return deposit.amount;
  }
  return std::nullopt;
}

}  // namespace sluice::commerce
