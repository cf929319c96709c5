#include "control/commerce/customer/customer.h"

#include "platform/base/words.h"

namespace sluice::commerce {
namespace {

// In the order of their enums.
constexpr std::string_view statuses[] = {"NORMAL", "FROZEN", "RESTRICTED", "CLOSING", "CLOSED"};
constexpr std::string_view real_names[] = {"NONE", "PERSON", "COMPANY"};
constexpr std::string_view risk_levels[] = {"LOW", "MEDIUM", "HIGH"};

}  // namespace

std::string_view to_text(CustomerStatus status) {
  return base::word_of(statuses, status);
}
std::string_view to_text(RealName real_name) {
  return base::word_of(real_names, real_name);
}
std::string_view to_text(RiskLevel level) {
  return base::word_of(risk_levels, level);
}

CustomerStatus to_customer_status(std::string_view text) {
  return base::enum_of<CustomerStatus>(statuses, text);
}
RealName to_real_name(std::string_view text) {
  return base::enum_of<RealName>(real_names, text);
}
RiskLevel to_risk_level(std::string_view text) {
  return base::enum_of<RiskLevel>(risk_levels, text);
}

}  // namespace sluice::commerce
