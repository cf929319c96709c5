#include "control/providers/sample/payments.h"

#include <gtest/gtest.h>

namespace sluice::providers {
namespace {

using Status = PaymentAnswer::Status;
using enum PaymentStep;

class SampleTakesPayments : public testing::Test {
 protected:
  Status take(PaymentStep step, const std::string& token = "tok") {
    return payments_.take({.step = step, .pay_no = "P1", .payer_token = token}).status;
  }
  SamplePayments payments_;
};

TEST_F(SampleTakesPayments, OnceForEachNumberAndStep) {
  EXPECT_EQ(take(Find), Status::NotFound);
  EXPECT_EQ(take(Authorise), Status::Authorised);
  EXPECT_EQ(take(Authorise), Status::Authorised);
  EXPECT_EQ(payments_.count(Status::Authorised), 1u);
  EXPECT_EQ(take(Capture), Status::Captured);
  EXPECT_EQ(take(Capture), Status::Captured);
  EXPECT_EQ(take(Authorise), Status::Captured) << "an authorisation that comes again finds what became of it";
  EXPECT_EQ(take(Void), Status::Closed) << "what was captured goes back";
  EXPECT_EQ(take(Capture), Status::Closed);
  EXPECT_EQ(take(Find), Status::Closed);
}

TEST_F(SampleTakesPayments, ClosesANumberThatItDoesNotKnow) {
  EXPECT_EQ(take(Void), Status::Closed);
  EXPECT_EQ(take(Authorise), Status::Closed) << "it came late";
}

TEST_F(SampleTakesPayments, DoesNotCaptureWhatItDoesNotKnowOrHasDeclined) {
  EXPECT_EQ(take(Capture), Status::NotFound);
  EXPECT_EQ(take(Authorise, "decline-limit"), Status::Declined);
  EXPECT_EQ(take(Capture), Status::Declined);
}

TEST_F(SampleTakesPayments, ForgetsTheOldestWhenItKnowsTooMany) {
  for (size_t i = 0; i <= payments_kept_max; ++i) {
    payments_.take({.step = Authorise, .pay_no = "Q" + std::to_string(i)});
  }
  EXPECT_EQ(payments_.take({.step = Find, .pay_no = "Q0"}).status, Status::NotFound);
  EXPECT_EQ(payments_.take({.step = Find, .pay_no = "Q1"}).status, Status::Authorised);
  EXPECT_EQ(payments_.count(Status::Authorised), payments_kept_max);
}

}  // namespace
}  // namespace sluice::providers
