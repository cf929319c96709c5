#include "contract/api/characters.h"

#include <gtest/gtest.h>

namespace sluice::api {
namespace {

TEST(CharactersTest, CodePointsOfEveryLengthAreDecoded) {
  std::string_view text = "a\xC3\xA9\xE4\xB8\xAD\xF0\x9F\x98\x80";
  EXPECT_EQ(next_code_point(text), U'a');
  EXPECT_EQ(next_code_point(text), U'\u00E9');
  EXPECT_EQ(next_code_point(text), U'\u4E2D');
  EXPECT_EQ(next_code_point(text), U'\U0001F600');
  EXPECT_TRUE(text.empty());
}

TEST(CharactersTest, LettersAreLatinAndChinese) {
  for (const char32_t c : {U'A', U'Z', U'a', U'z', U'\u4E00', U'\u9FFF', U'\u3400', U'\U00020000'}) {
    EXPECT_TRUE(is_letter(c)) << static_cast<uint32_t>(c);
  }
  for (const char32_t c : {U'@', U'[', U'0', U'_', U'\u00E9', U'\u3042', U'\uFF21', U'\U0001F600'}) {
    EXPECT_FALSE(is_letter(c)) << static_cast<uint32_t>(c);
  }
}

TEST(CharactersTest, TextHoldsWhatXmlCanCarry) {
  for (const char32_t c : {U'\t', U'\n', U'\r', U' ', U'\u4E2D', U'\U0010FFFF'}) {
    EXPECT_TRUE(is_text_character(c)) << static_cast<uint32_t>(c);
  }
  for (const char32_t c : {U'\0', U'\x01', U'\x0B', U'\x1F', U'\uFFFE', U'\uFFFF'}) {
    EXPECT_FALSE(is_text_character(c)) << static_cast<uint32_t>(c);
  }
}

TEST(CharactersTest, PrintableTextStaysAndTheRestIsEscaped) {
  EXPECT_EQ(printable("\xE4\xB8\xAD plain", 64), "\xE4\xB8\xAD plain");
  EXPECT_EQ(printable(std::string_view("a\0\n\x7F", 4), 64), "a\\x00\\x0a\\x7f");
  EXPECT_EQ(printable("\xFF\xC3(\xE4\xB8", 64), "\\xff\\xc3(\\xe4\\xb8");
}

TEST(CharactersTest, PrintableTextIsBoundedInCharacters) {
  EXPECT_EQ(printable("abcdef", 6), "abcdef");
  EXPECT_EQ(printable("abcdefg", 6), "abcdef...");
  EXPECT_EQ(printable("\xE4\xB8\xAD\xE4\xB8\xAD\xE4\xB8\xAD", 2), "\xE4\xB8\xAD\xE4\xB8\xAD...");
  EXPECT_EQ(printable("", 6), "");
}

}  // namespace
}  // namespace sluice::api
