#include "platform/storage/sqlite_look.h"

#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "platform/storage/testing/sqlite_database_fixture.h"

namespace sluice::storage {
namespace {

using ::testing::HasSubstr;

class SqliteLookTest : public SqliteDatabaseFixture {
 protected:
  // The sentence of the refusal, or what it sees.
  std::string look(const std::string& path, std::span<const Migration> migrations = word_migrations) {
    std::string words;
    const auto version = look_into_sqlite(path, migrations, [&](Transaction& tx) {
      tx.query("SELECT text FROM word ORDER BY id", {},
               [&](const Row& row) { words += std::string(row.text(0)) + " "; });
    });
    return version ? words + "in version " + std::to_string(*version) : version.error();
  }
  void keep(const std::string& word) {
    EXPECT_EQ(kind(wait_for(submit(*database_, insert(word)))), std::nullopt);
  }
};

TEST_F(SqliteLookTest, SeesWhatIsCommittedWhileSomebodyWritesAndAfterwards) {
  keep("one");
  EXPECT_EQ(look(path_), "one in version 2");
  const Signal inserted, looked;
  auto told = submit(*database_, [&](Transaction& tx) {
    tx.execute("INSERT INTO word (text) VALUES ('under way')");
    inserted.raise();
    looked.wait();
    return Verdict::Keep;
  });
  inserted.wait();
  EXPECT_EQ(look(path_), "one in version 2");
  looked.raise();
  EXPECT_EQ(kind(wait_for(std::move(told))), std::nullopt) << "the writer was not disturbed";
  database_.reset();
  EXPECT_EQ(look(path_), "one under way in version 2");
}

TEST_F(SqliteLookTest, ChangesNothing) {
  EXPECT_THAT(look_into_sqlite(path_, word_migrations,
                               [](Transaction& tx) { tx.execute("INSERT INTO word (text) VALUES ('x')"); })
                  .error(),
              HasSubstr("cannot read the database " + path_ + ": "));
  EXPECT_EQ(look(path_), "in version 2");
}

TEST_F(SqliteLookTest, RefusesWhatItDoesNotKnow) {
  const std::span<const Migration> all(word_migrations);
  EXPECT_THAT(look(path_, all.first(1)),
              HasSubstr("the database has schema version 2, and this program knows"));
  EXPECT_THAT(look(directory_.path("missing")), HasSubstr("missing: No such file or directory"));
  EXPECT_FALSE(std::filesystem::exists(directory_.path("missing")));
  std::ofstream(directory_.path("text")) << "this is a text, and it is longer than the header of a file";
  EXPECT_THAT(look(directory_.path("text")), HasSubstr("file is not a database"));
}

}  // namespace
}  // namespace sluice::storage
