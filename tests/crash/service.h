#pragma once
// How the invariants speak to the service, in its own process or in another.

#include <functional>
#include <string>

#include "platform/json/json.h"
#include "tests/support/api.h"

namespace sluice::crash {

using e2e::Parameters;

struct Answer {
  int status = 0;  // 0: none came
  std::string body;
  json::Value value;

  bool ok() const { return status == 200; }
  // The service, or its disk, was gone before it could say.
  bool unknown() const {
    return status == 0 || status == 503 || json::find_text(value, "Code") == "SystemOtsSystem";
  }
};

// One call, answered before it returns.
using Call = std::function<Answer(std::string_view action, const Parameters& parameters)>;

// A call that is made while others are under way.
struct Asked {
  std::string action;
  Parameters parameters;
};

}  // namespace sluice::crash
