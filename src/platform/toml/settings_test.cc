#include "platform/toml/settings.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace sluice::toml {
namespace {

using ::testing::HasSubstr;

TEST(Settings, HaveTheirTypesTheirLinesAndWhatIsWritten) {
  const auto settings = parse_settings(
      "# first a comment\n"
      "flag = true\n"
      "\n"
      "number = 0x1F\n"
      "text = \"with a \\\" in it\" # and a comment\n"
      "'literal' = 'C:\\'\n"
      "point = 1.5\n"
      "list = [1, 2]\n"
      "[table.inner]\n"
      "key = 1\n"
      "[empty]\n",
      "a.toml");
  ASSERT_TRUE(settings) << settings.error();
  ASSERT_EQ(settings->size(), 8u);
  const auto expect = [&](size_t at, const char* key, int line, const char* written) {
    const Setting& setting = (*settings)[at];
    EXPECT_EQ(setting.key, key);
    EXPECT_EQ(setting.line, line) << key;
    EXPECT_EQ(setting.written, written) << key;
    return setting.value;
  };
  EXPECT_EQ(std::get<bool>(expect(0, "flag", 2, "true")), true);
  EXPECT_EQ(std::get<int64_t>(expect(1, "number", 4, "0x1F")), 31);
  EXPECT_EQ(std::get<std::string>(expect(2, "text", 5, "\"with a \\\" in it\"")), "with a \" in it");
  EXPECT_EQ(std::get<std::string>(expect(3, "literal", 6, "'C:\\'")), "C:\\");
  EXPECT_TRUE(std::holds_alternative<Other>(expect(4, "point", 7, "1.5")));
  EXPECT_TRUE(std::holds_alternative<Other>(expect(5, "list", 8, "[1, 2]")));
  EXPECT_EQ(std::get<int64_t>(expect(6, "table.inner.key", 10, "1")), 1);
  EXPECT_TRUE(std::holds_alternative<Other>(expect(7, "empty", 11, "[empty]")));
}

TEST(Settings, AnEmptyDocumentHasNone) {
  for (const char* text : {"", "\n\n", "# nothing\n"}) {
    const auto settings = parse_settings(text, "a.toml");
    ASSERT_TRUE(settings) << settings.error();
    EXPECT_TRUE(settings->empty());
  }
}

TEST(Settings, WhatIsNoTomlIsRefusedWithItsLine) {
  const std::pair<const char*, const char*> cases[] = {
      {"a = ", "a.toml:1: received a =; accepted: TOML, one key = value a line (missing value"},
      {"a = 1\nb", "a.toml:2: received b; accepted: "},
      {"a = 1\na = 2", "a.toml:2: received a = 2; accepted: "},
      {"a = 1 b = 2", "a.toml:1: received a = 1 b = 2; accepted: "},
      {"\na = 'x", "a.toml:2: received a = 'x; accepted: "},
      {"a = yes", "a.toml:1: received a = yes; accepted: "},
      {"a = \"\xff\"", "a.toml:1: received "},
      {"[a", "a.toml:1: received [a; accepted: "},
  };
  for (const auto& [text, error] : cases) {
    const auto settings = parse_settings(text, "a.toml");
    ASSERT_FALSE(settings) << text;
    EXPECT_THAT(settings.error(), HasSubstr(error));
    EXPECT_THAT(settings.error(), ::testing::Not(HasSubstr("\n"))) << "one line";
  }
}

TEST(Settings, DocumentsAreBounded) {
  const auto long_one = parse_settings(std::string(document_bytes_max + 1, '#'), "a.toml");
  ASSERT_FALSE(long_one);
  EXPECT_THAT(long_one.error(), HasSubstr("accepted: up to 65536"));
  const auto deep_one = parse_settings("a = " + std::string(document_bytes_max - 4, '['), "a.toml");
  ASSERT_FALSE(deep_one);
  EXPECT_THAT(deep_one.error(), HasSubstr("brackets inside each other"));
}

}  // namespace
}  // namespace sluice::toml
