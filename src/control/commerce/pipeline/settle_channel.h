#pragma once
// What the payment provider still has to be told of payments whose orders have ended (channel_orders), and
// what comes of that.

#include <chrono>

#include "control/commerce/channel_orders/channel_order.h"
#include "control/commerce/outside/payment_steps.h"

namespace sluice::commerce {

// The wait between two attempts doubles, from the one to the other; real time.
inline constexpr std::chrono::seconds settle_again_min{1}, settle_again_max{3600};

// The step by which what is wanted is done.
PaymentStep step_of(Wanted wanted);

// Notes the answer to it, and says in which state the payment is now. Nothing happens if something else has
// become of the payment meanwhile. What the provider has closed or does not know cannot be captured any more:
// it is LOST, which whoever calls says to the operator, since goods were given for it. Called inside units of
// work.
ChannelState note_settled(storage::Transaction& tx, const ChannelOrder& asked, const PaymentNews& news,
                          base::WallTime now);

}  // namespace sluice::commerce
