#pragma once
// Buys a plan: a host whose time is paid in advance.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "contract/api/action.h"

namespace sluice::api {

struct CreateInstance {
  static const Action declaration;

  struct Module {
    std::string code;
    std::string value;
  };

  std::string product_code;
  std::string subscription_type;
  int64_t period = 0;  // months
  std::vector<Module> modules;
  std::optional<std::string> client_token;
};

}  // namespace sluice::api
