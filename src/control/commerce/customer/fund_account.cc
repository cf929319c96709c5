#include "control/commerce/customer/fund_account.h"

#include "platform/base/words.h"

namespace sluice::commerce {
namespace {

// In the order of their enums.
constexpr std::string_view statuses[] = {"VALID", "FROZEN", "CLOSED"};
constexpr std::string_view states[] = {"INVITED", "CHANGING", "ACTIVE", "DISSOLVED"};

}  // namespace

std::string_view to_text(FundStatus status) {
  return base::word_of(statuses, status);
}
std::string_view to_text(TrusteeshipState state) {
  return base::word_of(states, state);
}

FundStatus to_fund_status(std::string_view text) {
  return base::enum_of<FundStatus>(statuses, text);
}
TrusteeshipState to_trusteeship_state(std::string_view text) {
  return base::enum_of<TrusteeshipState>(states, text);
}

}  // namespace sluice::commerce
