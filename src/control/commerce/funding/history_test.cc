// Coupons, cards and methods in a real database, and random histories over them against plain maps.

#include <map>
#include <random>

#include <gtest/gtest.h>

#include "control/commerce/funding/card_store.h"
#include "control/commerce/funding/channel.h"
#include "control/commerce/funding/coupon_store.h"
#include "control/commerce/funding/method_store.h"
#include "control/commerce/funding/plan.h"
#include "control/commerce/funding/read_funding.h"
#include "control/commerce/funding/transfers.h"
#include "control/schema/testing/scratch_database.h"

namespace sluice::commerce {
namespace {

constexpr int64_t account = 77;

class Funding : public ::testing::Test {
 protected:
  template <class Work>
  auto run(Work work) {
    return database_.run(work);
  }
  int64_t open(AccountKind kind, const char* owner) {
    return run([&](storage::Transaction& tx) {
      return open_ledger_account(tx, {kind, owner, "USD"}, ++keys_);
    });
  }
  // Whether it was recorded.
  bool record(const std::vector<Transfer>& transfers) {
    return run([&](storage::Transaction& tx) { return record_transfers(tx, transfers).has_value(); });
  }
  void recharge(Minor amount) { ASSERT_TRUE(record({{{++keys_, 1, 1}, bank_, cash_, amount}})); }
  std::string issue_coupon_of(Minor nominal, int64_t to, CouponRule rule = {}) {
    const Coupon coupon{.key = ++keys_,
                        .no = "Q" + std::to_string(keys_),
                        .account_key = account,
                        .ledger_key = ++keys_,
                        .promotion = "spring",
                        .currency = "USD",
                        .nominal = nominal,
                        .to = base::from_unix_ms(to),
                        .rule = std::move(rule)};
    EXPECT_TRUE(run([&](storage::Transaction& tx) {
      return issue_coupon(tx, coupon, promotion_, base::from_unix_ms(now_)).has_value();
    }));
    return coupon.no;
  }
  std::string issue_card_of(Minor nominal, int64_t to) {
    const StoredValueCard card{.key = ++keys_,
                               .no = "C" + std::to_string(keys_),
                               .account_key = account,
                               .ledger_key = ++keys_,
                               .currency = "USD",
                               .nominal = nominal,
                               .to = base::from_unix_ms(to)};
    EXPECT_TRUE(run([&](storage::Transaction& tx) {
      return issue_card(tx, card, bank_, base::from_unix_ms(now_)).has_value();
    }));
    return card.no;
  }
  Coupon coupon(const std::string& no) {
    return *run([&](storage::Transaction& tx) { return find_coupon(tx, no); });
  }
  StoredValueCard card(const std::string& no) {
    return *run([&](storage::Transaction& tx) { return find_card(tx, no); });
  }
  FundingNeed need(Minor payable) const {
    return {.payable = payable, .currency = "USD", .commodity = "elb_post", .now = base::from_unix_ms(now_)};
  }
  FundingSources sources(const FundingNeed& need) {
    return run([&](storage::Transaction& tx) {
      return read_sources(tx, need, {account, account, "fa-1"}, preference_, 0);
    });
  }
  std::vector<std::string> faults() {
    return run([](storage::Transaction& tx) { return find_ledger_faults(tx); });
  }

