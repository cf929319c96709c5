#include "platform/base/strong.h"

#include <string>
#include <type_traits>
#include <unordered_set>

#include <gtest/gtest.h>

namespace sluice::base {
namespace {

using Shelf = Strong<struct ShelfTag, std::string>;
using Book = Strong<struct BookTag, std::string>;

static_assert(!std::is_convertible_v<Shelf, Book>);
static_assert(!std::is_constructible_v<Shelf, Book>);
static_assert(!std::is_convertible_v<std::string, Shelf>);
static_assert(std::is_constructible_v<Shelf, std::string>);

TEST(Strong, ComparesAndHashesLikeItsValue) {
  EXPECT_EQ(Shelf("a"), Shelf("a"));
  EXPECT_LT(Shelf("a"), Shelf("b"));
  EXPECT_EQ(Shelf().get(), "");
  const std::unordered_set<Shelf> shelves{Shelf("a"), Shelf("b"), Shelf("a")};
  EXPECT_EQ(shelves.size(), 2U);
}

}  // namespace
}  // namespace sluice::base
