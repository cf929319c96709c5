#include "platform/base/result.h"

#include <memory>
#include <string>

#include <gtest/gtest.h>

namespace sluice::base {
namespace {

Result<int, std::string> half(int number) {
  if (number % 2 != 0) return Unexpected{std::string("odd")};
  return number / 2;
}

TEST(Result, HoldsTheValue) {
  const auto result = half(4);
  ASSERT_TRUE(result);
  EXPECT_TRUE(result.has_value());
  EXPECT_EQ(*result, 2);
  EXPECT_EQ(result.value(), 2);
}

TEST(Result, HoldsTheReason) {
  const auto result = half(3);
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error(), "odd");
}

TEST(Result, ValueAndErrorOfOneTypeStayApart) {
  const Result<std::string, std::string> value(std::string("x"));
  const Result<std::string, std::string> error(Unexpected{std::string("x")});
  EXPECT_TRUE(value);
  EXPECT_FALSE(error);
}

TEST(Result, CarriesValuesThatOnlyMove) {
  Result<std::unique_ptr<int>, std::string> result(std::make_unique<int>(7));
  const std::unique_ptr<int> taken = *std::move(result);
  EXPECT_EQ(*taken, 7);
}

TEST(Result, CarriesErrorsThatOnlyMove) {
  Result<int, std::unique_ptr<int>> result(Unexpected{std::make_unique<int>(7)});
  const std::unique_ptr<int> taken = std::move(result).error();
  EXPECT_EQ(*taken, 7);
}

TEST(Result, ReachesMembersThroughTheArrow) {
  Result<std::string, int> result(std::string("abc"));
  EXPECT_EQ(result->size(), 3U);
  result->push_back('d');
  EXPECT_EQ(*result, "abcd");
}

TEST(ResultOfVoid, IsGoodUnlessItHasAReason) {
  const Result<void, std::string> good;
  const Result<void, std::string> bad(Unexpected{std::string("disk full")});
  EXPECT_TRUE(good);
  ASSERT_FALSE(bad);
  EXPECT_EQ(bad.error(), "disk full");
}

}  // namespace
}  // namespace sluice::base
