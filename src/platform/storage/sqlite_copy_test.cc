#include "platform/storage/sqlite_copy.h"

#include <algorithm>
#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include "platform/storage/sqlite_connection.h"
#include "platform/storage/testing/sqlite_database_fixture.h"

namespace sluice::storage {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

class SqliteCopyTest : public SqliteDatabaseFixture {
 protected:
  // The sentence of the refusal, or "copied".
  std::string copy(const std::string& from, const std::string& to,
                   std::span<const Migration> migrations = word_migrations) {
    const auto copied = copy_sqlite(from, to, migrations);
    EXPECT_EQ(std::filesystem::exists(to_), copied.has_value());
    EXPECT_EQ(files_beginning_with("copy.part"), 0);
    return copied ? "copied" : copied.error();
  }
  long files_beginning_with(const std::string& name) {
    const auto folder = std::filesystem::directory_iterator(directory_.path(""));
    return std::ranges::count_if(
        folder, [&](const auto& entry) { return entry.path().filename().string().starts_with(name); });
  }
  void keep(const std::string& word) {
    EXPECT_EQ(kind(wait_for(submit(*database_, insert(word)))), std::nullopt);
  }
  void run_script(const std::string& path, const std::string& sql) {
    SqliteConnection connection(path, "", SqliteConnection::Access::ReadWrite);
    connection.execute_script(sql);
  }
  std::vector<std::string> words_in(const std::string& path) {
    std::vector<std::string> words;
    SqliteConnection(path, "", SqliteConnection::Access::ReadOnly)
        .query("SELECT text FROM word ORDER BY id", {},
               [&](const Row& row) { words.emplace_back(row.text(0)); });
    return words;
  }

  const std::string to_ = directory_.path("copy");
};

TEST_F(SqliteCopyTest, HoldsWhatWasCommittedAndNothingOfWhatIsUnderWay) {
  keep("before");
  const Signal inserted, copied;
  auto told = submit(*database_, [&](Transaction& tx) {
    tx.execute("INSERT INTO word (text) VALUES ('under way')");
    inserted.raise();
    copied.wait();
    return Verdict::Keep;
  });
  inserted.wait();
  EXPECT_EQ(copy(path_, to_), "copied");
  copied.raise();
  EXPECT_EQ(kind(wait_for(std::move(told))), std::nullopt) << "the writer was not disturbed";
  EXPECT_THAT(words_in(to_), ElementsAre("before"));
  EXPECT_THAT(words(), ElementsAre("before", "under way"));
}

TEST_F(SqliteCopyTest, IsOneFileOfItsOwnerAlone) {
  keep("word");
  const auto copied = copy_sqlite(path_, to_, word_migrations);
  ASSERT_TRUE(copied) << copied.error();
  EXPECT_EQ(copied->schema_version, 2);
  EXPECT_EQ(copied->bytes, static_cast<int64_t>(std::filesystem::file_size(to_)));
  struct stat status {};
  ASSERT_EQ(::stat(to_.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 07777, 0600u);
  EXPECT_EQ(status.st_nlink, 1u);
  EXPECT_THAT(words_in(to_), ElementsAre("word"));
  EXPECT_EQ(files_beginning_with("copy"), 1) << "no log beside it";
}

TEST_F(SqliteCopyTest, IsADatabaseLikeTheOneItWasMadeOf) {
  keep("word");
  EXPECT_EQ(copy(path_, to_), "copied");
  auto opened = open_sqlite({.path = to_, .migrations = word_migrations});
  ASSERT_TRUE(opened) << opened.error();
  database_ = std::move(*opened);
  keep("more");
  EXPECT_THAT(words(), ElementsAre("word", "more"));
}

TEST_F(SqliteCopyTest, NothingIsReplaced) {
  std::ofstream(to_) << "";
  const auto copied = copy_sqlite(path_, to_, word_migrations);
  ASSERT_FALSE(copied);
  EXPECT_EQ(copied.error(), "cannot copy the database " + path_ + ": " + to_ + " is there already");
  EXPECT_EQ(std::filesystem::file_size(to_), 0u);
}

TEST_F(SqliteCopyTest, WhatIsNoDatabaseOfThisProgramIsRefused) {
  EXPECT_THAT(copy(directory_.path("missing"), to_), HasSubstr("missing: No such file or directory"));
  std::ofstream(directory_.path("text")) << "this is a text, and it is longer than the header of a file";
  EXPECT_THAT(copy(directory_.path("text"), to_), HasSubstr("file is not a database"));
  run_script(directory_.path("other"), "CREATE TABLE word (text TEXT)");
  EXPECT_THAT(copy(directory_.path("other"), to_), HasSubstr("it is no database of this program"));
  const std::string nowhere = directory_.path("nowhere/copy");
  EXPECT_THAT(copy(path_, nowhere), HasSubstr("cannot write " + nowhere + ": No such file or directory"));
}

TEST_F(SqliteCopyTest, ANewerSchemaIsRefusedAndAnOlderOneIsNot) {
  const std::span<const Migration> all(word_migrations);
  EXPECT_THAT(copy(path_, to_, all.first(1)),
              HasSubstr("the database has schema version 2, and this program knows versions up to 1"));
  const std::array later{word_migrations[0], word_migrations[1], Migration{3, "more", "CREATE TABLE m (n)"}};
  EXPECT_EQ(copy(path_, to_, later), "copied");
}

TEST_F(SqliteCopyTest, RowsThatNameRowsThatAreNotThereAreRefused) {
  database_.reset();
  run_script(path_, "PRAGMA foreign_keys = OFF; INSERT INTO letter (word) VALUES (77)");
  EXPECT_THAT(copy(path_, to_),
              HasSubstr("it is damaged: a row of letter names a row of word that is not there"));
}

TEST_F(SqliteCopyTest, AnIndexThatLacksARowIsRefused) {
  keep("word");
  database_.reset();
  // The index of the column is made to look at another table, which has no row.
  run_script(path_,
             "CREATE TABLE empty (text TEXT UNIQUE); PRAGMA writable_schema = ON;"
             "UPDATE sqlite_schema SET rootpage = (SELECT rootpage FROM sqlite_schema WHERE name = "
             "'sqlite_autoindex_empty_1') WHERE name = 'sqlite_autoindex_word_1';"
             "DELETE FROM sqlite_schema WHERE tbl_name = 'empty'");
  EXPECT_THAT(copy(path_, to_), HasSubstr("it is damaged: "));
}

// A block of the file, each in turn, that reads as zeros.
TEST_F(SqliteCopyTest, ALostBlockIsRefused) {
  for (int i = 0; i < 400; ++i) keep("a word that is long enough to fill some pages " + std::to_string(i));
  database_.reset();
  constexpr size_t block = 4096;
  std::ifstream in(path_, std::ios::binary);
  const std::string whole(std::istreambuf_iterator<char>(in), {});
  ASSERT_GT(whole.size(), 10 * block);
  for (size_t at = 0; at < whole.size(); at += block) {
    std::string damaged = whole;
    damaged.replace(at, block, block, '\0');
    std::ofstream(directory_.path("damaged"), std::ios::binary | std::ios::trunc) << damaged;
    EXPECT_NE(copy(directory_.path("damaged"), to_), "copied") << "block " << at / block;
  }
}

}  // namespace
}  // namespace sluice::storage
