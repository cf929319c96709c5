#pragma once
// Changes the plan of a host whose time is paid in advance.

#include <optional>
#include <string>
#include <vector>

#include "contract/api/action.h"
#include "contract/api/bss/create_instance.h"

namespace sluice::api {

struct ModifyInstance {
  static const Action declaration;
  using Module = CreateInstance::Module;

  std::string instance_id;
  std::string modify_type;  // Upgrade, Downgrade
  std::vector<Module> modules;
  std::optional<std::string> client_token;
};

}  // namespace sluice::api
