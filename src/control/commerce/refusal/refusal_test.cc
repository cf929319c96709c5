#include "control/commerce/refusal/refusal.h"

#include <gtest/gtest.h>

namespace sluice::commerce {
namespace {

TEST(Refusal, IsSentAsItsRowWithTheSubjectFilledInAndTheHintBeside) {
  const api::Error field =
      to_error({api::OrderError::InvalidParameter, "NetworkId", "received \"n-1\"; accepted: a network"});
  EXPECT_EQ(field.http_status, 400);
  EXPECT_EQ(field.code, "InvalidParameter.NetworkId");
  EXPECT_EQ(field.message, "The specified field NetworkId invalid. Please check it again.");
  EXPECT_EQ(field.hint, "received \"n-1\"; accepted: a network");
  const api::Error other = to_error({api::OrderError::PricePatingConfigError, "", ""});
  EXPECT_EQ(other.code, "PricePatingConfigError");
  EXPECT_EQ(other.message, "Inquiry related goods configuration error.");
}

}  // namespace
}  // namespace sluice::commerce
