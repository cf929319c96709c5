#include "control/commerce/catalogue/prepaid.h"

#include <gtest/gtest.h>

namespace sluice::commerce {
namespace {

Modules prepaid_for(std::string months) {
  return {{"pay_type", "PrePaid"}, {"period", std::move(months)}};
}

TEST(Prepaid, PaysEachOfItsMonths) {
  const Commodity commodity{.deposit = {.rule = Deposit::Rule::Cycles, .cycles = 2}};
  EXPECT_EQ(amount_due(commodity, prepaid_for("1"), 999), 999);
  EXPECT_EQ(amount_due(commodity, prepaid_for("36"), 999), 35964);
  EXPECT_EQ(amount_due(commodity, {{"pay_type", "PostPaid"}, {"period", "36"}}, 999), 1998) << "its deposit";
  EXPECT_EQ(amount_due(commodity, {}, 999), 1998);
}

TEST(Prepaid, HasNoAmountForAPeriodThatIsNone) {
  for (const char* const period : {"", "0", "-1", "1.5", "121", "one", "1 "}) {
    EXPECT_EQ(months_of(prepaid_for(period)), std::nullopt) << period;
    EXPECT_EQ(amount_due({}, prepaid_for(period), 999), std::nullopt) << period;
  }
  EXPECT_EQ(months_of({{"pay_type", "PrePaid"}}), std::nullopt);
  EXPECT_EQ(amount_due({}, prepaid_for("120"), amount_max), std::nullopt) << "too much";
}

}  // namespace
}  // namespace sluice::commerce
