#include "control/commerce/billing/timeline.h"

#include <string>

#include <gtest/gtest.h>

namespace sluice::commerce {
namespace {

// "step@day ..." from the bill on.
std::string days_of(const Timeline& timeline) {
  const base::WallTime due = *base::parse_iso8601("2026-01-31T16:00:00Z");
  std::string text;
  Step done = Step::None;
  while (const auto next = next_step(timeline, due, done)) {
    done = next->step;
    text += std::to_string(static_cast<int>(done)) + "@" +
            std::to_string(std::chrono::duration_cast<std::chrono::days>(next->at - due).count()) + " ";
  }
  return text;
}

TEST(BillingTimeline, IsTheDocumentedOne) {
  EXPECT_EQ(days_of({}), "1@7 2@14 3@15 4@29 5@30 ");
}

TEST(BillingTimeline, LeavesOutRetriesThatWouldNotComeBeforeTheLock) {
  EXPECT_EQ(days_of({.lock = std::chrono::days(14), .release = std::chrono::days(20)}),
            "1@7 3@14 4@19 5@20 ");
  EXPECT_EQ(days_of({.lock = std::chrono::days(1), .release = std::chrono::days(2)}), "3@1 4@1 5@2 ");
}

}  // namespace
}  // namespace sluice::commerce
