#include "control/commerce/customer/customer.h"

#include "platform/base/words.h"

namespace sluice::commerce {
namespace {

// In the order of their enums.
constexpr std::string_view customer_statuses[] = {"NORMAL", "FROZEN", "RESTRICTED", "CLOSING", "CLOSED"};
constexpr std::string_view real_names[] = {"NONE", "PERSON", "COMPANY"};
constexpr std::string_view risk_levels[] = {"LOW", "MEDIUM", "HIGH"};

}  // namespace

std::string_view to_text(CustomerStatus status) {
  return base::word_of(customer_statuses, status);
}
std::string_view to_text(RealName real_name) {
  return base::word_of(real_names, real_name);
}
std::string_view to_text(RiskLevel level) {
  return base::word_of(risk_levels, level);
}

bool may_become(CustomerStatus from, CustomerStatus to) {
  using Status = CustomerStatus;
  switch (from) {
    case Status::Normal:
      return to == Status::Frozen || to == Status::Restricted || to == Status::Closing;
    case Status::Frozen:
    case Status::Restricted:
      return to == Status::Normal;
    case Status::Closing:
      return to == Status::Closed;
    case Status::Closed:
      return false;
  }
  return false;
}

std::string possible_after(CustomerStatus status) {
  std::string possible;
  for (const std::string_view text : customer_statuses) {
    if (!may_become(status, to_customer_status(text))) continue;
    possible.append(possible.empty() ? "" : ", ").append(text);
  }
  return possible.empty() ? "none" : possible;
}

CustomerStatus to_customer_status(std::string_view text) {
  return base::enum_of<CustomerStatus>(customer_statuses, text);
}
RealName to_real_name(std::string_view text) {
  return base::enum_of<RealName>(real_names, text);
}
RiskLevel to_risk_level(std::string_view text) {
  return base::enum_of<RiskLevel>(risk_levels, text);
}

}  // namespace sluice::commerce
