#include "contract/api/error.h"

#include <gtest/gtest.h>

#include "contract/api/ens/create_load_balancer.h"

namespace sluice::api {
namespace {

TEST(ErrorTest, TheSubjectFillsCodeAndMessage) {
  const Error error = make_error(gateway::missing, "EnsRegionId");
  EXPECT_EQ(error.http_status, 400);
  EXPECT_EQ(error.code, "MissingEnsRegionId");
  EXPECT_EQ(error.message, "EnsRegionId is mandatory for this action.");
  EXPECT_EQ(error.hint, "");
}

TEST(ErrorTest, TheSubjectIsTextAndNotAPattern) {
  const Error error = make_error(gateway::invalid_parameter, "%s%d", "a hint");
  EXPECT_EQ(error.code, "InvalidParameter.%s%d");
  EXPECT_EQ(error.message, "The specified field %s%d invalid. Please check it again.");
  EXPECT_EQ(error.hint, "a hint");
}

TEST(ErrorTest, ARowWithoutAPlaceIgnoresTheSubject) {
  const Error error = make_error(gateway::no_permission, "EnsRegionId");
  EXPECT_EQ(error.code, "NoPermission");
  EXPECT_EQ(error.message, "Permission denied.");
}

TEST(ErrorTest, TheStringToSignStaysTheEndOfTheMessage) {
  const Error error = make_error(gateway::signature_does_not_match_v1, "GET&%2F&a%3D1");
  EXPECT_EQ(
      error.message,
      "Specified signature is not matched with our calculation. server string to sign is:GET&%2F&a%3D1");
}

TEST(ErrorTest, AnActionFindsItsRowsByCodeAndOccurrence) {
  const Action& create = CreateLoadBalancer::declaration;
  EXPECT_EQ(create.error("Processing").message, "Request is in progress, please try again later.");
  EXPECT_EQ(create.error("OrderSysConstraintInvalid").message, "System constraint check failed.");
  EXPECT_EQ(create.error("OrderSysConstraintInvalid", 1).message,
            "The pre-verification of the order failed, please re-match or contact the product.");
}

TEST(ErrorTest, AnUndocumentedCodeIsOurDefectAndAnswersInternalError) {
  const Action& create = CreateLoadBalancer::declaration;
  EXPECT_EQ(create.error("NoSuchCode").code, "InternalError");
  EXPECT_EQ(create.error("OrderSysConstraintInvalid", 2).code, "InternalError");
}

TEST(ErrorTest, AccessLevelsPrintAsOnThePage) {
  EXPECT_EQ(to_string(AccessLevel::Create), "create");
  EXPECT_EQ(to_string(AccessLevel::Get), "get");
  EXPECT_EQ(to_string(AccessLevel::List), "list");
  EXPECT_EQ(to_string(AccessLevel::Update), "update");
  EXPECT_EQ(to_string(AccessLevel::Delete), "delete");
}

}  // namespace
}  // namespace sluice::api
