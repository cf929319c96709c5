#pragma once
// What every answer of the gateway looks like, whatever it says (OpenAPI gateway fact sheet, section 4.4).

#include "tests/wire/wire_call.h"
#include "tests/wire/wire_server.h"

namespace sluice::wire {

// Headers as clients split and compare them, ids in their forms, no encoding that nobody asked for.
void expect_well_formed(const Answer& answer, Format format);
// And the connection stays.
void expect_kept_open(const Answer& answer, base::WallTime now);

}  // namespace sluice::wire
