#include "platform/storage/where.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "platform/storage/testing/sqlite_database_fixture.h"

namespace sluice::storage {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class WhereTest : public SqliteDatabaseFixture {
 protected:
  std::vector<std::string> page(const Where& where, std::optional<Page> page) {
    std::vector<std::string> found;
    wait_for(submit_read(*database_, [&](Transaction& tx) {
      query_page(tx, "SELECT text FROM word", where, "text", page,
                 [&](const Row& row) { found.emplace_back(row.text(0)); });
      total_ = count_rows(tx, "word", where);
      return Verdict::Keep;
    }));
    return found;
  }

  int64_t total_ = 0;
};

TEST_F(WhereTest, PagesAreDisjointCompleteAndCountedAsAWhole) {
  for (const char* text : {"c", "a", "e", "b", "d"}) wait_for(submit(*database_, insert(text)));
  const Where all;
  EXPECT_THAT(page(all, Page{1, 2}), ElementsAre("a", "b"));
  EXPECT_THAT(page(all, Page{2, 2}), ElementsAre("c", "d"));
  EXPECT_THAT(page(all, Page{3, 2}), ElementsAre("e"));
  EXPECT_EQ(total_, 5);
  EXPECT_THAT(page(all, std::nullopt), ElementsAre("a", "b", "c", "d", "e"));
}

TEST_F(WhereTest, APageBehindTheEndIsEmptyHoweverFar) {
  wait_for(submit(*database_, insert("a")));
  for (const int64_t number : {int64_t{2}, int64_t{1} << 40, INT64_MAX, int64_t{0}, int64_t{-1}}) {
    EXPECT_THAT(page({}, Page{number, 100}), IsEmpty()) << number;
    EXPECT_EQ(total_, 1);
  }
}

TEST_F(WhereTest, OnlyFiltersThatWereSentCountAndAllOfThemHold) {
  for (const char* text : {"a", "b", "c"}) wait_for(submit(*database_, insert(text)));
  const std::optional<std::string> unsent, b = "b";
  const std::vector<std::string> none, a_and_b{"a", "b"};
  EXPECT_THAT(page(Where().equals_if_sent("text", unsent).is_one_of_if_sent("text", none), Page{1, 9}),
              ElementsAre("a", "b", "c"));
  EXPECT_THAT(page(Where().is_one_of_if_sent("text", a_and_b), Page{1, 9}), ElementsAre("a", "b"));
  EXPECT_THAT(page(Where().is_one_of_if_sent("text", a_and_b).equals_if_sent("text", b), Page{1, 9}),
              ElementsAre("b"));
  EXPECT_EQ(total_, 1);
  EXPECT_THAT(page(Where().never(), Page{1, 9}), IsEmpty());
}

TEST_F(WhereTest, TextIsNeverReadAsSql) {
  wait_for(submit(*database_, insert("a")));
  const std::optional<std::string> hostile = "' OR 1 = 1 --";
  EXPECT_THAT(page(Where().equals_if_sent("text", hostile), Page{1, 9}), IsEmpty());
}

}  // namespace
}  // namespace sluice::storage
