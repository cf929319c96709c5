#include "control/commerce/hosts/may_expand.h"

#include <gtest/gtest.h>

namespace sluice::commerce {
namespace {

using api::OrderError;

const base::WallTime now = *base::parse_iso8601("2026-08-12T12:00:00Z");
constexpr std::chrono::hours hour{1};

// An account with a host that nothing is wrong with.
struct Account {
  Commodity commodity;
  Expansion expansion{.host = {.subscription = Subscription{.host_id = "h-1"},
                               .instance = HostInstance{.key = 7, .id = "h-1"},
                               .has_details = true},
                      .now = now};

  std::optional<OrderError> refusal() {
    expansion.commodity = &commodity;
    const auto refusal = check_may_expand(expansion);
    return refusal ? std::optional(refusal->error) : std::nullopt;
  }
  void add_order(OrderType type, OrderState state) {
    expansion.host.open_orders.push_back(Order{.type = type, .state = state});
  }
  void add_line(LineKind kind, base::WallTime from, base::WallTime to) {
    expansion.host.lines.push_back({.kind = kind, .from = from, .to = to});
  }
};

struct Obstacle {
  OrderError error;
  void (*put)(Account&);
};
const Obstacle obstacles[] = {
    {OrderError::SystemConcurrentOperate,
     [](Account& a) {
       if (a.expansion.host.instance) a.expansion.host.instance->locked_until = now + hour;
     }},
    {OrderError::OrderQueryInstanceNotExists, [](Account& a) { a.expansion.host.instance.reset(); }},
    {OrderError::ProductInstanceReleased,
     [](Account& a) {
       a.commodity.open_mode = Commodity::OpenMode::Manual;
       if (a.expansion.host.instance) a.expansion.host.instance->status = HostStatus::Released;
     }},
    {OrderError::SystemQueryInstanceInfoFailed, [](Account& a) { a.expansion.host.has_details = false; }},
    {OrderError::OrderLatestOrderIsHandling,
     [](Account& a) { a.add_order(OrderType::Upgrade, OrderState::Fulfilling); }},
    {OrderError::OrderInstHasUnpaidOrder,
     [](Account& a) { a.add_order(OrderType::Convert, OrderState::Unpaid); }},
    {OrderError::OrderCaptureFailed,
     [](Account& a) { a.add_order(OrderType::Upgrade, OrderState::CaptureFailed); }},
    {OrderError::OrderInstHasUnsettledBills, [](Account& a) { a.expansion.host.has_unsettled_bill = true; }},
    {OrderError::OrderInstanceHasTempUpgrade,
     [](Account& a) {
       if (a.expansion.host.instance) a.expansion.host.instance->change = HostChange::TemporarilyUpgraded;
     }},
    {OrderError::OrderInstanceHasInactiveChange,
     [](Account& a) {
       auto& instance = a.expansion.host.instance;
       if (instance && instance->change == HostChange::None) instance->change = HostChange::Waiting;
     }},
    {OrderError::PurchaseExistValidProdRuleError,
     [](Account& a) { a.add_line(LineKind::Temporary, now - hour, now + hour); }},
    {OrderError::PurchaseExistRenewchangeProd,
     [](Account& a) { a.add_line(LineKind::RenewChange, now + hour, now + 2 * hour); }},
    {OrderError::OrderOpend,
     [](Account& a) {
       a.commodity.purchase_mode = Commodity::PurchaseMode::OncePerAccountAndNode;
       a.expansion.live_in_scope = 1;
     }},
    {OrderError::OrderQuotaExceeded,
     [](Account& a) {
       a.expansion.quotas.push_back({"cn-1", 2, 2});
     }},
};

TEST(MayExpand, AHostThatNothingIsWrongWithCan) {
  EXPECT_FALSE(Account{}.refusal());
}

TEST(MayExpand, EachObstacleHasItsRow) {
  for (const Obstacle& obstacle : obstacles) {
    Account account;
    obstacle.put(account);
    EXPECT_EQ(account.refusal(), obstacle.error) << api::row_of(obstacle.error).code;
  }
}

TEST(MayExpand, OfTwoObstaclesTheFirstIsTold) {
  for (size_t first = 0; first < std::size(obstacles); ++first) {
    for (size_t second = first + 1; second < std::size(obstacles); ++second) {
      // A host that is not there is neither locked nor anything else.
      const bool impossible = obstacles[first].error == OrderError::SystemConcurrentOperate &&
                              obstacles[second].error == OrderError::OrderQueryInstanceNotExists;
      if (impossible) continue;
      Account account;
      obstacles[first].put(account);
      obstacles[second].put(account);
      EXPECT_EQ(account.refusal(), obstacles[first].error)
          << api::row_of(obstacles[first].error).code << " beside "
          << api::row_of(obstacles[second].error).code;
    }
  }
}

TEST(MayExpand, WithoutAHostOnlyScopeAndQuotaCount) {
  Account account;
  account.expansion.host = {};
  EXPECT_FALSE(account.refusal());
  EXPECT_TRUE(needs_host(account.expansion));
  account.expansion.quotas = {{"*", 3, 3}};
  EXPECT_EQ(account.refusal(), OrderError::OrderQuotaExceeded);
}

TEST(MayExpand, AReleasedHostIsReplacedWhereOpeningIsAutomatic) {
  Account account;
  account.expansion.host.instance->status = HostStatus::Released;
  account.add_order(OrderType::Convert, OrderState::Unpaid);
  EXPECT_FALSE(account.refusal());
  EXPECT_TRUE(needs_host(account.expansion));
}

TEST(MayExpand, WhatHasPassedOrDoesNotBearOnAnExpansionIsNoObstacle) {
  Account account;
  account.expansion.host.instance->locked_until = now;
  account.add_order(OrderType::Buy, OrderState::Unpaid);  // a sibling
  account.add_line(LineKind::Temporary, now - 2 * hour, now);
  account.add_line(LineKind::Temporary, now + hour, now + 2 * hour);
  account.add_line(LineKind::RenewChange, now - hour, now + hour);
  account.expansion.host.lines.push_back(
      {.kind = LineKind::Temporary, .from = now - hour, .to = now + hour, .state = LineState::Cancelled});
  account.expansion.quotas = {{"cn-1", 2, 1}};
  EXPECT_FALSE(account.refusal());
}

}  // namespace
}  // namespace sluice::commerce
