#include "control/commerce/refusal/hint.h"

#include <vector>

#include <gtest/gtest.h>

namespace sluice::commerce {
namespace {

TEST(Hint, ShowsAValueInQuotesOnOneLineAndNotTooLong) {
  EXPECT_EQ(shown("Month"), "\"Month\"");
  EXPECT_EQ(shown(""), "\"\"");
  EXPECT_EQ(shown("a\n\"b\""), "\"a\\n\\\"b\\\"\"");
  std::string value(shown_value_bytes_max, 'x');
  const std::string cut = "\"" + value + "\"...";
  EXPECT_EQ(shown(value) + "...", cut);
  EXPECT_EQ(shown(value + "x"), cut);
  // A character that would be cut in two is left out as a whole.
  EXPECT_EQ(shown(value + "测试"), cut);
  value.pop_back();
  EXPECT_EQ(shown(value + "测试"), "\"" + value + "\"...");
}

TEST(Hint, ListsTheFirstItemsAndCountsTheOthers) {
  std::vector<std::string> items;
  EXPECT_EQ(listed(items), "");
  for (size_t i = 0; i < shown_items_max; ++i) items.emplace_back("a");
  EXPECT_TRUE(listed(items).ends_with(", a"));
  items.resize(shown_items_max + 5, "a");
  EXPECT_TRUE(listed(items).ends_with(", a and 5 more"));
}

}  // namespace
}  // namespace sluice::commerce
