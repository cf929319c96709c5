#include "platform/base/encoding.h"

#include <gtest/gtest.h>

namespace sluice::base {
namespace {

using namespace std::string_literals;
using namespace std::string_view_literals;

std::string all_bytes() {
  std::string bytes;
  for (int i = 0; i < 256; ++i) bytes.push_back(static_cast<char>(i));
  return bytes;
}

TEST(Hex, IsWrittenInLowerCaseAndReadInBoth) {
  EXPECT_EQ(hex_lower("\x00\x1F\xAB\xFF"sv), "001fabff");
  EXPECT_EQ(decode_hex("001fabff"), "\x00\x1F\xAB\xFF"s);
  EXPECT_EQ(decode_hex("001FaBFf"), "\x00\x1F\xAB\xFF"s);
  EXPECT_EQ(decode_hex(hex_lower(all_bytes())), all_bytes());
  EXPECT_EQ(decode_hex(""), "");
}

TEST(Hex, WrongDigitsAndHalfBytesAreRefused) {
  for (const std::string_view text : {"0", "001", "0g", "g0", "0x", " 0", "0 ", "-1"}) {
    EXPECT_FALSE(decode_hex(text)) << text;
  }
}

// RFC 4648, section 10
TEST(Base64, PublishedVectorsHold) {
  const std::pair<std::string_view, std::string_view> vectors[] = {{"", ""},
                                                                   {"f", "Zg=="},
                                                                   {"fo", "Zm8="},
                                                                   {"foo", "Zm9v"},
                                                                   {"foob", "Zm9vYg=="},
                                                                   {"fooba", "Zm9vYmE="},
                                                                   {"foobar", "Zm9vYmFy"}};
  for (const auto& [bytes, text] : vectors) {
    EXPECT_EQ(base64(bytes), text);
    EXPECT_EQ(decode_base64(text), std::string(bytes));
  }
}

TEST(Base64, EveryByteComesBack) {
  const std::string bytes = all_bytes();
  for (size_t length = 250; length <= bytes.size(); ++length) {
    EXPECT_EQ(decode_base64(base64(bytes.substr(0, length))), bytes.substr(0, length));
  }
  EXPECT_EQ(base64("\xFB\xFF\xBF"), "+/+/");
}

TEST(Base64, OnlyTheCanonicalFormIsRead) {
  for (const std::string_view text :
       {"Zg",       "Zg=",          "Zg===", "Z",     "Zm9v\n", " Zm9v", "    Zm9v",
        "Zm9v    ", "Zm8=\n\n\n\n", "    ",  "Zm\n9", "====",   "Z===",  "=Zg=",
        "Zg==Zg==", "Zm=v",         "Zh==",  "Zm9=",  "Zm-_",   "Zm9!",  "Zm9\xC3"}) {
    EXPECT_FALSE(decode_base64(text)) << text;
  }
}

TEST(PercentEncode, KeepsTheUnreservedCharactersOnly) {
  constexpr std::string_view unreserved =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~";
  for (const char c : all_bytes()) {
    const std::string encoded = percent_encode(std::string(1, c));
    if (unreserved.find(c) != std::string_view::npos) {
      EXPECT_EQ(encoded, std::string(1, c));
    } else {
      ASSERT_EQ(encoded.size(), 3U);
      EXPECT_EQ(encoded[0], '%');
      EXPECT_EQ(decode_hex(encoded.substr(1)), std::string(1, c));
    }
  }
  EXPECT_EQ(percent_encode("a b+c*~/\xE4\xB8\xAD"), "a%20b%2Bc%2A~%2F%E4%B8%AD");
}

TEST(FormDecode, ReadsEscapesAndPlus) {
  EXPECT_EQ(form_decode("a%20b+c%2bd%2B~*"), "a b c+d+~*");
  EXPECT_EQ(form_decode("%00%fF"), "\x00\xFF"s);
  EXPECT_EQ(form_decode("100%25"), "100%");
  EXPECT_EQ(form_decode(""), "");
  EXPECT_EQ(form_decode(percent_encode(all_bytes())), all_bytes());
}

TEST(FormDecode, CutAndWrongEscapesAreRefused) {
  for (const std::string_view text : {"%", "%4", "a%", "a%4", "%4g", "%g4", "%%41", "% 41", "%+1", "%-1"}) {
    EXPECT_FALSE(form_decode(text)) << text;
  }
}

struct Utf8Case {
  const char* claim;
  std::string_view text;
  std::string_view repaired;  // equal to the text: it is well-formed
};

class Utf8 : public testing::TestWithParam<Utf8Case> {};

TEST_P(Utf8, IsJudgedAndRepaired) {
  const auto& [claim, text, repaired] = GetParam();
  EXPECT_EQ(is_utf8(text), text == repaired);
  EXPECT_EQ(repair_utf8(text), repaired);
  EXPECT_TRUE(is_utf8(repaired));
}

#define R "\xEF\xBF\xBD"

INSTANTIATE_TEST_SUITE_P(
    , Utf8,
    testing::Values(Utf8Case{"Empty", "", ""}, Utf8Case{"Ascii", "a\x7F", "a\x7F"},
                    Utf8Case{"Nul", "a\0b"sv, "a\0b"sv}, Utf8Case{"FirstOfTwoBytes", "\xC2\x80", "\xC2\x80"},
                    Utf8Case{"LastOfTwoBytes", "\xDF\xBF", "\xDF\xBF"},
                    Utf8Case{"FirstOfThreeBytes", "\xE0\xA0\x80", "\xE0\xA0\x80"},
                    Utf8Case{"LastBeforeSurrogates", "\xED\x9F\xBF", "\xED\x9F\xBF"},
                    Utf8Case{"FirstAfterSurrogates", "\xEE\x80\x80", "\xEE\x80\x80"},
                    Utf8Case{"LastOfThreeBytes", "\xEF\xBF\xBF", "\xEF\xBF\xBF"},
                    Utf8Case{"FirstOfFourBytes", "\xF0\x90\x80\x80", "\xF0\x90\x80\x80"},
                    Utf8Case{"LastCodePoint", "\xF4\x8F\xBF\xBF", "\xF4\x8F\xBF\xBF"},
                    Utf8Case{"BeyondTheLastCodePoint", "\xF4\x90\x80\x80", R R R R},
                    Utf8Case{"LeadF5", "\xF5\x80\x80\x80", R R R R}, Utf8Case{"OverlongC0", "\xC0\xAF", R R},
                    Utf8Case{"OverlongC1", "\xC1\xBF", R R}, Utf8Case{"OverlongE0", "\xE0\x9F\xBF", R R R},
                    Utf8Case{"OverlongF0", "\xF0\x8F\xBF\xBF", R R R R},
                    Utf8Case{"FirstSurrogate", "\xED\xA0\x80", R R R},
                    Utf8Case{"LastSurrogate", "\xED\xBF\xBF", R R R},
                    Utf8Case{"LoneTail", "a\x80z", "a" R "z"},
                    Utf8Case{"TailTooMany", "\xC3\xA9\xA9", "\xC3\xA9" R}, Utf8Case{"CutTwo", "\xC3", R},
                    Utf8Case{"CutThreeAfterOne", "\xE4", R}, Utf8Case{"CutThreeAfterTwo", "\xE4\xB8", R},
                    Utf8Case{"CutFourAfterThree", "\xF0\x9F\x8C", R},
                    Utf8Case{"CutByAscii", "\xE4\xB8z", R "z"},
                    Utf8Case{"CutByAnotherLead", "\xE4\xB8\xE4\xB8\xAD", R "\xE4\xB8\xAD"},
                    Utf8Case{"BytesFEAndFF", "\xFE\xFF", R R},
                    // Unicode 15, table 3-8
                    Utf8Case{"UnicodeTable38", "\xE1\x80\xE2\xF0\x91\x92\xF1\xBF\x41", R R R R "A"}),
    [](const auto& utf8) { return std::string(utf8.param.claim); });

#undef R

TEST(Utf8Length, CountsCodePoints) {
  EXPECT_EQ(utf8_length(""), 0U);
  EXPECT_EQ(utf8_length("abc"), 3U);
  EXPECT_EQ(utf8_length("边缘"), 2U);
  EXPECT_EQ(utf8_length("\xF0\x9F\x8C\x90"), 1U);
  EXPECT_EQ(utf8_length("a\xCC\x81"), 2U);  // a letter and a combining accent
}

}  // namespace
}  // namespace sluice::base
