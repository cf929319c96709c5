#pragma once
// The serialised form of desired state: one JSON object a change, with names instead of numbers for every
// enum, so that a recorded stream can be read by people and by later versions (unknown members are ignored).
//
//   {"revision":7,"load_balancer_id":"lb-1","wanted":{"id":"lb-1","owner":3,"private_address":"192.168.2.5",
//    "served_address":"127.168.2.5","active":true,"listeners":[{"protocol":"tcp",...}],"backends":[...]}}
//
// Members are named like those of desired.h. `"wanted":null` says that the balancer is gone.

#include <cstddef>
#include <string>
#include <string_view>

#include "contract/nodelink/desired.h"
#include "platform/base/result.h"

namespace sluice::nodelink {

inline constexpr size_t change_bytes_max = size_t{4} << 20;  // of text; some 29 000 backends

// parse_change reads it back if every value is one that it accepts.
std::string print(const Change& change);

// Reads strictly, so that nothing but a whole and sensible balancer reaches the data plane: numbers in their
// ranges (ports 0 to 65535, weights 0 to 100, revisions from 1), known names, addresses, ids and texts of
// visible ASCII, the id said twice the same, one listener per protocol and port. What a balancer cannot be
// served rightly without has to be there: a missing `wanted` is an error, not a balancer that is gone. Other
// missing members take the defaults of desired.h. The error names the member, what was received and what is
// accepted.
base::Result<Change, std::string> parse_change(std::string_view text);

}  // namespace sluice::nodelink