  schema::ScratchDatabase database_;
  int64_t keys_ = 0;
  int64_t now_ = 1000;
  FundingPreference preference_;
  const int64_t bank_ = open(AccountKind::Bank, "wire");
  const int64_t cash_ = open(AccountKind::Cash, "fa-1");
  const int64_t credit_ = open(AccountKind::Credit, "fa-1");
  const int64_t deposit_ = open(AccountKind::Deposit, "fa-1");
  const int64_t promotion_ = open(AccountKind::Promotion, "spring");
  const int64_t channel_ = open(AccountKind::Channel, "CARD");
  const int64_t refund_out_ = open(AccountKind::RefundOut, "CARD");
};

TEST_F(Funding, WhatWasIssuedIsReadAsItWasGiven) {
  const std::string no = issue_coupon_of(500, 2000, {.first_buy_only = true, .single_use = true});
  const Coupon issued = coupon(no);
  EXPECT_EQ(issued.balance, (Balance{500, 0}));
  EXPECT_EQ(issued.rule, (CouponRule{.first_buy_only = true, .single_use = true}));
  EXPECT_EQ(issued.promotion, "spring");
  EXPECT_EQ(to_text(status_of(issued, base::from_unix_ms(now_))), "AVAILABLE");
  const StoredValueCard sold = card(issue_card_of(700, 2000));
  EXPECT_EQ(sold.balance, (Balance{700, 0}));
  EXPECT_EQ(to_text(status_of(sold, base::from_unix_ms(2000))), "EXPIRED");
  EXPECT_EQ(faults(), std::vector<std::string>{});
}

TEST_F(Funding, AnothersPinnedCouponAndCardAreAsGoodAsNone) {
  preference_ = {.pinned_coupon = issue_coupon_of(500, 2000), .pinned_card = issue_card_of(500, 2000)};
  EXPECT_TRUE(sources(need(100)).pinned_coupon && sources(need(100)).pinned_card);
  const auto other = run([&](storage::Transaction& tx) {
    return read_sources(tx, need(100), {account + 1, account, "fa-1"}, preference_, 0);
  });
  EXPECT_FALSE(other.pinned_coupon || other.pinned_card);
}

TEST_F(Funding, ASingleUseCouponIsReservedForOneOrder) {
  const Coupon issued = coupon(issue_coupon_of(500, 2000, {.single_use = true}));
  const auto reserve = [&](int64_t order) {
    return run([&](storage::Transaction& tx) { return reserve_coupon(tx, issued.key, order); });
  };
  EXPECT_TRUE(reserve(91));
  EXPECT_TRUE(reserve(91)) << "once more is the same";
  EXPECT_FALSE(reserve(92));
  EXPECT_EQ(to_text(status_of(coupon(issued.no), base::from_unix_ms(now_))), "RESERVED");
  run([&](storage::Transaction& tx) { return end_coupon_reservation(tx, issued.key, 92), 0; });
  EXPECT_FALSE(reserve(92)) << "only the order that has reserved it lets it go";
  run([&](storage::Transaction& tx) { return end_coupon_reservation(tx, issued.key, 91), 0; });
  EXPECT_TRUE(reserve(92));
}

TEST_F(Funding, ACancelledCardStaysCancelled) {
  const StoredValueCard sold = card(issue_card_of(500, 2000));
  const auto set = [&](CardState state) {
    return run([&](storage::Transaction& tx) { return set_card_state(tx, sold.key, state); });
  };
  EXPECT_TRUE(set(CardState::Frozen));
  EXPECT_TRUE(set(CardState::Active));
  EXPECT_TRUE(set(CardState::Cancelled));
  EXPECT_FALSE(set(CardState::Active));
  EXPECT_EQ(card(sold.no).state, CardState::Cancelled);
}

TEST_F(Funding, AnAccountBindsNoMoreMethodsThanItMay) {
  const auto bind = [&] {
    const PaymentMethod method{
        .key = ++keys_, .account_key = account, .reference = "tok", .per_payment_max = 0};
    return run([&](storage::Transaction& tx) { return insert_method(tx, method); });
  };
  for (int64_t i = 0; i < payment_methods_max; ++i) EXPECT_TRUE(bind());
  EXPECT_FALSE(bind());
  const auto methods = run([](storage::Transaction& tx) { return list_methods(tx, account); });
  EXPECT_EQ(static_cast<int64_t>(methods.size()), payment_methods_max);
  EXPECT_EQ(methods.front().per_payment_max, 0);
  EXPECT_FALSE(methods.front().expiry);
}

TEST_F(Funding, WhereNothingIsPayableNothingIsRead) {
  recharge(100);
  issue_coupon_of(500, 2000);
  issue_card_of(500, 2000);
  EXPECT_EQ(sources(need(0)).cash.ledger_key, 0);
  FundingNeed threshold = need(0);
  threshold.open_threshold = 100;
  EXPECT_EQ(sources(threshold).cash.free, 100);
  EXPECT_TRUE(sources(threshold).coupons.empty() && sources(threshold).cards.empty());
  EXPECT_EQ(sources(need(1)).coupons.size(), 1u);
  EXPECT_EQ(sources(need(1)).cards.size(), 1u);
}

TEST_F(Funding, PlanningReadsByIndex) {
  struct Table {
    const char* name;
    const char* condition;
  };
  for (const Table& table : {Table{"coupons", "cancelled = 0"}, Table{"stored_value_cards", "nominal > 0"}}) {
    std::string how;
    run([&](storage::Transaction& tx) {
      tx.query(
          "EXPLAIN QUERY PLAN SELECT c.key FROM " + std::string(table.name) +
              " c JOIN ledger_accounts a ON a.key = c.ledger_key WHERE c.account_key = ? AND c.to_ms > ? "
              "AND c." +
              table.condition + " ORDER BY c.to_ms, c.key LIMIT 64",
          {int64_t{1}, int64_t{2}}, [&](const storage::Row& row) { how += std::string(row.text(3)) + "\n"; });
      return 0;
    });
    EXPECT_NE(how.find("(account_key=? AND to_ms>?)"), std::string::npos) << how;
    EXPECT_EQ(how.find("SCAN"), std::string::npos) << how;
    EXPECT_EQ(how.find("TEMP B-TREE"), std::string::npos) << how;
  }
}

TEST(PaymentChannel, DeclinesBecomeTheRowsThatTheyMean) {
  TestChannel channel;
  const auto told = [&](const char* reference) -> std::string {
    const auto answer = channel.authorise({.order_key = 5, .reference = reference, .amount = 1});
    return answer ? answer->channel_no : std::string(api::row_of(to_refusal(answer.error()).error).code);
  };
  EXPECT_EQ(told("tok_1"), "test-5");
  EXPECT_EQ(told("decline-card-invalid"), "PayInvalidCreditCard");
  EXPECT_EQ(told("decline-agreement-invalid"), "PayWithholdingAgreementIllegal");
  EXPECT_EQ(told("decline-insufficient"), "PayInsufficientBalance");
  EXPECT_EQ(told("decline-limit"), "PayAmountLimitExceeded");
}

// Balances by account of the ledger, changed by what each event means.
class FundingHistory : public Funding {
 protected:
  struct Order {
    FundingPlan plan;
    Phase phase;
    Minor returned = 0;
    bool is_over = false;  // voided, or given back by compensation
  };

