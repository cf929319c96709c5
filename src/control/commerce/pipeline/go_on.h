#pragma once
// An order that was committed before its end, since its payment provider has to be asked in between: what is
// done in the commits behind the first one (docs/decisions/0018-steps-outside.md).

#include "control/commerce/pipeline/place_order.h"

namespace sluice::commerce {

// Whether this call has begun its order in an earlier commit, or is to end one that another call has begun.
bool has_begun(const Purchase& purchase);

// Whether its payment provider was asked and its call has not ended yet; nobody else may end it then.
bool is_under_way(storage::Transaction& tx, int64_t order_key);

// What place_order ends with where it asks its payment provider: nobody is told it, and the unit runs again.
Refusal ask_for_payment(providers::Consultation& outside, const ChannelOrder& payment);

// The next commit of the order that the purchase's consultation names: its end, or the next step outside, or
// a refusal that nobody is told. Besides what a payment provider causes (order_step.h):
//
//   OrderFailed   what was bought cannot be made any more; what was paid goes back
struct Made {
  Placed placed;
  Cycle cycle = Cycle::Month;  // that it is billed by
};
base::Result<Made, Refusal> go_on(storage::Transaction& tx, const Engine& engine, Product& product,
                                  const Purchase& purchase);

// The same of a payment by number: its order is AUTHORISED then, or ended.
base::Result<Order, Refusal> go_on_paying(storage::Transaction& tx, const Engine& engine,
                                          const Purchase& purchase);

}  // namespace sluice::commerce
