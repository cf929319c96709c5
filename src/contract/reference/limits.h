#pragma once
// What a parameter accepts beyond its type, in words.

#include <optional>
#include <string>

#include "contract/api/parameter.h"
#include "contract/reference/language.h"

namespace sluice::reference {

// Nothing where any text, any integer or any flag will do.
std::optional<std::string> limit_of(const api::Parameter& parameter, Language language);

}  // namespace sluice::reference
