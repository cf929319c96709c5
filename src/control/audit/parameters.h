#pragma once
// What a call asked for, as it is kept: the parameters that its action declares, by name, in JSON. A secret
// is kept as ***, and so is a whole of which a part is secret. A value that is too long is kept as its
// beginning, its length and its SHA-256, which is enough to prove what it was.

#include <string>
#include <string_view>

#include "contract/api/action.h"
#include "contract/api/parameter_set.h"

namespace sluice::audit {

inline constexpr std::string_view secret_stand_in = "***";
inline constexpr size_t value_bytes_max = 256;
inline constexpr size_t parameters_bytes_max = 4096;  // of names and values; what does not fit is counted
// The member of that JSON which says how many parameters had no room. No parameter has such a name.
inline constexpr std::string_view left_out_member = "_leftOut";

std::string parameters_text(const api::Action& action, const api::ParameterSet& parameters);

}  // namespace sluice::audit
