#include "control/commerce/customer/may_order.h"

#include <gtest/gtest.h>

namespace sluice::commerce {
namespace {

using api::OrderError;

Customer buyer() {
  return {
      .account_key = 1, .real_name = RealName::Person, .basic_info_complete = true, .settle_currency = "USD"};
}

struct Account {
  std::optional<Customer> customer = buyer();
  OrderingAccount facts;

  std::optional<OrderError> refusal(const Platform& platform = {}) {
    facts.customer = customer ? &*customer : nullptr;
    const auto refusal = check_may_order(facts, platform);
    return refusal ? std::optional(refusal->error) : std::nullopt;
  }
};

// What keeps an account from ordering, in the order in which it is told.
struct Obstacle {
  OrderError error;
  void (*put)(Account&);
};
const Obstacle obstacles[] = {
    {OrderError::AccountAliyunAccountNotExist, [](Account& a) { a.customer.reset(); }},
    {OrderError::AccountAliyunAccountFrozen, [](Account& a) { a.customer->status = CustomerStatus::Frozen; }},
    {OrderError::OrderAccountStatusIllegal,
     [](Account& a) {
       a.facts.opened_by_hand = true;
       a.customer->postpay_opened = false;
     }},
    {OrderError::AuthRamAuthFailed, [](Account& a) { a.facts.commerce_denied = true; }},
    {OrderError::OrderBidUserOrderForbidden, [](Account& a) { a.customer->selling_party = "partner-7"; }},
    {OrderError::OrderNoRealNameAuthentication, [](Account& a) { a.customer->real_name = RealName::None; }},
    {OrderError::BasicInfoUncompleted, [](Account& a) { a.customer->basic_info_complete = false; }},
    {OrderError::OrderArrearage, [](Account& a) { a.facts.in_arrears = true; }},
};

TEST(MayOrder, AnAccountWithoutObstaclesMay) {
  EXPECT_FALSE(Account{}.refusal());
}

TEST(MayOrder, EachObstacleHasItsRow) {
  for (const Obstacle& obstacle : obstacles) {
    Account account;
    obstacle.put(account);
    EXPECT_EQ(account.refusal(), obstacle.error) << api::row_of(obstacle.error).code;
  }
}

TEST(MayOrder, OfTwoObstaclesTheFirstIsTold) {
  for (size_t first = 0; first < std::size(obstacles); ++first) {
    for (size_t second = first + 1; second < std::size(obstacles); ++second) {
      Account account;
      obstacles[second].put(account);
      obstacles[first].put(account);
      EXPECT_EQ(account.refusal(), obstacles[first].error)
          << api::row_of(obstacles[first].error).code << " beside "
          << api::row_of(obstacles[second].error).code;
    }
  }
}

TEST(MayOrder, OnlyAccountsThatAreNormalDo) {
  const std::pair<CustomerStatus, std::optional<OrderError>> statuses[] = {
      {CustomerStatus::Normal, std::nullopt},
      {CustomerStatus::Frozen, OrderError::AccountAliyunAccountFrozen},
      {CustomerStatus::Restricted, OrderError::OrderAccountStatusIllegal},
      {CustomerStatus::Closing, OrderError::OrderAccountStatusIllegal},
      {CustomerStatus::Closed, OrderError::OrderAccountStatusIllegal},
  };
  for (const auto& [status, error] : statuses) {
    Account account;
    account.customer->status = status;
    EXPECT_EQ(account.refusal(), error) << to_text(status);
  }
}

TEST(MayOrder, ASiteMayDoWithoutVerifiedNames) {
  Account account;
  account.customer->real_name = RealName::None;
  Platform platform;
  platform.real_name_sites = {"CN"};
  EXPECT_FALSE(account.refusal(platform));
  account.customer->site = "CN";
  EXPECT_EQ(account.refusal(platform), OrderError::OrderNoRealNameAuthentication);
}

}  // namespace
}  // namespace sluice::commerce
