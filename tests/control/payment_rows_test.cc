// With which money an order cannot be paid (S17), row by row; and of any two causes that can stand together,
// the one that the plan comes to first, and behind the payment's risk (S16).

#include <algorithm>

#include "obstacles.h"

namespace sluice::control {
namespace {

using api::OrderError;

// What the buyer pays with, as the operator's actions make it.
struct Purse {
  // A coupon of one dollar and a card of one dollar; each is pinned once something is wrong with it.
  bool pins_coupon = false, has_coupon = true, coupon_is_cancelled = false, coupon_is_taken = false;
  bool coupons_allowed = true;
  const char* coupon_currency = "USD";
  const char* rule = R"({"SingleUse": true})";
  bool pins_card = false, has_card = true, card_is_frozen = false;
  const char* pay_mode = "BALANCE";
  const char* cash = "1000.00";
  std::vector<Parameters> methods;
  bool is_suspicious = false;
};

constexpr const char* suspicion = R"({"Name": "trade", "Pack": "trade", "Condition": "payable == 7.5"})";

void realize(Market& m, const Purse& purse) {
  const auto grant = [&](const char* action, const char* name, const char* number, const char* currency,
                         Parameters more) {
    more.insert(more.end(), {{name, number}, {"Currency", currency}, {"Amount", "1.00"}, {"ToTime", later}});
    m.act(action, m.buyer.with(std::move(more)));
  };
  m.recharge(m.buyer, purse.cash);
  if (purse.has_coupon) grant("GrantCoupon", "CouponNo", "K", purse.coupon_currency, {{"Rule", purse.rule}});
  if (purse.has_card) grant("SellStoredValueCard", "CardNo", "C", "USD", {{"Channel", "wire"}});
  m.set(m.buyer, "AutoUseCoupon", "false");
  if (!purse.pins_card) m.act("ModifyStoredValueCard", {{"CardNo", "C"}, {"Status", "FROZEN"}});
  if (purse.pins_coupon) m.set(m.buyer, "PinnedCoupon", "K");
  if (purse.coupon_is_taken) {
    const std::string order = m.record_order(m.buyer, "Buy", "UNPAID", {{"Amount", "1.00"}});
    m.as_buyer("PayOrder", {{"OrderId", order}});
  }
  if (purse.coupon_is_cancelled) m.act("CancelCoupon", {{"CouponNo", "K"}});
  if (purse.pins_card) m.set(m.buyer, "PinnedCard", "C");
  if (purse.card_is_frozen) m.act("ModifyStoredValueCard", {{"CardNo", "C"}, {"Status", "FROZEN"}});
  if (!purse.coupons_allowed) m.sell("CouponAllowed", "false");
  for (const Parameters& method : purse.methods) m.act("SetPaymentMethod", m.buyer.with(method));
  m.set_fund(m.buyer, "PayMode", purse.pay_mode);
  if (purse.is_suspicious) m.act("PutTerm", {{"Kind", "RiskRule"}, {"Document", suspicion}});
}

struct PaymentCause {
  const char* name;
  OrderError row;
  void (*bring_about)(Purse&);
  void (*take_away)(Market&);
  // Of those behind it, the ones that it leaves no room for.
  std::vector<std::string_view> alone_among = {};
};

void unpin_coupon(Market& m) {
  m.set(m.buyer, "PinnedCoupon", "NONE");
}
void unpin_card(Market& m) {
  m.set(m.buyer, "PinnedCard", "NONE");
}
void set_method(Market& m, const char* kind, const char* reference) {
  m.act("SetPaymentMethod", m.buyer.with({{"Kind", kind}, {"Reference", reference}, {"Status", "ACTIVE"}}));
}

// As they are come to. An account that pays by card and one that pays by withholding are two.
const std::vector<PaymentCause>& payment_causes() {
  static const std::vector<PaymentCause> all = {
      // S16
      {"Suspicious", OrderError::PatRiskRejectForTradeData, [](Purse& p) { p.is_suspicious = true; },
       [](Market& m) {
         m.act("DeleteTerm", {{"Kind", "RiskRule"}, {"Name", "trade"}});
       }},
      // S17
      {"CouponInOtherCurrency",
       OrderError::PayCurrencyInconsistency,
       [](Purse& p) {
         p.pins_coupon = true;
         p.coupon_currency = "CNY";
       },
       unpin_coupon,
       {"NoCoupon", "CouponTaken"}},
      {"CouponsForbidden", OrderError::PayPayForbidUserCoupon,
       [](Purse& p) {
         p.pins_coupon = true;
         p.coupons_allowed = false;
       },
       [](Market& m) { m.sell("CouponAllowed", "true"); }},
      {"NoCoupon",
       OrderError::PayCounponNotExist,
       [](Purse& p) {
         p.pins_coupon = true;
         p.has_coupon = false;
       },
       unpin_coupon,
       {"CouponForOthers", "CouponCancelled", "CouponTaken"}},
      {"CouponForOthers",
       OrderError::PayCouponNotMeetConsumptionRule,
       [](Purse& p) {
         p.pins_coupon = true;
         p.rule = R"({"Products": {"Mode": "Only", "Codes": ["rds"]}})";
       },
       unpin_coupon,
       {"CouponTaken"}},
      {"CouponCancelled", OrderError::PayCouponAmountNotEnough,
       [](Purse& p) {
         p.pins_coupon = true;
         p.coupon_is_cancelled = true;
       },
       unpin_coupon},
      {"NoCard",
       OrderError::PayStoredCardNotExist,
       [](Purse& p) {
         p.pins_card = true;
         p.has_card = false;
       },
       unpin_card,
       {"CardFrozen"}},
      {"NoBankCard",
       OrderError::PayNoCreditCard,
       [](Purse& p) { p.pay_mode = "CARD"; },
       [](Market& m) { set_method(m, "CARD", "tok"); },
       {"BankCardInvalid", "AgreementSuspended"}},
      {"BankCardInvalid",
       OrderError::PayInvalidCreditCard,
       [](Purse& p) {
         p.pay_mode = "CARD";
         p.methods.push_back({{"Kind", "CARD"}, {"Reference", "tok"}, {"Status", "INVALID"}});
       },
       [](Market& m) { set_method(m, "CARD", "tok"); },
       {"AgreementSuspended"}},
      {"AgreementSuspended",
       OrderError::PayWithholdingAgreementIllegal,
       [](Purse& p) {
         p.pay_mode = "WITHHOLD";
         p.methods.push_back({{"Kind", "WITHHOLD"}, {"Reference", "tok"}, {"Status", "SUSPENDED"}});
       },
       [](Market& m) { set_method(m, "WITHHOLD", "tok"); },
       {"TwoChannels"}},
      {"TooLittle",
       OrderError::PayInsufficientBalance,
       [](Purse& p) { p.cash = "0.50"; },
       [](Market& m) { m.recharge(m.buyer, "7.00"); },
       {"TwoChannels"}},
      {"TwoChannels", OrderError::PayMegrePayOrderHasThanOneChagreChannel,
       [](Purse& p) {
         p.cash = "0.50";
         for (const char* reference : {"one", "two"}) {
           p.methods.push_back({{"Kind", "WITHHOLD"}, {"Reference", reference}, {"PerPaymentMax", "4.00"}});
         }
       },
       [](Market& m) {
         m.act("SetPaymentMethod",
               m.buyer.with({{"Kind", "WITHHOLD"}, {"Reference", "one"}, {"PerPaymentMax", "NONE"}}));
       }},
      {"CouponTaken", OrderError::SystemUseCouponFailed,
       [](Purse& p) {
         p.pins_coupon = true;
         p.coupon_is_taken = true;
       },
       [](Market& m) {
         m.advance(m.buyer, m.order_in(m.buyer, "AUTHORISED"), {"COMPENSATING", "FAILED"});
       }},
      {"CardFrozen", OrderError::SystemUseStoredCardFailed,
       [](Purse& p) {
         p.pins_card = true;
         p.card_is_frozen = true;
       },
       [](Market& m) {
         m.act("ModifyStoredValueCard", {{"CardNo", "C"}, {"Status", "ACTIVE"}});
       }},
  };
  return all;
}

bool can_stand_together(const PaymentCause& first, const PaymentCause& second) {
  return std::ranges::find(first.alone_among, std::string_view(second.name)) == first.alone_among.end();
}

class APayment : public testing::TestWithParam<PaymentCause> {};
INSTANTIATE_TEST_SUITE_P(Payments, APayment, testing::ValuesIn(payment_causes()),
                         [](const auto& one) { return std::string(one.param.name); });

TEST_P(APayment, IsRefusedForItAndPassesWithoutIt) {
  Market m;
  Purse purse;
  GetParam().bring_about(purse);
  realize(m, purse);
  expect_kept_back(m, {GetParam().name, GetParam().row, [](Market&) {}, GetParam().take_away});
}

TEST_P(APayment, IsToldOfItBeforeAllThatComesLater) {
  const auto first = std::ranges::find_if(payment_causes(), [](const PaymentCause& each) {
    return std::string_view(each.name) == GetParam().name;
  });
  for (auto second = std::next(first); second != payment_causes().end(); ++second) {
    if (!can_stand_together(*first, *second)) continue;
    SCOPED_TRACE(second->name);
    Market m;
    Purse purse;
    first->bring_about(purse);
    second->bring_about(purse);
    realize(m, purse);
    expect_row(m.create(), first->row);
  }
}

// The other ways to the same rows.
TEST(APayment, IsRefusedForACouponThatHoldsTooLittleOrIsOver) {
  const std::pair<const char*, const char*> coupons[] = {{R"({"MustCoverInFull": true})", later},
                                                         {"{}", "2026-01-02T03:04:06Z"}};
  for (const auto& [rule, to] : coupons) {
    Market m;
    m.recharge(m.buyer, "1000.00");
    m.act("GrantCoupon",
          m.buyer.with(
              {{"CouponNo", "K"}, {"Currency", "USD"}, {"Amount", "5.00"}, {"ToTime", to}, {"Rule", rule}}));
    m.set(m.buyer, "PinnedCoupon", "K");
    m.cloud.clock().advance(std::chrono::seconds(2));
    expect_row(m.create(), OrderError::PayCouponAmountNotEnough);
  }
}

TEST(APayment, IsRefusedForEveryConditionOfACoupon) {
  const char* const rules[] = {R"({"Products": {"Mode": "Except", "Codes": ["elb_post"]}})",
                               R"({"OrderTypes": ["Renew"]})",
                               R"({"PayTypes": ["PrePaid"]})",
                               R"({"MinOrderAmount": "7.51"})",
                               R"({"FirstBuyOnly": true})",
                               R"({"Sites": ["CN"]})",
                               R"({"Accounts": ["1"]})"};
  Market m;
  m.recharge(m.buyer, "1000.00");
  ASSERT_TRUE(m.create().ok());
  int number = 0;
  for (const char* rule : rules) {
    SCOPED_TRACE(rule);
    const std::string no = "K-" + std::to_string(++number);
    m.act(
        "GrantCoupon",
        m.buyer.with(
            {{"CouponNo", no}, {"Currency", "USD"}, {"Amount", "5.00"}, {"ToTime", later}, {"Rule", rule}}));
    m.set(m.buyer, "PinnedCoupon", no);
    expect_row(m.create(), OrderError::PayCouponNotMeetConsumptionRule);
  }
}

TEST(APayment, IsRefusedForWhatTheChannelDeclines) {
  const std::pair<const char*, OrderError> declines[] = {
      {"decline-card-invalid", OrderError::PayInvalidCreditCard},
      {"decline-agreement-invalid", OrderError::PayWithholdingAgreementIllegal},
      {"decline-insufficient", OrderError::PayInsufficientBalance},
      {"decline-limit", OrderError::PayAmountLimitExceeded}};
  for (const auto& [reference, row] : declines) {
    SCOPED_TRACE(reference);
    Market m;
    m.recharge(m.buyer, "0.50");
    const Parameters method = m.buyer.with({{"Kind", "CARD"}, {"Reference", reference}});
    m.act("SetPaymentMethod", method);
    expect_row(m.create(), row);
    m.act("RemovePaymentMethod", method);
    set_method(m, "CARD", "tok");
    EXPECT_TRUE(m.create().ok());
    m.expect_sound_ledger();
  }
}

TEST(APayment, IsRefusedForACardOfWhichAnotherOrderHoldsTooMuch) {
  Market m;
  m.recharge(m.buyer, "1000.00");
  m.act("SellStoredValueCard", m.buyer.with({{"CardNo", "C"},
                                             {"Currency", "USD"},
                                             {"Amount", "10.00"},
                                             {"ToTime", later},
                                             {"Channel", "wire"}}));
  m.set(m.buyer, "PinnedCard", "C");
  const std::string order = m.record_order(m.buyer, "Buy", "UNPAID");
  m.as_buyer("PayOrder", {{"OrderId", order}});
  expect_row(m.create(), OrderError::SystemUseStoredCardFailed);
  m.advance(m.buyer, order, {"COMPENSATING", "FAILED"});
  EXPECT_TRUE(m.create().ok());
  m.expect_sound_ledger();
}

}  // namespace
}  // namespace sluice::control
