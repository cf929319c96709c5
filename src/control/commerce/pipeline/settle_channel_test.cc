#include "control/commerce/pipeline/settle_channel.h"

#include <gtest/gtest.h>

#include "control/schema/testing/scratch_database.h"

namespace sluice::commerce {
namespace {

using News = PaymentNews::Kind;

const base::WallTime settled_at = *base::parse_iso8601("2026-01-02T03:04:05Z");

ChannelOrder open_payment(ChannelState state, Wanted wanted) {
  return {.key = 5,
          .order_key = 4,
          .leg = 2,
          .reference = "tok",
          .amount = 450,
          .currency = "USD",
          .state = state,
          .wanted = wanted};
}

class ASettlement : public testing::Test {
 protected:
  // What the row says after the answer.
  ChannelOrder after(const ChannelOrder& payment, std::initializer_list<News> answers) {
    schema::ScratchDatabase database;
    return database.run([&](storage::Transaction& tx) {
      insert_channel_order(tx, payment);
      for (const News kind : answers) note_settled(tx, payment, {.kind = kind}, settled_at);
      return *find_channel_order_by_key(tx, payment.key);
    });
  }
};

TEST_F(ASettlement, IsDoneByWhatTheProviderSays) {
  struct Row {
    Wanted wanted;
    News news;
    ChannelState state;
    Wanted still;
  };
  using enum ChannelState;
  const Row rows[] = {
      {Wanted::Captured, News::Captured, Captured, Wanted::Nothing},
      {Wanted::Captured, News::Closed, Lost, Wanted::Nothing},
      {Wanted::Captured, News::NotFound, Lost, Wanted::Nothing},
      {Wanted::Captured, News::Declined, Lost, Wanted::Nothing},
      {Wanted::Captured, News::Authorised, Authorised, Wanted::Captured},
      {Wanted::Captured, News::Refused, Authorised, Wanted::Captured},
      {Wanted::Captured, News::Failed, Authorised, Wanted::Captured},
      {Wanted::Captured, News::Unheard, Authorised, Wanted::Captured},
      {Wanted::Closed, News::Closed, Closed, Wanted::Nothing},
      {Wanted::Closed, News::NotFound, Authorised, Wanted::Closed},
      {Wanted::Closed, News::Declined, Declined, Wanted::Nothing},
      {Wanted::Closed, News::Captured, Authorised, Wanted::Closed},
      {Wanted::Closed, News::Pending, Authorised, Wanted::Closed},
      {Wanted::Closed, News::Unheard, Authorised, Wanted::Closed},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(&row - rows);
    const ChannelOrder settled = after(open_payment(Authorised, row.wanted), {row.news});
    EXPECT_EQ(settled.state, row.state);
    EXPECT_EQ(settled.wanted, row.still);
  }
}

TEST_F(ASettlement, IsTriedAgainAfterAWaitThatDoublesUpToAnHour) {
  const ChannelOrder payment = open_payment(ChannelState::Authorised, Wanted::Closed);
  EXPECT_EQ(after(payment, {News::Unheard}).next, settled_at + settle_again_min);
  EXPECT_EQ(after(payment, {News::Unheard, News::Unheard}).next, settled_at + 2 * settle_again_min);
  ChannelOrder old = payment;
  old.attempts = 1'000'000;
  EXPECT_EQ(after(old, {News::Unheard}).next, settled_at + settle_again_max);
}

TEST_F(ASettlement, DoesNothingWhereSomethingElseIsWantedByNow) {
  schema::ScratchDatabase database;
  database.run([](storage::Transaction& tx) {
    const ChannelOrder asked = open_payment(ChannelState::Authorised, Wanted::Captured);
    ChannelOrder payment = asked;
    payment.wanted = Wanted::Closed;
    insert_channel_order(tx, payment);
    note_settled(tx, asked, {.kind = News::Captured}, settled_at);
    EXPECT_EQ(find_channel_order_by_key(tx, 5)->state, ChannelState::Authorised);
    EXPECT_EQ(find_channel_order_by_key(tx, 5)->wanted, Wanted::Closed);
    return true;
  });
}

TEST_F(ASettlement, IsListedWhenItIsDue) {
  schema::ScratchDatabase database;
  database.run([](storage::Transaction& tx) {
    ChannelOrder payment = open_payment(ChannelState::Authorised, Wanted::Closed);
    payment.next = settled_at + settle_again_min;
    insert_channel_order(tx, payment);
    EXPECT_TRUE(list_wanted(tx, settled_at, 10).empty());
    EXPECT_EQ(list_wanted(tx, settled_at + settle_again_min, 10).size(), 1u);
    EXPECT_EQ(count_wanted(tx), 1);
    EXPECT_EQ(pay_no(*find_channel_order(tx, 4)), "P5");
    return true;
  });
}

}  // namespace
}  // namespace sluice::commerce
