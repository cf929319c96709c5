#pragma once
// Sale control as ENS spells it: of a commodity, for one account or for all, what values its modules must
// have to be sold. The operator's (docs/decisions/0004-api-choices.md). A control is named by order type and
// module, and by the condition under which it applies, if it has one.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "contract/api/action.h"

namespace sluice::api {

inline constexpr std::string_view sale_operators[] = {"In", "NotIn", "Between"};

// Another module, and the value it has to have for the control to apply.
struct SaleCondition {
  std::optional<std::string> module_code;
  std::optional<std::string> module_value;
};

// Which values are meant: a list of them, or a range of numbers.
struct SaleModuleValue {
  std::optional<std::string> max;
  std::optional<std::string> min;
  std::vector<std::string> values;
};

// One control for each condition; without any, one that always applies.
struct SaleControlEntry {
  std::vector<SaleCondition> conditions;
  std::optional<std::string> description;
  std::string module_code;
  SaleModuleValue module_value;
  std::string how;  // Operator
  std::string order_type;
};

struct SaleControlName {
  std::vector<SaleCondition> conditions;
  std::string module_code;
  std::string order_type;
};

struct CreateEnsSaleControl {
  static const Action declaration;

  std::optional<std::string> ali_uid_account;
  std::string commodity_code;
  std::optional<std::string> custom_account;
  std::vector<SaleControlEntry> sale_controls;
};

struct UpdateEnsSaleControl {
  static const Action declaration;

  std::optional<std::string> ali_uid_account;
  std::string commodity_code;
  std::optional<std::string> custom_account;
  std::vector<SaleControlEntry> sale_controls;
};

struct DeleteEnsSaleControl {
  static const Action declaration;

  std::optional<std::string> ali_uid_account;
  std::string commodity_code;
  std::optional<std::string> custom_account;
  std::vector<SaleControlName> sale_controls;
};

struct DeleteEnsSaleConditionControl {
  static const Action declaration;

  std::optional<std::string> ali_uid_account;
  std::string commodity_code;
  std::optional<std::string> custom_account;
  std::vector<SaleControlName> sale_controls;
};

}  // namespace sluice::api
