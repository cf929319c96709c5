#pragma once
// Which commodity of a product is paid in which way.

#include <string_view>

#include "control/commerce/terms/terms.h"

namespace sluice::commerce {

// The first whose pay_type may be this one (PostPaid, PrePaid); null: none.
const Commodity* find_sold_by(const Terms& terms, std::string_view product, std::string_view pay_type);

}  // namespace sluice::commerce
