// The crash table of the commerce fact sheet (2.3) behind the first commit, as rows: who looks at the order,
// what he has heard, and what follows.

#include "control/commerce/pipeline/order_step.h"

#include <ostream>

#include <gtest/gtest.h>

namespace sluice::commerce {
namespace {

using api::OrderError;
using Kind = OrderStep::Kind;
using News = PaymentNews::Kind;
using enum ChannelState;

constexpr News every_news[] = {News::Authorised, News::Captured, News::Declined, News::Closed, News::NotFound,
                               News::Refused,    News::Pending,  News::Failed,   News::Unheard};

PaymentNews news(News kind) {
  return {.kind = kind, .decline = {.error = OrderError::PayInsufficientBalance}};
}

struct Row {
  ChannelState state;
  std::optional<News> of_step;
  std::optional<News> found;
  Kind next;
  // Of an undoing:
  std::optional<OrderError> told = std::nullopt;
  ChannelState known = Intent;
};

void expect(const StandOf& stand, const Row& row) {
  const OrderStep step = next_step_of(stand);
  EXPECT_EQ(step.kind, row.next);
  ASSERT_EQ(step.refusal.has_value(), row.told.has_value());
  if (!row.told) return;
  EXPECT_EQ(step.refusal->error, *row.told);
  EXPECT_EQ(step.state, row.known);
}

StandOf stand_of(const Row& row) {
  StandOf stand{.state = row.state};
  if (row.of_step) stand.of_step = news(*row.of_step);
  if (row.found) stand.found = news(*row.found);
  return stand;
}

TEST(AnOrderUnderWay, GoesByWhatCameOfItsStepAndByWhatIsFoundOut) {
  using enum OrderError;
  const Row rows[] = {
      // The answer to the authorisation says it.
      {Intent, News::Authorised, {}, Kind::GoOn},
      {Intent, News::Declined, {}, Kind::Undo, PayInsufficientBalance, Declined},
      {Intent, News::Refused, {}, Kind::Undo, PaySystemError, Intent},
      {Intent, News::Closed, {}, Kind::Undo, PayPayChannelPayOrderInvalidStatus, Closed},
      {Intent, News::NotFound, {}, Kind::Undo, PayPayChannelPayOrderNotExist, Lost},
      {Intent, News::Captured, {}, Kind::Undo, PayPayChannelPayOrderInvalidStatus, Captured},
      // It does not.
      {Intent, News::Pending, {}, Kind::FindOut},
      {Intent, News::Failed, {}, Kind::FindOut},
      {Intent, News::Unheard, {}, Kind::FindOut},
      {Intent, News::Unheard, News::Authorised, Kind::GoOn},
      {Intent, News::Failed, News::Declined, Kind::Undo, PayInsufficientBalance, Declined},
      {Intent, News::Unheard, News::NotFound, Kind::Undo, PayHsfTimeoutError, Intent},
      {Intent, News::Unheard, News::Unheard, Kind::Undo, PayHsfTimeoutError, Intent},
      {Intent, News::Pending, News::Pending, Kind::Undo, PayHsfTimeoutError, Intent},
      {Intent, News::Failed, News::Failed, Kind::Undo, PaySystemError, Intent},
      {Intent, News::Failed, News::NotFound, Kind::Undo, PaySystemError, Intent},
      // The same of the capture.
      {Authorised, News::Captured, {}, Kind::Finish},
      {Authorised, News::Declined, {}, Kind::Undo, OrderCaptureFailed, Authorised},
      {Authorised, News::Refused, {}, Kind::Undo, OrderCaptureFailed, Authorised},
      {Authorised, News::Closed, {}, Kind::Undo, PayPayChannelPayOrderInvalidStatus, Closed},
      {Authorised, News::NotFound, {}, Kind::Undo, PayPayChannelPayOrderNotExist, Lost},
      {Authorised, News::Authorised, {}, Kind::FindOut},
      {Authorised, News::Unheard, {}, Kind::FindOut},
      {Authorised, News::Unheard, News::Captured, Kind::Finish},
      {Authorised, News::Unheard, News::Closed, Kind::Undo, PayPayChannelPayOrderInvalidStatus, Closed},
      {Authorised, News::Failed, News::NotFound, Kind::Undo, PayPayChannelPayOrderNotExist, Lost},
      {Authorised, News::Unheard, News::Authorised, Kind::Undo, PayHsfTimeoutError, Authorised},
      {Authorised, News::Failed, News::Failed, Kind::Undo, PaySystemError, Authorised},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(&row - rows);
    expect(stand_of(row), row);
  }
}

TEST(AnOrderTakenOver, IsFoundOutAboutFirstAndThenEndedAsItsMakerCanFindIt) {
  using enum OrderError;
  const Row rows[] = {
      {Intent, {}, {}, Kind::FindOut},
      {Intent, {}, News::Authorised, Kind::GoOn},
      {Intent, {}, News::Declined, Kind::Undo, PayInsufficientBalance, Declined},
      {Intent, {}, News::NotFound, Kind::Undo, PayPayChannelPayOrderNotExist, Lost},
      {Intent, {}, News::Closed, Kind::Undo, PayPayChannelPayOrderInvalidStatus, Closed},
      {Intent, {}, News::Pending, Kind::PutOff},
      {Intent, {}, News::Unheard, Kind::PutOff},
      {Authorised, {}, {}, Kind::FindOut},
      {Authorised, {}, News::Captured, Kind::Finish},
      {Authorised, {}, News::Authorised, Kind::Repeat},
      {Authorised, {}, News::Closed, Kind::Undo, PayPayChannelPayOrderInvalidStatus, Closed},
      {Authorised, {}, News::NotFound, Kind::Undo, PayPayChannelPayOrderNotExist, Lost},
      {Authorised, {}, News::Declined, Kind::Undo, OrderCaptureFailed, Authorised},
      {Authorised, {}, News::Failed, Kind::PutOff},
      {Authorised, {}, News::Refused, Kind::PutOff},
      // The capture that was sent again.
      {Authorised, News::Captured, {}, Kind::Finish},
      {Authorised, News::Refused, {}, Kind::Undo, OrderCaptureFailed, Authorised},
      {Authorised, News::Unheard, {}, Kind::PutOff},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(&row - rows);
    StandOf stand = stand_of(row);
    stand.is_taken_over = true;
    stand.can_be_asked_for = true;
    expect(stand, row);
  }
}

TEST(AnOrderTakenOver, IsUndoneWhateverIsHeardWhereNobodyCanAskForIt) {
  for (const ChannelState state : {Intent, Authorised}) {
    for (const News kind : every_news) {
      const OrderStep step = next_step_of({.state = state, .is_taken_over = true, .found = news(kind)});
      EXPECT_EQ(step.kind, Kind::Undo);
      EXPECT_EQ(step.state, state) << "it has to be closed at the provider";
    }
  }
}

// Whatever is heard, and in whatever order: a live order never waits for later, one that is put off was taken
// over, and nothing is made unless its capture is known.
TEST(AnOrderUnderWay, IsOnlyFinishedWhenItIsCaptured) {
  for (const ChannelState state : {Intent, Authorised}) {
    for (const bool is_taken_over : {false, true}) {
      for (const News of_step : every_news) {
        for (const News found : every_news) {
          const OrderStep step = next_step_of({.state = state,
                                               .is_taken_over = is_taken_over,
                                               .can_be_asked_for = true,
                                               .of_step = news(of_step),
                                               .found = news(found)});
          const bool is_captured = of_step == News::Captured || (found == News::Captured && !is_taken_over);
          EXPECT_TRUE(step.kind != Kind::Finish || (state == Authorised && is_captured));
          EXPECT_NE(step.kind, Kind::FindOut) << "it has been found out";
          EXPECT_TRUE(step.kind != Kind::PutOff || is_taken_over);
        }
      }
    }
  }
}

}  // namespace
}  // namespace sluice::commerce
