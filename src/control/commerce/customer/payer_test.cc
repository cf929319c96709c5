#include "control/commerce/customer/payer.h"

#include <gtest/gtest.h>

namespace sluice::commerce {
namespace {

using api::OrderError;

constexpr int64_t own = 1, parent = 2, partner = 3;

// An order of 52.00 USD by an account that pays for itself from 1000.00.
struct Order {
  Customer customer{.account_key = own, .settle_currency = "USD"};
  Payers payers;
  Platform platform;
  PayerFacts facts{.fund = FundAccount{.account_key = own, .id = "fa-1"},
                   .has_book = true,
                   .money_available = 100'000,
                   .payable = 5200,
                   .modes_accepted = {PayMode::Balance, PayMode::Card},
                   .now = *base::parse_iso8601("2026-08-12T12:00:00Z")};

  std::optional<OrderError> refusal() {
    facts.customer = &customer;
    facts.payers = &payers;
    const auto refusal = check_payer(facts, platform);
    return refusal ? std::optional(refusal->error) : std::nullopt;
  }
  void make_child(TrusteeshipState state) { payers.trusteeship = Trusteeship{own, parent, state, 4}; }
  void make_end_user() {
    payers.reseller = ResellerRelation{.end_user_key = own, .reseller_key = partner, .currency = "USD"};
    facts.quota_available = 100'000;
  }
};

struct PayerObstacle {
  OrderError error;
  void (*put)(Order&);
};
const PayerObstacle payer_obstacles[] = {
    {OrderError::PayQueryParentRelationchangedFailed,
     [](Order& o) { o.make_child(TrusteeshipState::Changing); }},
    {OrderError::PayPayFailedParentRelationchanged, [](Order& o) { o.facts.relation_version = 3; }},
    {OrderError::PayPayerAccountIllegal, [](Order& o) { o.facts.fund->status = FundStatus::Frozen; }},
    {OrderError::PayCurrencyNotSupported, [](Order& o) { o.platform.payment_currencies = {"CNY"}; }},
    {OrderError::PayCurrencyInconsistency,
     [](Order& o) {
       if (!o.payers.trusteeship) o.make_child(TrusteeshipState::Active);
       o.facts.has_book = false;
       o.facts.has_other_book = true;
     }},
    {OrderError::PayTaxCalcFailed, [](Order& o) { o.customer.tax.required = true; }},
    {OrderError::PayInvalidPayMethod, [](Order& o) { o.facts.modes_accepted = {PayMode::Wire}; }},
    {OrderError::PayAccountBookNotExist, [](Order& o) { o.facts.has_book = false; }},
    {OrderError::PayforCreditPayInsufficientBalance,
     [](Order& o) {
       o.make_end_user();
       o.facts.quota_available = 5000;
     }},
    {OrderError::PayforAccountMoneyValidateError,
     [](Order& o) {
       if (!o.payers.reseller) o.make_end_user();
       o.facts.money_available = 1000;
     }},
    {OrderError::PayAmountLimitExceeded, [](Order& o) { o.facts.fund->limits.per_payment = 5000; }},
};

TEST(Payer, WhoHasTheMoneyAndTheRightPays) {
  EXPECT_FALSE(Order{}.refusal());
  Order child;
  child.make_child(TrusteeshipState::Active);
  child.facts.relation_version = 4;
  EXPECT_FALSE(child.refusal());
  Order end_user;
  end_user.make_end_user();
  EXPECT_FALSE(end_user.refusal());
}

TEST(Payer, EachObstacleHasItsRow) {
  for (const PayerObstacle& obstacle : payer_obstacles) {
    Order order;
    obstacle.put(order);
    EXPECT_EQ(order.refusal(), obstacle.error) << api::row_of(obstacle.error).code;
  }
}

TEST(Payer, OfTwoObstaclesTheFirstIsTold) {
  for (size_t first = 0; first < std::size(payer_obstacles); ++first) {
    for (size_t second = first + 1; second < std::size(payer_obstacles); ++second) {
      Order order;
      payer_obstacles[first].put(order);
      payer_obstacles[second].put(order);
      EXPECT_EQ(order.refusal(), payer_obstacles[first].error)
          << api::row_of(payer_obstacles[first].error).code << " beside "
          << api::row_of(payer_obstacles[second].error).code;
    }
  }
}

TEST(Payer, IsTheParentThePartnerOrWhoeverWasNamed) {
  Payers payers;
  EXPECT_EQ(payer_of(own, payers), own);
  payers.pay_relation = PayRelation{.account_key = own, .payer_key = 9};
  EXPECT_EQ(payer_of(own, payers), 9);
  payers.reseller = ResellerRelation{.end_user_key = own, .reseller_key = partner};
  EXPECT_EQ(payer_of(own, payers), partner);
  for (const auto state :
       {TrusteeshipState::Invited, TrusteeshipState::Changing, TrusteeshipState::Dissolved}) {
    payers.trusteeship = Trusteeship{own, parent, state, 1};
    EXPECT_EQ(payer_of(own, payers), partner);
  }
  payers.trusteeship->state = TrusteeshipState::Active;
  EXPECT_EQ(payer_of(own, payers), parent);
}

TEST(Payer, IsNotUsableOnceTheRightToPayHasEnded) {
  Order order;
  order.payers.pay_relation =
      PayRelation{.account_key = own, .payer_key = 9, .to = order.facts.now + std::chrono::seconds(1)};
  EXPECT_FALSE(order.refusal());
  order.payers.pay_relation->to = order.facts.now;
  EXPECT_EQ(order.refusal(), OrderError::PayPayerAccountIllegal);
}

TEST(Payer, OfNothingNeedsNoMoneyAndMeetsNoLimitButTheUnsecuredOne) {
  Order order;
  order.facts.payable = 0;
  order.facts.has_book = false;
  order.facts.money_available = 0;
  order.facts.fund->limits = {.per_payment = 0, .per_day = 0, .per_month = 0, .unsecured = 100};
  EXPECT_FALSE(order.refusal());
  order.facts.owed_unsecured = 101;
  EXPECT_EQ(order.refusal(), OrderError::PayAmountLimitExceeded);
  order.facts.has_default_method = true;
  EXPECT_FALSE(order.refusal());
}

TEST(Payer, LimitsAreReachedExactly) {
  const std::tuple<std::optional<Minor> PaymentLimits::*, Minor PayerFacts::*> limits[] = {
      {&PaymentLimits::per_day, &PayerFacts::paid_today},
      {&PaymentLimits::per_month, &PayerFacts::paid_this_month},
      {&PaymentLimits::unsecured, &PayerFacts::owed_unsecured},
  };
  for (const auto& [limit, so_far] : limits) {
    Order order;
    order.facts.fund->limits.*limit = 10'000;
    order.facts.*so_far = 4800;
    EXPECT_FALSE(order.refusal());
    order.facts.*so_far = 4801;
    EXPECT_EQ(order.refusal(), OrderError::PayAmountLimitExceeded);
  }
}

}  // namespace
}  // namespace sluice::commerce