  void place(std::mt19937_64& random) {
    const FundingNeed wanted = need(1 + static_cast<Minor>(random() % 150));
    const auto plan = plan_funding(wanted, sources(wanted));
    Minor there = 0;
    for (const auto& [key, balance] : model_) there += balance.free();
    if (!plan) return;
    ASSERT_LE(total_of(plan->legs), there + 1000) << "a card of the channel aside";
    const int64_t order_key = ++keys_;
    const Phase phase = random() % 2 ? Phase::Pending : Phase::Posted;
    run([&](storage::Transaction& tx) {
      if (plan->coupon_to_reserve != 0 && phase == Phase::Pending) {
        EXPECT_TRUE(reserve_coupon(tx, plan->coupon_to_reserve, order_key));
      }
      EXPECT_TRUE(record_transfers(
          tx, authorise_transfers(order_key, *plan, {deposit_, channel_}, phase, base::from_unix_ms(now_))));
      return 0;
    });
    for (const FundingLeg& leg : plan->legs) {
      if (is_external(leg.source)) continue;
      (phase == Phase::Pending ? model_[leg.ledger_key].held : model_[leg.ledger_key].posted) +=
          phase == Phase::Pending ? leg.amount : -leg.amount;
      ASSERT_GE(model_[leg.ledger_key].free(), 0);
    }
    orders_[order_key] = {*plan, phase};
  }

  void end(int64_t order_key, Order& order, Settlement settlement) {
    run([&](storage::Transaction& tx) {
      EXPECT_TRUE(settle_transfers(tx, authorised_ids(order_key, order.plan), settlement));
      if (const FundingLeg* leg = find_coupon_leg(order.plan))
        end_coupon_reservation(tx, leg->entity_key, order_key);
      return 0;
    });
    for (const FundingLeg& leg : order.plan.legs) {
      if (is_external(leg.source)) continue;
      model_[leg.ledger_key].held -= leg.amount;
      if (settlement == Settlement::Post) model_[leg.ledger_key].posted -= leg.amount;
    }
    order.phase = Phase::Posted;
    order.is_over = settlement == Settlement::Void;
  }

  void give_back(int64_t order_key, Order& order, Minor amount, CouponShare share) {
    const FundingPlan kept = run([&](storage::Transaction& tx) { return read_funding(tx, order_key); });
    ASSERT_EQ(kept.legs.size(), order.plan.legs.size());
    for (size_t i = 0; i < kept.legs.size(); ++i) {
      EXPECT_EQ(kept.legs[i].source, order.plan.legs[i].source);
      EXPECT_EQ(kept.legs[i].amount, order.plan.legs[i].amount);
      if (is_external(kept.legs[i].source)) continue;
      EXPECT_EQ(kept.legs[i], order.plan.legs[i]) << "the ledger knows the plan";
    }
    const auto legs = return_legs(kept, order.returned, amount);
    ASSERT_EQ(legs.has_value(), order.returned + amount <= total_of(kept.legs));
    if (!legs) return;
    ASSERT_TRUE(record(return_transfers(++keys_, *legs, {deposit_, refund_out_, promotion_}, share,
                                        base::from_unix_ms(now_))));
    order.returned += amount;
    for (const FundingLeg& leg : *legs) {
      if (is_external(leg.source)) continue;
      if (leg.source == SourceKind::Coupon && share == CouponShare::ToPromotion) continue;
      model_[leg.ledger_key].posted += leg.amount;
    }
  }

  // Twice, to see that the second time does nothing.
  template <class Entity, class... To>
  void take_rest(const Entity& entity, To... to) {
    for (int i = 0; i < 2; ++i) {
      ASSERT_TRUE(run([&](storage::Transaction& tx) {
        return take_back(tx, entity, to..., base::from_unix_ms(now_)).has_value();
      }));
    }
    Balance& balance = model_[entity.ledger_key];
    balance.posted = balance.held;
  }

