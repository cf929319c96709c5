#include "control/commerce/customer/fund_account.h"

#include "platform/base/words.h"

namespace sluice::commerce {
namespace {

// In the order of their enums.
constexpr std::string_view fund_statuses[] = {"VALID", "FROZEN", "CLOSED"};
constexpr std::string_view states[] = {"INVITED", "CHANGING", "ACTIVE", "DISSOLVED"};

}  // namespace

std::string_view to_text(FundStatus status) {
  return base::word_of(fund_statuses, status);
}
std::string_view to_text(TrusteeshipState state) {
  return base::word_of(states, state);
}

bool is_in_force(const PayRelation& relation, base::WallTime now) {
  return relation.from <= now && (!relation.to || now < *relation.to);
}

bool may_become(TrusteeshipState from, TrusteeshipState to) {
  using State = TrusteeshipState;
  switch (from) {
    case State::Dissolved:
      return to != State::Dissolved;
    case State::Invited:
      return to != State::Invited;
    case State::Changing:
      return to == State::Active || to == State::Dissolved;
    case State::Active:
      return to == State::Changing || to == State::Dissolved;
  }
  return false;
}

FundStatus to_fund_status(std::string_view text) {
  return base::enum_of<FundStatus>(fund_statuses, text);
}
TrusteeshipState to_trusteeship_state(std::string_view text) {
  return base::enum_of<TrusteeshipState>(states, text);
}

}  // namespace sluice::commerce
