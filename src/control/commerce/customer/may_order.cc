#include "control/commerce/customer/may_order.h"

#include <algorithm>

namespace sluice::commerce {

using api::OrderError;

std::optional<Refusal> check_may_order(const OrderingAccount& account, const Platform& platform) {
  const Customer* const customer = account.customer;
  if (customer == nullptr) {
    return Refusal{.error = OrderError::AccountAliyunAccountNotExist,
                   .hint = "the access key's account has no commercial record"};
  }
  if (customer->status == CustomerStatus::Frozen)
    return Refusal{.error = OrderError::AccountAliyunAccountFrozen};
  if (customer->status != CustomerStatus::Normal) {
    return Refusal{
        .error = OrderError::OrderAccountStatusIllegal,
        .hint = "the account is " + std::string(to_text(customer->status)) + "; only NORMAL ones order"};
  }
  if (account.opened_by_hand && !customer->postpay_opened) {
    return Refusal{.error = OrderError::OrderAccountStatusIllegal,
                   .hint = "pay-as-you-go is not opened for the account, and this commodity needs it"};
  }
  if (account.commerce_denied) {
    return Refusal{.error = OrderError::AuthRamAuthFailed,
                   .hint = "a policy denies the caller bss:CreateOrder or bss:PayOrder"};
  }
  if (!customer->selling_party.empty() && customer->selling_party != platform.selling_party) {
    return Refusal{.error = OrderError::OrderBidUserOrderForbidden,
                   .hint = "the account is served by " + customer->selling_party + ", who orders for it"};
  }
  const bool name_needed = std::find(platform.real_name_sites.begin(), platform.real_name_sites.end(),
                                     customer->site) != platform.real_name_sites.end();
  if (name_needed && customer->real_name == RealName::None) {
    return Refusal{.error = OrderError::OrderNoRealNameAuthentication};
  }
  if (!customer->basic_info_complete) return Refusal{.error = OrderError::BasicInfoUncompleted};
  if (account.in_arrears) {
    return Refusal{.error = OrderError::OrderArrearage, .hint = "a bill is overdue; paying it clears this"};
  }
  return std::nullopt;
}

}  // namespace sluice::commerce
