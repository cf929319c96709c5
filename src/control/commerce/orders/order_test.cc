#include "control/commerce/orders/order.h"

#include <gtest/gtest.h>

namespace sluice::commerce {
namespace {

TEST(OrderState, WhatHasEndedNeverChangesAgain) {
  for (int from = 0; from <= static_cast<int>(OrderState::Failed); ++from) {
    const auto state = static_cast<OrderState>(from);
    EXPECT_EQ(to_order_state(to_text(state)), state);
    bool leads_anywhere = false;
    for (int to = 0; to <= static_cast<int>(OrderState::Failed); ++to) {
      leads_anywhere = leads_anywhere || may_become(state, static_cast<OrderState>(to));
    }
    EXPECT_EQ(leads_anywhere, !has_ended(state)) << to_text(state);
  }
}

TEST(OrderState, AnOrderToldAsFailedIsNeverCompleted) {
  EXPECT_FALSE(may_become(OrderState::Compensating, OrderState::Completed));
  EXPECT_FALSE(may_become(OrderState::Cancelled, OrderState::Paying));
  EXPECT_FALSE(may_become(OrderState::Unpaid, OrderState::Completed)) << "nothing is completed unpaid";
}

TEST(OrderState, IsShownInThreeWords) {
  EXPECT_EQ(shown_state(OrderState::PayUnknown), "Unpaid");
  EXPECT_EQ(shown_state(OrderState::CaptureFailed), "Paid");
  EXPECT_EQ(shown_state(OrderState::Failed), "Cancelled");
}

}  // namespace
}  // namespace sluice::commerce
