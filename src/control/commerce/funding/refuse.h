#pragma once
// How the rules of this module say no; of this module only.

#include <string>

#include "control/commerce/refusal/refusal.h"
#include "platform/base/result.h"

namespace sluice::commerce {

inline base::Unexpected<Refusal> refuse(api::OrderError error, std::string hint) {
  return base::Unexpected{Refusal{.error = error, .subject = {}, .hint = std::move(hint)}};
}

}  // namespace sluice::commerce
