// Random sources and orders against a model that knows nothing of how plans are made: it checks what a plan
// must be, and adds up for itself what there was.

#include <map>
#include <random>

#include <gtest/gtest.h>

#include "control/commerce/funding/plan.h"
#include "control/commerce/funding/transfers.h"

namespace sluice::commerce {
namespace {

class Dice {
 public:
  explicit Dice(uint64_t seed) : random_(seed) {}
  Minor upto(Minor most) { return static_cast<Minor>(random_() % static_cast<uint64_t>(most + 1)); }
  bool one_in(int n) { return upto(n - 1) == 0; }

 private:
  std::mt19937_64 random_;
};

struct Sample {
  FundingNeed need;
  FundingSources sources;
};

template <class Entity>
Entity draw_entity(Dice& dice, int64_t key) {
  Entity entity;
  entity.key = key;
  entity.no = std::to_string(key);
  entity.ledger_key = 1000 + key;
  entity.currency = dice.one_in(8) ? "CNY" : "USD";
  entity.nominal = 1 + dice.upto(60);
  entity.to = base::from_unix_ms(100 + dice.upto(3));
  entity.balance.posted = dice.one_in(3) ? dice.upto(entity.nominal) : entity.nominal;
  entity.balance.held = dice.one_in(3) ? dice.upto(entity.balance.posted) : 0;
  return entity;
}

Sample draw(uint64_t seed) {
  Dice dice(seed);
  Sample s;
  s.need = {.payable = 1 + dice.upto(200),
            .currency = "USD",
            .commodity = "elb_post",
            .now = base::from_unix_ms(101)};
  for (int64_t i = dice.upto(3); i > 0; --i) {
    auto coupon = draw_entity<Coupon>(dice, 10 + i);
    coupon.rule.single_use = dice.one_in(3);
    coupon.rule.must_cover_in_full = dice.one_in(4);
    if (coupon.rule.single_use && dice.one_in(2)) coupon.reserved_for = 7;
    if (dice.one_in(6)) coupon.rule.min_order_amount = 100;
    s.sources.coupons.push_back(coupon);
  }
  for (int64_t i = dice.upto(3); i > 0; --i) {
    auto card = draw_entity<StoredValueCard>(dice, 20 + i);
    if (dice.one_in(6)) card.state = CardState::Frozen;
    s.sources.cards.push_back(card);
  }
  s.sources.cash = {.ledger_key = 1, .free = dice.upto(100)};
  s.sources.credit = {.ledger_key = 2, .free = dice.upto(60) - 10};
  s.sources.bills_due = dice.one_in(3) ? dice.upto(40) : 0;
  for (int64_t i = dice.upto(2); i > 0; --i) {
    PaymentMethod method{.key = 30 + i, .kind = dice.one_in(2) ? MethodKind::Card : MethodKind::Withhold};
    if (dice.one_in(2)) method.per_payment_max = dice.upto(100);
    if (dice.one_in(4)) method.state = MethodState::Suspended;
    s.sources.methods.push_back(method);
  }
  return s;
}

// What each source can give, by (kind, key); coupons and methods one by one, as only one of each is used.
struct Model {
  std::map<int64_t, Minor> coupons, cards, methods;
  Minor cash = 0, credit = 0;

  explicit Model(const Sample& s) {
    const auto in_time = [&](const auto& entity) {
      return entity.to > s.need.now && entity.currency == "USD";
    };
    for (const Coupon& c : s.sources.coupons) {
      const Minor free = c.balance.posted - c.balance.held;
      const bool fits = c.reserved_for == 0 && s.need.payable >= c.rule.min_order_amount &&
                        (!c.rule.must_cover_in_full || free >= s.need.payable) &&
                        (!c.rule.single_use || c.balance.posted == c.nominal);
      if (in_time(c) && fits && free > 0) coupons[c.key] = free;
    }
    for (const StoredValueCard& c : s.sources.cards) {
      const Minor free = c.balance.posted - c.balance.held;
      if (in_time(c) && c.state == CardState::Active && free > 0) cards[c.key] = free;
    }
    const Minor cash_there = std::max<Minor>(0, s.sources.cash.free);
    const Minor billed = std::min(cash_there, s.sources.bills_due);
    cash = cash_there - billed;
    credit = std::max<Minor>(0, s.sources.credit.free - (s.sources.bills_due - billed));
    for (const PaymentMethod& m : s.sources.methods) {
      if (m.state == MethodState::Active) methods[m.key] = m.per_payment_max.value_or(amount_max);
    }
  }

