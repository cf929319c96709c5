#pragma once
// Whether something would be sold, asked without an order.

#include <optional>

#include "control/commerce/pipeline/place_order.h"

namespace sluice::commerce {

// What stages S09 and S10 would say to this purchase: whether it is a legal combination, what the sale rules
// are, and whether there is any left. Nothing: it would get past them. Changes nothing.
std::optional<Refusal> check_sale(storage::Transaction& tx, const Engine& engine, const Purchase& purchase);

}  // namespace sluice::commerce
