#pragma once
// What a parameter accepts, in words, read off its declaration: for hints, the documentation and the CLI's
// help.

#include <string>

#include "contract/api/parameter.h"

namespace sluice::api {

struct Accepted {
  std::string zh;
  std::string en;  // completes the sentence "accepted is ..."
};

Accepted accepted_values(const Parameter& parameter);

}  // namespace sluice::api