  // Without a coupon and without methods.
  Minor own_money() const {
    Minor sum = cash + credit;
    for (const auto& [key, there] : cards) sum += there;
    return sum;
  }
};

void check_plan(const Sample& s, const Model& model, const FundingPlan& plan) {
  std::map<SourceKind, Minor> taken;
  std::map<int64_t, Minor> by_key;
  SourceKind last = SourceKind::Coupon;
  for (const FundingLeg& leg : plan.legs) {
    EXPECT_GT(leg.amount, 0);
    EXPECT_GE(leg.source, is_external(last) ? leg.source : last) << "kinds in their order";
    last = leg.source;
    taken[leg.source] += leg.amount;
    if (leg.entity_key != 0) {
      EXPECT_TRUE(by_key.emplace(leg.entity_key, leg.amount).second) << "each source once";
    }
  }
  EXPECT_EQ(total_of(plan.legs), s.need.payable);
  // Nothing below zero.
  for (const auto& [key, amount] : by_key) {
    const auto& of = key < 20 ? model.coupons : key < 30 ? model.cards : model.methods;
    ASSERT_TRUE(of.contains(key));
    EXPECT_LE(amount, of.at(key));
  }
  EXPECT_LE(taken[SourceKind::Cash], model.cash);
  EXPECT_LE(taken[SourceKind::Credit], model.credit);
  // A later source is asked only when those before it are empty.
  const Minor external = taken[SourceKind::Card] + taken[SourceKind::Withhold];
  if (external > 0) {
    EXPECT_EQ(taken[SourceKind::Credit], model.credit);
  }
  if (external + taken[SourceKind::Credit] > 0) {
    EXPECT_EQ(taken[SourceKind::Cash], model.cash);
  }
  const bool cards_are_empty = external + taken[SourceKind::Credit] + taken[SourceKind::Cash] > 0;
  if (cards_are_empty) {
    for (const auto& [key, there] : model.cards) EXPECT_EQ(by_key[key], there);
  }
  for (const StoredValueCard& used : s.sources.cards) {
    for (const StoredValueCard& earlier : s.sources.cards) {
      if (by_key[used.key] > 0 && earlier.to < used.to && model.cards.contains(earlier.key)) {
        EXPECT_EQ(by_key[earlier.key], model.cards.at(earlier.key));
      }
    }
  }
  // One coupon, if any can be used: none ends earlier, and none of the same end suits better.
  const auto coupon_legs = std::count_if(plan.legs.begin(), plan.legs.end(), [](const FundingLeg& leg) {
    return leg.source == SourceKind::Coupon;
  });
  EXPECT_EQ(coupon_legs, model.coupons.empty() ? 0 : 1);
  if (coupon_legs == 1) {
    const auto find = [&](int64_t key) {
      return *std::find_if(s.sources.coupons.begin(), s.sources.coupons.end(),
                           [&](const Coupon& coupon) { return coupon.key == key; });
    };
    const int64_t chosen = find_coupon_leg(plan)->entity_key;
    EXPECT_EQ(by_key[chosen], std::min(s.need.payable, model.coupons.at(chosen)));
    for (const auto& [key, there] : model.coupons) {
      EXPECT_LE(find(chosen).to, find(key).to);
      if (find(chosen).to != find(key).to) continue;
      if (model.coupons.at(chosen) < s.need.payable) {
        EXPECT_LE(there, model.coupons.at(chosen));
      } else if (there >= s.need.payable) {
        EXPECT_GE(there, model.coupons.at(chosen));
      }
    }
  }
}

TEST(FundingPlanModel, PlansAddUpAndKeepTheirPrioritiesWhateverThereIs) {
  std::map<std::string, int> told;
  for (uint64_t seed = 1; seed <= 20'000; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const Sample sample = draw(seed);
    const Model model(sample);
    const auto plan = plan_funding(sample.need, sample.sources);
    if (plan) {
      ++told["plan"];
      check_plan(sample, model, *plan);
      if (HasFailure()) return;
      continue;
    }
    ++told[std::string(api::row_of(plan.error().error).code)];
    // Only where what there is does not reach: with the largest coupon it could not be less.
    Minor methods = 0, largest_method = 0;
    for (const auto& [key, most] : model.methods) {
      methods += most;
      largest_method = std::max(largest_method, most);
    }
    // The coupon of the plan is the one that ends first, not the largest: at least the smallest is used.
    Minor least_coupon = model.coupons.empty() ? 0 : amount_max, most_coupon = 0;
    for (const auto& [key, there] : model.coupons) {
      least_coupon = std::min(least_coupon, there);
      most_coupon = std::max(most_coupon, there);
    }
    if (plan.error().error == api::OrderError::PayInsufficientBalance) {
      EXPECT_LT(model.own_money() + methods + least_coupon, sample.need.payable);
    } else {
      ASSERT_EQ(plan.error().error, api::OrderError::PayMegrePayOrderHasThanOneChagreChannel);
      EXPECT_LT(model.own_money() + largest_method + least_coupon, sample.need.payable);
      EXPECT_GE(model.own_money() + methods + most_coupon, sample.need.payable);
    }
    if (HasFailure()) return;
  }
  EXPECT_GT(told["plan"], 5'000);
  EXPECT_GT(told["PayInsufficientBalance"], 1'000);
  EXPECT_GT(told["PayMegrePayOrderHasThanOneChagreChannel"], 50);
}

TEST(FundingReturns, RandomPiecesNeverGiveASourceMoreThanItPaid) {
  for (uint64_t seed = 1; seed <= 5'000; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const auto plan = plan_funding(draw(seed).need, draw(seed).sources);
    if (!plan) continue;
    Dice dice(seed);
    const Minor paid = total_of(plan->legs);
    std::map<int64_t, Minor> back;  // by position in the plan
    Minor returned = 0;
    while (returned < paid) {
      const Minor amount = 1 + dice.upto(paid / 2);
      const auto legs = return_legs(*plan, returned, amount);
      ASSERT_EQ(legs.has_value(), amount <= paid - returned);
      if (!legs) continue;
      ASSERT_EQ(total_of(*legs), amount);
      for (const FundingLeg& leg : *legs) {
        const auto at = std::find_if(plan->legs.begin(), plan->legs.end(), [&](const FundingLeg& of) {
          return of.source == leg.source && of.entity_key == leg.entity_key;
        });
        ASSERT_NE(at, plan->legs.end());
        const auto position = at - plan->legs.begin();
        back[position] += leg.amount;
        EXPECT_LE(back[position], at->amount);
        // Those used later have everything back before this one gets anything.
        for (size_t later = static_cast<size_t>(position) + 1; later < plan->legs.size(); ++later) {
          EXPECT_EQ(back[static_cast<int64_t>(later)], plan->legs[later].amount);
        }
      }
      returned += amount;
    }
    EXPECT_FALSE(return_legs(*plan, returned, 1));
    if (HasFailure()) return;
  }
}

}  // namespace
}  // namespace sluice::commerce
