#include "platform/base/release.h"

#include <gtest/gtest.h>

namespace sluice::base {
namespace {

TEST(Release, GivesTheMemoryBack) {
  std::string text(10'000, 'x');
  release(text);
  EXPECT_TRUE(text.empty());
  EXPECT_EQ(text.capacity(), std::string().capacity());
}

}  // namespace
}  // namespace sluice::base
