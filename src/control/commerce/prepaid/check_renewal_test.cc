#include "control/commerce/prepaid/check_renewal.h"

#include <gtest/gtest.h>

#include "control/commerce/prepaid/host_time.h"

namespace sluice::commerce {
namespace {

using api::OrderError;

base::WallTime at(const char* text) {
  return *base::parse_iso8601(text);
}

const base::WallTime today = at("2026-01-20T04:00:00Z");

// Until the end of January at UTC+8.
HostFacts renewable() {
  HostFacts host{.subscription = Subscription{.host_id = "h-1"},
                 .instance = HostInstance{.key = 7, .id = "h-1"},
                 .has_details = true};
  host.lines.push_back(
      {.kind = LineKind::Base, .from = at("2025-12-31T04:00:00Z"), .to = at("2026-01-31T04:00:00Z")});
  return host;
}

TEST(Renewal, ProlongsFromTheEndOfTheTimeThatThereIs) {
  const HostFacts host = renewable();
  EXPECT_FALSE(check_may_renew(host, today));
  const SubscriptionLine line = prolonging_line(LineKind::Renewal, 9, host, 1, today);
  EXPECT_EQ(line.host_key, 7);
  EXPECT_EQ(line.kind, LineKind::Renewal);
  EXPECT_EQ(line.from, at("2026-01-31T04:00:00Z"));
  EXPECT_EQ(line.to, at("2026-02-28T04:00:00Z")) << "the last day of a month without such a day";
  EXPECT_EQ(line.state, LineState::ToBeValid);
}

TEST(Renewal, BeginsNowWhereTheTimeIsOver) {
  const base::WallTime later = at("2026-03-05T10:00:00Z");
  const SubscriptionLine line = prolonging_line(LineKind::Renewal, 9, renewable(), 12, later);
  EXPECT_EQ(line.from, later);
  EXPECT_EQ(line.to, at("2027-03-05T10:00:00Z"));
  EXPECT_EQ(line.state, LineState::Valid);
}

TEST(Renewal, GoesOnBehindTheRenewalsThatThereAreAndNotBehindCancelledOnes) {
  HostFacts host = renewable();
  host.lines.push_back(
      {.kind = LineKind::Renewal, .from = at("2026-01-31T04:00:00Z"), .to = at("2026-04-30T04:00:00Z")});
  host.lines.push_back({.kind = LineKind::Renewal,
                        .from = at("2026-04-30T04:00:00Z"),
                        .to = at("2027-04-30T04:00:00Z"),
                        .state = LineState::Cancelled});
  EXPECT_EQ(prolonging_line(LineKind::Renewal, 9, host, 1, today).from, at("2026-04-30T04:00:00Z"));
}

TEST(Renewal, IsRefusedByTheFirstOfItsObstacles) {
  struct Obstacle {
    OrderError error;
    const char* part;  // of the host: two obstacles in one part cannot stand together
    void (*put)(HostFacts&);
  };
  const Obstacle obstacles[] = {
      {OrderError::OrderAbnormalResourceStatusForRenew, "status",
       [](HostFacts& host) { host.instance->status = HostStatus::Creating; }},
      {OrderError::OrderAbnormalResourceStatusForRenew, "status",
       [](HostFacts& host) { host.instance->status = HostStatus::Releasing; }},
      {OrderError::OrderAbnormalResourceStatusForRenew, "status",
       [](HostFacts& host) { host.instance->status = HostStatus::Locked; }},
      {OrderError::OrderAbnormalResourceStatusForRenew, "time", [](HostFacts& host) { host.lines.clear(); }},
      {OrderError::OrderAbnormalResourceStatusForRenew, "time",
       [](HostFacts& host) { host.lines[0].to.reset(); }},
      {OrderError::OrderAbnormalResourceStatusForRenew, "number of lines",
       [](HostFacts& host) {
         while (host.lines.size() < lines_max) {
           host.lines.push_back({.kind = LineKind::Temporary, .state = LineState::Expired});
         }
       }},
      {OrderError::OrderLatestOrderIsHandling, "order in work",
       [](HostFacts& host) {
         host.open_orders.push_back(Order{.type = OrderType::Renew, .state = OrderState::Capturing});
       }},
      {OrderError::OrderInstHasUnpaidOrder, "unpaid order",
       [](HostFacts& host) {
         host.open_orders.push_back(Order{.type = OrderType::Renew, .state = OrderState::Unpaid});
       }},
      {OrderError::OrderInstHasUnsettledBills, "bill",
       [](HostFacts& host) { host.has_unsettled_bill = true; }},
      {OrderError::OrderInstanceHasTempUpgrade, "change",
       [](HostFacts& host) { host.instance->change = HostChange::TemporarilyUpgraded; }},
      {OrderError::OrderInstanceHasInactiveChange, "change",
       [](HostFacts& host) { host.instance->change = HostChange::Waiting; }},
      {OrderError::PurchaseExistRenewchangeProd, "line",
       [](HostFacts& host) {
         host.lines.push_back({.kind = LineKind::RenewChange,
                               .from = at("2026-01-31T04:00:00Z"),
                               .state = LineState::ToBeValid});
       }},
  };
  const auto expect_first = [&](const Obstacle& first, const Obstacle& other) {
    HostFacts host = renewable();
    first.put(host);
    if (std::string_view(first.part) != other.part) other.put(host);
    const auto refusal = check_may_renew(host, today);
    ASSERT_TRUE(refusal) << first.part << " and " << other.part;
    EXPECT_EQ(refusal->error, first.error) << first.part << " and " << other.part;
  };
  for (size_t first = 0; first < std::size(obstacles); ++first) {
    for (size_t other = first; other < std::size(obstacles); ++other) {
      expect_first(obstacles[first], obstacles[other]);
    }
  }
}

}  // namespace
}  // namespace sluice::commerce
