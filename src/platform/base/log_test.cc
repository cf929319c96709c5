#include "platform/base/log.h"

#include <limits>

#include <gtest/gtest.h>

namespace sluice::base {
namespace {

constexpr std::string_view noon = "2026-01-02T12:00:00Z";

std::string json_value(std::string_view value) {
  const std::string line = format_log_line(LogFormat::Json, noon, LogLevel::Info, "e", {{"v", value}});
  constexpr std::string_view head = R"({"time":"2026-01-02T12:00:00Z","level":"info","event":"e","v":)";
  EXPECT_EQ(line.substr(0, head.size()), head);
  return line.substr(head.size(), line.size() - head.size() - 1);
}

TEST(LogLine, JsonHasTimeLevelEventAndFieldsInOrder) {
  EXPECT_EQ(
      format_log_line(LogFormat::Json, noon, LogLevel::Warning, "disk.slow",
                      {{"file", "a.db"}, {"wait_ms", 12}, {"retried", true}, {"note", std::string("x y")}}),
      R"({"time":"2026-01-02T12:00:00Z","level":"warning","event":"disk.slow","file":"a.db","wait_ms":12,)"
      R"("retried":true,"note":"x y"})");
}

TEST(LogLine, TextIsForPeople) {
  EXPECT_EQ(
      format_log_line(LogFormat::Text, noon, LogLevel::Info, "disk.slow", {{"file", "a b"}, {"wait_ms", -1}}),
      R"(2026-01-02T12:00:00Z info    disk.slow file="a b" wait_ms=-1)");
}

TEST(LogLine, FieldsMayBeMissing) {
  EXPECT_EQ(format_log_line(LogFormat::Json, noon, LogLevel::Error, "e", {}),
            R"({"time":"2026-01-02T12:00:00Z","level":"error","event":"e"})");
}

TEST(LogLine, NumbersKeepTheirFullRange) {
  EXPECT_EQ(format_log_line(LogFormat::Text, noon, LogLevel::Debug, "e",
                            {{"min", std::numeric_limits<int64_t>::min()},
                             {"max", std::numeric_limits<uint64_t>::max()}}),
            "2026-01-02T12:00:00Z debug   e min=-9223372036854775808 max=18446744073709551615");
}

TEST(LogLine, QuotesAndControlCharactersAreEscaped) {
  EXPECT_EQ(json_value(R"(say "hi" \o/)"), R"("say \"hi\" \\o/")");
  EXPECT_EQ(json_value("a\nb\r\tc"), R"("a\u000ab\u000d\u0009c")");
  EXPECT_EQ(json_value(std::string_view("\0\x1B[31m\x7F", 7)), R"("\u0000\u001b[31m\u007f")");
  EXPECT_EQ(json_value("\xC2\x9B"
                       "31m\xC2\xA0"),
            "\"\\u009b31m\xC2\xA0\"");
}

TEST(LogLine, AForgedLineStaysInsideItsValue) {
  for (const LogFormat format : {LogFormat::Json, LogFormat::Text}) {
    const std::string line =
        format_log_line(format, noon, LogLevel::Info, "e", {{"v", "x\"}\n{\"level\":\"error\""}});
    EXPECT_EQ(line.find('\n'), std::string::npos);
    EXPECT_NE(line.find(R"(x\"}\u000a{\"level)"), std::string::npos) << line;
  }
}

TEST(LogLine, Utf8StaysAndOtherBytesAreReplaced) {
  EXPECT_EQ(json_value("边缘"), "\"边缘\"");
  EXPECT_EQ(json_value("a\xFFz"), "\"a\uFFFDz\"");
  EXPECT_EQ(json_value("\xC2"), "\"\uFFFD\"");
}

class LogOutput : public testing::Test {
 protected:
  void TearDown() override { configure_log(LogFormat::Text, LogLevel::Info); }

  static std::string written(LogLevel least, LogLevel level) {
    configure_log(LogFormat::Json, least);
    testing::internal::CaptureStderr();
    log(level, "test.event", {{"n", 1}});
    return testing::internal::GetCapturedStderr();
  }
};

TEST_F(LogOutput, IsOneLineOnStandardError) {
  const std::string output = written(LogLevel::Info, LogLevel::Info);
  EXPECT_EQ(output.find('\n'), output.size() - 1);
  EXPECT_NE(output.find(R"("level":"info","event":"test.event","n":1})"), std::string::npos) << output;
}

TEST_F(LogOutput, LowerLevelsAreLeftOut) {
  const LogLevel levels[] = {LogLevel::Debug, LogLevel::Info, LogLevel::Warning, LogLevel::Error};
  for (const LogLevel least :
       {LogLevel::Debug, LogLevel::Info, LogLevel::Warning, LogLevel::Error, LogLevel::Off}) {
    for (const LogLevel level : levels) EXPECT_EQ(written(least, level).empty(), level < least);
  }
}

}  // namespace
}  // namespace sluice::base
