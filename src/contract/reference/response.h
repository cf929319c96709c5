#pragma once
// What an action answers, as the documentation shows it.

#include <string>

#include "contract/api/action.h"

namespace sluice::reference {

// Every answer has it, so no action declares it. The example is that of the action's example answer. Valid as
// long as the declaration.
api::ResponseField request_id_field(const api::Action& action);

// The example answer, a member a line.
std::string response_example(const api::Action& action);

}  // namespace sluice::reference
