#pragma once

#include <vector>

#include "call.h"
#include "errors/find_rows.h"

namespace sluice::app::errors {

// What the process ends with. Of several codes, the first that is not zero.
inline constexpr int exit_told = 0;          // each was told exactly, and everything was taken back
inline constexpr int exit_told_other = 1;    // something else was told
inline constexpr int exit_not_tried = 2;     // no such code, no service, no key, or a step on the way failed
inline constexpr int exit_not_possible = 3;  // nothing brings it about; `explain` says why
inline constexpr int exit_not_confined = 4;  // others would notice, so not on a service that is named
inline constexpr int exit_left_behind = 5;   // told exactly, but something could not be taken back
inline constexpr int exit_interrupted = 130;

// Brings these rows about, one after the other, on the service, or on a private server where its endpoint is
// empty. Nothing is begun unless all of them are possible there. Prints each step and answer.
int provoke(const std::vector<Wanted>& wanted, const ServiceOptions& service, bool as_json);

}  // namespace sluice::app::errors
