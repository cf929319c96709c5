#pragma once
// What comes of a question that a stage puts to a provider.

#include <optional>

#include "control/commerce/refusal/refusal.h"
#include "control/providers/consultation/consultation.h"
#include "platform/base/result.h"

namespace sluice::commerce {

// Nothing: not known yet, and the unit of work will run again. Else what the provider says, or what the order
// is refused with. What a provider gave as its reason is in the log; customers are not told it.
template <class T>
using OutsideAnswer = std::optional<base::Result<T, Refusal>>;

}  // namespace sluice::commerce
