#include "control/commerce/funding/plan.h"

#include <algorithm>

#include <gtest/gtest.h>

namespace sluice::commerce {
namespace {

using api::OrderError;

base::WallTime at(int64_t ms) {
  return base::from_unix_ms(ms);
}

// 52.00 USD are payable at the time 1000, by an account with 1000.00 in cash and nothing else.
struct Setting {
  FundingNeed need{.payable = 5200,
                   .currency = "USD",
                   .commodity = "elb_post",
                   .now = at(1000),
                   .site = "INTL",
                   .account = "1001"};
  FundingSources sources{.cash = {.ledger_key = 1, .free = 100'000}, .credit = {.ledger_key = 2}};

  std::string pay() const {
    const auto plan = plan_funding(need, sources);
    if (!plan) return std::string(api::row_of(plan.error().error).code);
    std::string legs;
    for (const FundingLeg& leg : plan->legs) {
      if (!legs.empty()) legs += ", ";
      legs += std::string(to_text(leg.source)) + " ";
      if (leg.entity_key != 0) legs += std::to_string(leg.entity_key) + ":";
      legs += std::to_string(leg.amount);
    }
    return legs;
  }
};

Coupon coupon(int64_t key, Minor balance, int64_t to = 2000) {
  return {.key = key,
          .no = "Q" + std::to_string(key),
          .ledger_key = 100 + key,
          .currency = "USD",
          .nominal = balance,
          .to = at(to),
          .balance = {.posted = balance}};
}

StoredValueCard card(int64_t key, Minor balance, int64_t to = 2000) {
  return {.key = key,
          .no = "C" + std::to_string(key),
          .ledger_key = 100 + key,
          .currency = "USD",
          .nominal = balance,
          .to = at(to),
          .balance = {.posted = balance}};
}

void pin(Setting& s, Coupon pinned) {
  s.sources.preference.pinned_coupon = pinned.no;
  s.sources.pinned_coupon = std::move(pinned);
}
void pin(Setting& s, StoredValueCard pinned) {
  s.sources.preference.pinned_card = pinned.no;
  s.sources.pinned_card = std::move(pinned);
}

struct Row {
  const char* told;
  void (*arrange)(Setting& s);
};

void expect(std::span<const Row> rows) {
  for (const Row& row : rows) {
    Setting setting;
    row.arrange(setting);
    EXPECT_EQ(setting.pay(), row.told) << "row " << &row - rows.data();
  }
}

TEST(FundingPlan, UsesSourcesInTheirOrderEachAsFarAsItGoes) {
  const Row rows[] = {
      {"CASH 5200", [](Setting&) {}},
      {"COUPON 1:1000, STORED_CARD 2:1000, CASH 1000, CREDIT 1000, CARD 3:1200",
       [](Setting& s) {
         s.sources.coupons = {coupon(1, 1000)};
         s.sources.cards = {card(2, 1000)};
         s.sources.cash.free = 1000;
         s.sources.credit.free = 1000;
         s.sources.methods = {{.key = 3}};
       }},
      // One coupon: the one that ends first, even where another one would cover.
      {"COUPON 2:100, CASH 5100",
       [](Setting& s) {
         s.sources.coupons = {coupon(1, 9000, 2001), coupon(2, 100, 2000)};
       }},
      // Of those that end together the smallest that covers, else the largest.
      {"COUPON 2:5200",
       [](Setting& s) {
         s.sources.coupons = {coupon(1, 9000), coupon(2, 5200), coupon(3, 5199)};
       }},
      {"COUPON 2:5199, CASH 1",
       [](Setting& s) {
         s.sources.coupons = {coupon(1, 10), coupon(2, 5199)};
       }},
      {"COUPON 1:50, CASH 5150",
       [](Setting& s) {
         s.sources.coupons = {coupon(2, 50), coupon(1, 50)};
       }},
      {"CASH 5200",
       [](Setting& s) {
         s.sources.coupons = {coupon(1, 9000)};
         s.sources.preference.auto_use_coupon = false;
       }},
      // Cards that end first, the pinned one before all.
      {"STORED_CARD 2:100, STORED_CARD 1:100, CASH 5000",
       [](Setting& s) {
         s.sources.cards = {card(1, 100, 3000), card(2, 100, 2000)};
       }},
      {"STORED_CARD 1:100, STORED_CARD 2:100, CASH 5000",
       [](Setting& s) {
         s.sources.cards = {card(1, 100, 3000), card(2, 100, 2000)};
         pin(s, card(1, 100, 3000));
       }},
      // A coupon that is pinned, not the one that would have been chosen.
      {"COUPON 9:100, CASH 5100",
       [](Setting& s) {
         s.sources.coupons = {coupon(1, 9000)};
         s.sources.preference.auto_use_coupon = false;
         pin(s, coupon(9, 100, 9000));
       }},
      // What issued bills will take: first of the cash, then of the credit.
      {"CASH 1000, CREDIT 4200",
       [](Setting& s) {
         s.sources.bills_due = 99'000;
         s.sources.credit.free = 100'000;
       }},
      {"PayInsufficientBalance",
       [](Setting& s) {
         s.sources.bills_due = 100'000;
         s.sources.credit.free = 5199;
       }},
      // A credit limit that was lowered below what was drawn leaves the cash alone.
      {"CASH 5200", [](Setting& s) { s.sources.credit.free = -100'000; }},
  };
  expect(rows);
}

TEST(FundingPlan, PassesOverInSilenceWhatNobodyChose) {
  const Row rows[] = {
      {"CASH 5200", [](Setting& s) { s.need.coupon_allowed = false, s.sources.coupons = {coupon(1, 9000)}; }},
      {"CASH 5200",
       [](Setting& s) {
         std::vector<Coupon> all(9, coupon(1, 9000));
         all[0].currency = "CNY";
         all[1].rule.sites = {"CN"};
         all[2].is_cancelled = true;
         all[3].reserved_for = 7;
         all[4].from = at(1001);
         all[5].to = at(1000);
         all[6].balance.held = 9000;
         all[7].balance.posted = 8999, all[7].rule.single_use = true;
         all[8].balance.posted = 5199, all[8].rule.must_cover_in_full = true;
         s.sources.coupons = all;
       }},
      {"CASH 5200",
       [](Setting& s) {
         std::vector<StoredValueCard> all(7, card(1, 9000));
         all[0].currency = "CNY";
         all[1].state = CardState::Frozen;
         all[2].state = CardState::Cancelled;
         all[3].from = at(1001);
         all[4].to = at(1000);
         all[5].balance.held = 9000;
         all[6].products = {ProductScope::Mode::Only, {"rds"}};
         s.sources.cards = all;
       }},
      // What another order holds is not there; the rest is.
      {"COUPON 1:2000, CASH 3200",
       [](Setting& s) { s.sources.coupons = {coupon(1, 9000)}, s.sources.coupons[0].balance.held = 7000; }},
      {"STORED_CARD 1:2000, CASH 3200",
       [](Setting& s) { s.sources.cards = {card(1, 9000)}, s.sources.cards[0].balance.held = 7000; }},
  };
  expect(rows);
}

TEST(FundingPlan, ChargesOneExternalMethodThatTakesAllOfTheRest) {
  const Row rows[] = {
      {"CARD 2:5200",
       [](Setting& s) {
         s.sources.cash.free = 0;
         s.sources.methods = {{.key = 1, .per_payment_max = 5199}, {.key = 2, .per_payment_max = 5200}};
       }},
      // Those of the pay mode's kind come first.
      {"WITHHOLD 2:5200",
       [](Setting& s) {
         s.sources.cash.free = 0;
         s.sources.methods = {{.key = 1}, {.key = 2, .kind = MethodKind::Withhold}};
         s.need.pay_mode = "WITHHOLD";
       }},
      {"CARD 1:5200",
       [](Setting& s) {
         s.sources.cash.free = 0;
         s.sources.methods = {{.key = 1}, {.key = 2, .kind = MethodKind::Withhold, .per_payment_max = 10}};
         s.need.pay_mode = "WITHHOLD";
       }},
      // The commodity has to allow the method's kind.
      {"WITHHOLD 2:5200",
       [](Setting& s) {
         s.sources.cash.free = 0;
         s.sources.methods = {{.key = 1}, {.key = 2, .kind = MethodKind::Withhold}};
         s.need.pay_modes = {"BALANCE", "WITHHOLD"};
       }},
      // Modes that know no external method.
      {"PayInsufficientBalance",
       [](Setting& s) {
         s.sources.cash.free = 0;
         s.sources.methods = {{.key = 1}};
         s.need.pay_mode = "WIRE";
       }},
      {"PayInsufficientBalance",
       [](Setting& s) {
         s.sources.cash.free = 0;
         s.sources.methods = {{.key = 1, .expiry = at(1000)}};
       }},
      // A pinned card is not taken again as an automatic one.
      {"STORED_CARD 4:100, CARD 1:5100",
       [](Setting& s) {
         s.sources.cash.free = 0;
         s.sources.methods = {{.key = 1}};
         s.sources.cards = {card(4, 100)};
         pin(s, card(4, 100));
       }},
  };
  expect(rows);
}

TEST(FundingPlan, AtNothingPayableOnlyTheThresholdIsTested) {
  const Row rows[] = {
      {"",
       [](Setting& s) {
         s.need.payable = 0;
         s.need.pay_mode = "CARD";
         s.need.coupon_allowed = false;
         s.sources.cash.free = 0;
         s.sources.preference = {.pinned_coupon = "Q-none", .pinned_card = "C-none"};
       }},
      {"PayInsufficientBalance",
       [](Setting& s) {
         s.need.payable = 0;
         s.need.open_threshold = 10'000;
         s.sources.cash.free = 9'999;
       }},
      {"",
       [](Setting& s) {
         s.need.payable = 0;
         s.need.open_threshold = 10'000;
         s.sources.cash.free = 9'999;
         s.sources.credit.free = 1;
       }},
      {"PayInsufficientBalance",
       [](Setting& s) {
         s.need.payable = 0;
         s.need.open_threshold = 10'000;
         s.sources.cash.free = 10'000;
         s.sources.bills_due = 1;
       }},
      {"PayInsufficientBalance", [](Setting& s) { s.need.open_threshold = 100'001; }},
  };
  expect(rows);
}

TEST(FundingPlan, APinnedCouponFailsByItsOwnRows) {
  const Row rows[] = {
      {"PayCouponNotMeetConsumptionRule",
       [](Setting& s) {
         auto other = coupon(1, 9000);
         other.rule.products = {ProductScope::Mode::Only, {"rds"}};
         pin(s, other);
       }},
      {"PayCouponNotMeetConsumptionRule",
       [](Setting& s) {
         auto later = coupon(1, 9000);
         later.from = at(1001);
         pin(s, later);
       }},
      // Of another product, and expired.
      {"PayCouponNotMeetConsumptionRule",
       [](Setting& s) {
         auto other = coupon(1, 9000, 900);
         other.rule.products = {ProductScope::Mode::Only, {"rds"}};
         pin(s, other);
       }},
      {"PayCouponAmountNotEnough", [](Setting& s) { pin(s, coupon(1, 9000, 1000)); }},
      {"PayCouponAmountNotEnough", [](Setting& s) { pin(s, coupon(1, 0)); }},
      {"PayCouponAmountNotEnough",
       [](Setting& s) {
         auto gone = coupon(1, 9000);
         gone.is_cancelled = true;
         pin(s, gone);
       }},
      {"PayCouponAmountNotEnough",
       [](Setting& s) {
         auto small = coupon(1, 500);
         small.rule.must_cover_in_full = true;
         pin(s, small);
       }},
      {"COUPON 1:500, CASH 4700", [](Setting& s) { pin(s, coupon(1, 500)); }},
      // Reserved by another order; or multi-use, with another order holding what this one would take.
      {"SystemUseCouponFailed",
       [](Setting& s) {
         auto reserved = coupon(1, 9000);
         reserved.rule.single_use = true;
         reserved.reserved_for = 7;
         pin(s, reserved);
       }},
      {"SystemUseCouponFailed",
       [](Setting& s) {
         auto held = coupon(1, 9000);
         held.balance.held = 3801;
         pin(s, held);
       }},
      {"COUPON 1:5200",
       [](Setting& s) {
         auto held = coupon(1, 9000);
         held.balance.held = 3800;
         pin(s, held);
       }},
  };
  expect(rows);
}

TEST(FundingPlan, APinnedCardFailsInARaceAndIsPassedOverWhenItIsOver) {
  const Row rows[] = {
      {"CASH 5200", [](Setting& s) { pin(s, card(1, 0)); }},
      {"CASH 5200", [](Setting& s) { pin(s, card(1, 9000, 1000)); }},
      {"CASH 5200",
       [](Setting& s) {
         auto other = card(1, 9000);
         other.products = {ProductScope::Mode::Except, {"elb_post"}};
         pin(s, other);
       }},
      // 60.00 left, of which another order holds 52.00.
      {"SystemUseStoredCardFailed",
       [](Setting& s) {
         auto held = card(1, 6000);
         held.balance.held = 5200;
         pin(s, held);
       }},
      {"STORED_CARD 1:5200",
       [](Setting& s) {
         auto held = card(1, 6000);
         held.balance.held = 800;
         pin(s, held);
       }},
      // The other order is done: what is left is what there is.
      {"STORED_CARD 1:800, CASH 4400", [](Setting& s) { pin(s, card(1, 800)); }},
      {"SystemUseStoredCardFailed",
       [](Setting& s) {
         auto frozen = card(1, 6000);
         frozen.state = CardState::Frozen;
         pin(s, frozen);
       }},
      // A coupon covers everything: the card is not needed.
      {"COUPON 2:5200",
       [](Setting& s) {
         auto held = card(1, 6000);
         held.balance.held = 5200;
         pin(s, held);
         s.sources.coupons = {coupon(2, 5200)};
       }},
  };
  expect(rows);
}

// Every row of the stage, in its order of precedence. Arranging a row and any later ones together tells the
// first of them, wherever they can be true together.
struct Fault {
  const char* code;
  void (*arrange)(Setting& s);
  std::vector<const char*> excludes = {};  // later rows that cannot be true beside this one
};

std::vector<Fault> faults() {
  return {
      {"PayCurrencyInconsistency",
       [](Setting& s) {
         if (!s.sources.pinned_coupon) pin(s, coupon(8, 9000));
         s.sources.pinned_coupon->currency = "CNY";
       },
       {"PayCounponNotExist"}},
      {"PayPayForbidUserCoupon",
       [](Setting& s) {
         if (s.sources.preference.pinned_coupon.empty()) pin(s, coupon(8, 9000));
         s.need.coupon_allowed = false;
       }},
      {"PayCounponNotExist",
       [](Setting& s) { s.sources.preference.pinned_coupon = "Q-none", s.sources.pinned_coupon.reset(); },
       {"PayCouponNotMeetConsumptionRule", "PayCouponAmountNotEnough", "SystemUseCouponFailed"}},
      {"PayCouponNotMeetConsumptionRule",
       [](Setting& s) {
         if (!s.sources.pinned_coupon) pin(s, coupon(8, 100));
         s.sources.pinned_coupon->rule.sites = {"CN"};
       }},
      {"PayCouponAmountNotEnough",
       [](Setting& s) {
         if (!s.sources.pinned_coupon) pin(s, coupon(8, 100));
         s.sources.pinned_coupon->to = at(1000);
       }},
      {"PayStoredCardNotExist",
       [](Setting& s) { s.sources.preference.pinned_card = "C-none", s.sources.pinned_card.reset(); },
       {"SystemUseStoredCardFailed"}},
      {"PayNoCreditCard",
       [](Setting& s) { s.need.pay_mode = "CARD", s.sources.methods.clear(); },
       {"PayInvalidCreditCard", "PayWithholdingAgreementIllegal", "PayMegrePayOrderHasThanOneChagreChannel"}},
      {"PayInvalidCreditCard",
       [](Setting& s) {
         s.need.pay_mode = "CARD";
         s.sources.methods.push_back({.key = 3, .state = MethodState::Revoked});
       },
       {"PayWithholdingAgreementIllegal", "PayMegrePayOrderHasThanOneChagreChannel"}},
      {"PayWithholdingAgreementIllegal",
       [](Setting& s) {
         s.need.pay_mode = "WITHHOLD";
         s.sources.methods.push_back(
             {.key = 4, .kind = MethodKind::Withhold, .state = MethodState::Suspended});
       },
       {"PayMegrePayOrderHasThanOneChagreChannel"}},
      {"PayInsufficientBalance", [](Setting& s) { s.need.open_threshold = 1'000'000; }},
      {"PayMegrePayOrderHasThanOneChagreChannel",
       [](Setting& s) {
         s.sources.cash.free = 0;
         s.sources.methods.push_back({.key = 5, .per_payment_max = 3000});
         s.sources.methods.push_back({.key = 6, .kind = MethodKind::Withhold, .per_payment_max = 3000});
       }},
      {"SystemUseCouponFailed",
       [](Setting& s) {
         if (!s.sources.pinned_coupon) pin(s, coupon(8, 100));
         s.sources.pinned_coupon->rule.single_use = true;
         s.sources.pinned_coupon->reserved_for = 7;
       }},
      {"SystemUseStoredCardFailed",
       [](Setting& s) {
         auto held = card(9, 100);
         held.balance.held = 1;
         pin(s, held);
       }},
  };
}

TEST(FundingPlan, TellsTheFirstOfTwoFaultsWhicheverIsArrangedFirst) {
  const auto all = faults();
  int pairs = 0;
  for (size_t i = 0; i < all.size(); ++i) {
    Setting alone;
    all[i].arrange(alone);
    EXPECT_EQ(alone.pay(), all[i].code);
    for (size_t j = i + 1; j < all.size(); ++j) {
      const auto& excludes = all[i].excludes;
      const auto is_excluded = [&](const char* code) { return std::string_view(code) == all[j].code; };
      if (std::any_of(excludes.begin(), excludes.end(), is_excluded)) continue;
      for (const bool forward : {true, false}) {
        Setting both;
        all[forward ? i : j].arrange(both);
        all[forward ? j : i].arrange(both);
        EXPECT_EQ(both.pay(), all[i].code) << "beside " << all[j].code;
      }
      ++pairs;
    }
  }
  EXPECT_EQ(pairs, 13 * 12 / 2 - 11) << "every pair that can be true together";
}

TEST(FundingPlan, AnAgreementThatWasNeverBoundIsNoMethod) {
  Setting s;
  s.need.pay_mode = "WITHHOLD";
  s.sources.methods = {{.key = 1}};
  EXPECT_EQ(s.pay(), "PayNoCreditCard") << "a card does not stand in for it";
}

TEST(FundingPlan, ARefusalSaysWhatWasFoundAndWhatIsMissing) {
  Setting s;
  s.sources.cash.free = 5000;
  EXPECT_EQ(plan_funding(s.need, s.sources).error().hint, "52.00 USD are payable and 2.00 USD missing");
  s.need.open_threshold = 10'000;
  EXPECT_EQ(plan_funding(s.need, s.sources).error().hint,
            "found 50.00 USD available; accepted: at least 100.00 USD to order elb_post");
}

}  // namespace
}  // namespace sluice::commerce
