#pragma once
// What something would cost that is paid by use.

#include <string>
#include <vector>

#include "contract/api/action.h"

namespace sluice::api {

struct GetPayAsYouGoPrice {
  static const Action declaration;

  struct Module {
    std::string module_code;
    std::string price_type;
    std::string config;
  };

  std::string product_code;
  std::string subscription_type;
  std::string region;
  std::vector<Module> modules;
};

}  // namespace sluice::api
