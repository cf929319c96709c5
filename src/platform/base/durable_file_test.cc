#include "platform/base/durable_file.h"

#include <filesystem>
#include <fstream>
#include <iterator>

#include <gtest/gtest.h>
#include <sys/stat.h>

#include "platform/base/random.h"

namespace sluice::base {
namespace {

class DurableFileTest : public ::testing::Test {
 protected:
  DurableFileTest() { std::filesystem::create_directory(directory_); }
  ~DurableFileTest() override { std::filesystem::remove_all(directory_); }

  std::string content() const {
    std::ifstream file(path_, std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(file), {});
  }

  SystemRandom random_;
  const std::string directory_ = ::testing::TempDir() + "/durable-" + random_.text(12, "abcdefghij");
  const std::string path_ = directory_ + "/file";
};

TEST_F(DurableFileTest, IsForItsOwnerOnlyAndLeavesNothingBeside) {
  ASSERT_TRUE(write_durably(path_, "first"));
  struct stat info {};
  ASSERT_EQ(::stat(path_.c_str(), &info), 0);
  EXPECT_EQ(info.st_mode & 0777, 0600u);
  EXPECT_EQ(content(), "first");
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(directory_), {}), 1);
}

TEST_F(DurableFileTest, MayBeForEverybody) {
  const mode_t before = ::umask(022);
  ASSERT_TRUE(write_durably(path_, "first", Readers::Everybody));
  ::umask(before);
  struct stat info {};
  ASSERT_EQ(::stat(path_.c_str(), &info), 0);
  EXPECT_EQ(info.st_mode & 0777, 0644u);
}

TEST_F(DurableFileTest, ReplacesWhatStoodThereAndWhatADeadStartLeft) {
  ASSERT_TRUE(write_durably(path_, "first"));
  std::ofstream(path_ + ".new") << "half of";
  ASSERT_TRUE(write_durably(path_, "second"));
  EXPECT_EQ(content(), "second");
}

TEST_F(DurableFileTest, SaysWhereItCouldNotWrite) {
  const auto written = write_durably(directory_ + "/nowhere/file", "x");
  ASSERT_FALSE(written);
  EXPECT_NE(written.error().find("/nowhere/file"), std::string::npos);
}

}  // namespace
}  // namespace sluice::base