  void check() {
    ASSERT_EQ(faults(), std::vector<std::string>{});
    for (const std::string& no : coupons_) {
      const Coupon read = coupon(no);
      ASSERT_EQ(read.balance, model_[read.ledger_key]) << no;
      const bool is_held = read.balance.held > 0;
      ASSERT_EQ(read.reserved_for != 0, is_held && read.rule.single_use) << no;
      if (is_held && read.rule.single_use && !read.is_cancelled) {
        ASSERT_EQ(status_of(read, base::from_unix_ms(now_)), CouponStatus::Reserved);
      }
      ASSERT_LE(read.balance.posted, read.nominal);
      ASSERT_GE(read.balance.free(), 0);
    }
    for (const std::string& no : cards_) {
      const StoredValueCard read = card(no);
      ASSERT_EQ(read.balance, model_[read.ledger_key]) << no;
      ASSERT_GE(read.balance.free(), 0);
    }
    const auto read = run([&](storage::Transaction& tx) { return *find_ledger_account(tx, cash_); });
    ASSERT_EQ(balance_of(read), model_[cash_]);
    const auto drawn = run([&](storage::Transaction& tx) { return *find_ledger_account(tx, credit_); });
    ASSERT_EQ(available(drawn), model_[credit_].free());
  }

  void step(std::mt19937_64& random) {
    const auto pick = [&](const std::vector<std::string>& of) { return of[random() % of.size()]; };
    switch (random() % 12) {
      case 0: {
        const auto amount = static_cast<Minor>(1 + random() % 100);
        recharge(amount);
        model_[cash_].posted += amount;
        return;
      }
      case 1: {
        const auto nominal = static_cast<Minor>(1 + random() % 80);
        coupons_.push_back(issue_coupon_of(nominal, now_ + 1 + static_cast<int64_t>(random() % 60),
                                           {.single_use = random() % 2 == 0}));
        model_[coupon(coupons_.back()).ledger_key] = {nominal, 0};
        return;
      }
      case 2: {
        const auto nominal = static_cast<Minor>(1 + random() % 80);
        cards_.push_back(issue_card_of(nominal, now_ + 1 + static_cast<int64_t>(random() % 60)));
        model_[card(cards_.back()).ledger_key] = {nominal, 0};
        return;
      }
      case 3:
        if (coupons_.empty()) return;
        run([&, key = coupon(pick(coupons_)).key](storage::Transaction& tx) {
          return cancel_coupon(tx, key), 0;
        });
        return;
      case 4:
        now_ += static_cast<int64_t>(random() % 15);
        for (const std::string& no : coupons_) {
          const Coupon read = coupon(no);
          if (read.is_cancelled || base::from_unix_ms(now_) >= read.to) take_rest(read);
        }
        for (const std::string& no : cards_) {
          const StoredValueCard read = card(no);
          if (base::from_unix_ms(now_) < read.to) continue;
          model_[cash_].posted += read.balance.free();
          take_rest(read, cash_);
        }
        return;
      default:
        break;
    }
    if (orders_.empty() || random() % 2) return place(random);
    auto chosen = orders_.begin();
    std::advance(chosen, static_cast<long>(random() % orders_.size()));
    auto& [key, order] = *chosen;
    if (order.phase == Phase::Pending)
      return end(key, order, random() % 3 ? Settlement::Post : Settlement::Void);
    if (order.is_over) {
      EXPECT_TRUE(run([&](storage::Transaction& tx) { return read_funding(tx, key); }).legs.empty());
      return;
    }
    const Minor paid = total_of(order.plan.legs);
    if (order.returned == 0 && random() % 4 == 0) return give_back(key, order, paid, CouponShare::ToCoupon);
    give_back(key, order, 1 + static_cast<Minor>(random() % 60), CouponShare::ToPromotion);
  }

  std::map<int64_t, Balance> model_;  // by account of the ledger; of the credit line what can be drawn
  std::map<int64_t, Order> orders_;
  std::vector<std::string> coupons_, cards_;
};

TEST_F(FundingHistory, EntitiesAndLedgerAgreeAfterEveryStep) {
  run([&](storage::Transaction& tx) {
    set_credit_limit(tx, credit_, 50);
    return insert_method(tx,
                         {.key = ++keys_, .account_key = account, .reference = "tok", .per_payment_max = 40});
  });
  model_[credit_].posted = 50;
  std::mt19937_64 random(20261125);
  for (int i = 0; i < 600; ++i) {
    SCOPED_TRACE("step " + std::to_string(i));
    step(random);
    check();
    if (HasFailure()) return;
  }
  EXPECT_GT(orders_.size(), 100u);
}

}  // namespace
}  // namespace sluice::commerce
