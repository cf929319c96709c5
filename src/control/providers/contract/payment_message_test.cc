#include "control/providers/contract/payment_message.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace sluice::providers {
namespace {

using ::testing::HasSubstr;
using Status = PaymentAnswer::Status;

TEST(PaymentQuestion, IsReadAsItIsPrinted) {
  const PaymentQuestion authorise{.step = PaymentStep::Authorise,
                                  .pay_no = "P5",
                                  .order_no = "4",
                                  .method = "CARD",
                                  .payer_token = "tok_1",
                                  .amount = "52.00",
                                  .currency = "USD"};
  EXPECT_EQ(print(authorise),
            R"({"step":"authorise","pay_no":"P5","order_no":"4","method":"CARD","payer_token":"tok_1",)"
            R"("amount":"52.00","currency":"USD"})");
  EXPECT_EQ(*parse_payment_question(print(authorise)), authorise);
  for (const PaymentStep step : {PaymentStep::Capture, PaymentStep::Void, PaymentStep::Find}) {
    const PaymentQuestion question{.step = step, .pay_no = "P5"};
    EXPECT_EQ(*parse_payment_question(print(question)), question);
  }
}

TEST(PaymentQuestion, HasAKeyOfItsPaymentAndStepWhoeverAsks) {
  EXPECT_EQ(to_question({.step = PaymentStep::Capture, .pay_no = "P5"}).key, "P5-capture");
  EXPECT_EQ(to_question({.step = PaymentStep::Void, .pay_no = "P5"}).key, "P5-void");
  EXPECT_EQ(to_question({.step = PaymentStep::Void, .pay_no = "P5"}).seam, Seam::Payment);
}

TEST(PaymentQuestion, NamesWhatIsWrong) {
  const std::pair<const char*, const char*> cases[] = {
      {"[]", "a JSON object"},
      {R"({"pay_no":"P5"})", "step: is missing"},
      {R"({"step":"charge","pay_no":"P5"})", "step: received \"charge\""},
      {R"({"step":"capture"})", "pay_no: is missing"},
      {R"({"step":"authorise","pay_no":"P5"})", "order_no: is missing"},
      {R"({"step":"authorise","pay_no":"P5","order_no":"4","method":"CASH"})", "method: received \"CASH\""},
      {R"({"step":"authorise","pay_no":"P5","order_no":"4","method":"CARD","payer_token":"t","amount":"0.00",)"
       R"("currency":"USD"})",
       "amount: received"},
  };
  for (const auto& [text, fault] : cases) {
    const auto question = parse_payment_question(text);
    ASSERT_FALSE(question) << text;
    EXPECT_THAT(question.error().field + ": " + question.error().message, HasSubstr(fault));
  }
}

TEST(PaymentAnswer, IsReadAsItIsPrinted) {
  const PaymentAnswer answers[] = {
      {.status = Status::Authorised, .channel_no = "ch_1"},
      {.status = Status::Captured},
      {.status = Status::Declined, .reason = PaymentAnswer::Reason::Limit},
      {.status = Status::Pending},
      {.status = Status::Closed},
      {.status = Status::NotFound},
  };
  for (const PaymentAnswer& answer : answers) EXPECT_EQ(*parse_payment_answer(print(answer)), answer);
  EXPECT_FALSE(parse_payment_answer(R"({"status":"DECLINED"})")) << "a decline has a reason";
  EXPECT_FALSE(parse_payment_answer(R"({"status":"AUTHORISED","reason":"limit"})"));
}

}  // namespace
}  // namespace sluice::providers
