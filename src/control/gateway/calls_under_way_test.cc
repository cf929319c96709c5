#include "control/gateway/calls_under_way.h"

#include <gtest/gtest.h>

namespace sluice::gateway {
namespace {

using std::chrono::seconds;

base::MonotonicTime after(int64_t count) {
  return base::MonotonicTime{} + seconds(count);
}

TEST(CallsUnderWay, TheLongestWaitIsThatOfTheOldestCallThatWaitsForStorage) {
  CallsUnderWay calls;
  EXPECT_EQ(calls.longest_wait(after(9)), seconds(0));
  bool is_elsewhere = false;
  const uint64_t first = calls.add([](Answered) {}, after(1), [&] { return is_elsewhere; });
  calls.add([](Answered) {}, after(3));
  EXPECT_EQ(calls.longest_wait(after(9)), seconds(8));
  is_elsewhere = true;  // it is committed, or a provider is asked
  EXPECT_EQ(calls.longest_wait(after(9)), seconds(6));
  is_elsewhere = false;
  EXPECT_EQ(calls.longest_wait(after(9)), seconds(8)) << "a provider has answered";
  calls.answer(first, {});
  EXPECT_EQ(calls.longest_wait(after(9)), seconds(6));
}

}  // namespace
}  // namespace sluice::gateway
