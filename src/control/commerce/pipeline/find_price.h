#pragma once
// What an order would cost, as far as it can be said without placing it: S09 and S12 of its stages.

#include "control/commerce/pipeline/place_order.h"
#include "control/commerce/pricing/quote.h"

namespace sluice::commerce {

// AccountAliyunAccountNotExist where the account has no commercial record, which its discount is in.
base::Result<Quote, Refusal> find_price(storage::Transaction& tx, const Engine& engine,
                                        const Purchase& purchase);

}  // namespace sluice::commerce
