#pragma once
// Which declaration a received name belongs to.

#include <span>
#include <string_view>

#include "contract/api/parameter.h"

namespace sluice::api {

// `Tag.1.Key` is the field Key of an element of the list Tag. Null for what names nothing that is declared,
// which is not read either (validation.h).
const Parameter* find_declared(std::span<const Parameter> parameters, std::string_view name);

// Whether it is secret, or holds a field that is: then its text must not be repeated.
bool holds_secret(const Parameter& parameter);

}  // namespace sluice::api
