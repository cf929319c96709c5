#pragma once
// Sale control, read: the controls themselves, what is left of what is limited, and what comes of both.

#include <optional>
#include <string>

#include "contract/api/action.h"

namespace sluice::api {

struct DescribeEnsSaleControl {
  static const Action declaration;

  std::optional<std::string> ali_uid_account;
  std::string commodity_code;
  std::optional<std::string> custom_account;
  std::optional<std::string> module_code;
  std::optional<std::string> order_type;
};

struct DescribeEnsSaleControlStock {
  static const Action declaration;

  std::optional<std::string> ali_uid_account;
  std::string commodity_code;
  std::optional<std::string> custom_account;
  std::optional<std::string> module_code;
  std::optional<std::string> order_type;
};

struct DescribeEnsSaleControlAvailableResource {
  static const Action declaration;

  std::string commodity_code;
  std::optional<std::string> custom_account;
  std::optional<std::string> order_type;  // Buy if not said
};

}  // namespace sluice::api
