#include "platform/json/json.h"

#include <cmath>
#include <limits>

#include <gtest/gtest.h>

#include "platform/json/test_values.h"

namespace sluice::json {
namespace {

TEST(JsonParse, ReadsEveryKindOfValue) {
  const auto value =
      parse(R"( {"n":null,"t":true,"i":-7,"u":18446744073709551615,"d":1.5,"s":"测试","a":[1,[]],"o":{}} )");
  ASSERT_TRUE(value);
  EXPECT_TRUE(value->at("n").is_null());
  EXPECT_EQ(find_flag(*value, "t"), true);
  EXPECT_EQ(find_integer(*value, "i"), -7);
  EXPECT_EQ(value->at("u").get<uint64_t>(), std::numeric_limits<uint64_t>::max());
  EXPECT_EQ(value->at("d").get<double>(), 1.5);
  EXPECT_EQ(find_text(*value, "s"), "测试");
  EXPECT_EQ(value->at("a"), Value::array({1, Value::array()}));
  EXPECT_EQ(value->at("o"), Value::object());
}

TEST(JsonParse, ReadsABareScalar) {
  EXPECT_EQ(*parse("\"x\""), Value("x"));
  EXPECT_EQ(*parse(" 1 "), Value(1));
}

TEST(JsonParse, MembersKeepTheirOrder) {
  EXPECT_EQ(print(*parse(R"({"b":1,"a":2,"c":3})")), R"({"b":1,"a":2,"c":3})");
}

TEST(JsonParse, EscapedSurrogatePairIsOneCharacter) {
  EXPECT_EQ(*parse(R"("\ud83c\udf10")"), Value("\xF0\x9F\x8C\x90"));
}

struct Refusal {
  const char* claim;
  std::string_view text;
  size_t offset;
  std::string message;
};

class JsonParseRefuses : public testing::TestWithParam<Refusal> {};

TEST_P(JsonParseRefuses, WithOffsetAndSentence) {
  const auto value = parse(GetParam().text, {.depth_max = 3, .bytes_max = 64});
  ASSERT_FALSE(value);
  EXPECT_EQ(value.error().offset, GetParam().offset);
  EXPECT_EQ(value.error().message, GetParam().message);
}

using namespace std::string_view_literals;

INSTANTIATE_TEST_SUITE_P(
    , JsonParseRefuses,
    testing::Values(
        Refusal{
            "Nothing", "", 0,
            "syntax error while parsing value - unexpected end of input; expected '[', '{', or a literal"},
        Refusal{"CutText", R"({"a":1)", 6,
                "syntax error while parsing object - unexpected end of input; expected '}'"},
        Refusal{"SecondValue", "1 2", 2,
                "syntax error while parsing value - unexpected number literal; expected end of input"},
        Refusal{"WrongWord", "[nul]", 4, "syntax error while parsing value - invalid literal"},
        Refusal{"BareName", "{a:1}", 1, "syntax error while parsing object key - invalid literal"},
        Refusal{"SingleQuotes", "{'a':1}", 1, "syntax error while parsing object key - invalid literal"},
        Refusal{"TrailingComma", "[1,]", 3,
                "syntax error while parsing value - unexpected ']'; expected '[', '{', or a literal"},
        Refusal{"Comment", "[1/**/]", 2, "syntax error while parsing array - invalid literal"},
        Refusal{"NotANumber", "NaN", 0, "syntax error while parsing value - invalid literal"},
        Refusal{"LeadingZero", "[01]", 2,
                "syntax error while parsing array - unexpected number literal; expected ']'"},
        Refusal{"DoubleTooLarge", "1e999", 4, "a number is too large"},
        Refusal{"IntegerTooLarge", "[18446744073709551616]", 21, "an integer does not fit in 64 bits"},
        Refusal{"IntegerTooSmall", "[-9223372036854775809]", 21, "an integer does not fit in 64 bits"},
        Refusal{"RawControlCharacter", "\"a\nb\"", 2,
                "syntax error while parsing value - invalid string: control character U+000A (LF) must be "
                "escaped to "
                "\\u000A or \\n"},
        Refusal{"LoneHighSurrogate", R"("\ud83c")", 7,
                "syntax error while parsing value - invalid string: surrogate U+D800..U+DBFF must be "
                "followed by U+DC00..U+DFFF"},
        Refusal{"LoneLowSurrogate", R"("\udf10")", 6,
                "syntax error while parsing value - invalid string: surrogate U+DC00..U+DFFF must follow "
                "U+D800..U+DBFF"},
        Refusal{"OverlongUtf8", "\"\xC0\x80\"", 1,
                "syntax error while parsing value - invalid string: ill-formed UTF-8 byte"},
        Refusal{"CutUtf8", "\"\xE6\xB5\"", 3,
                "syntax error while parsing value - invalid string: ill-formed UTF-8 byte"},
        Refusal{"SurrogateInUtf8", "\"\xED\xA0\x80\"", 2,
                "syntax error while parsing value - invalid string: ill-formed UTF-8 byte"},
        Refusal{"NulBehindTheValue", "{}\0{}"sv, 2, "the text holds a NUL byte"},
        Refusal{"RepeatedName", R"({"a":1,"b":2,"a":3})", 15, "the member \"a\" occurs twice in one object"},
        Refusal{"RepeatedNameWrittenOtherwise", R"({"a":1,"\u0061":3})", 14,
                "the member \"a\" occurs twice in one object"},
        Refusal{"TooDeepArray", "[[[[", 3, "arrays and objects are nested deeper than 3"},
        Refusal{"TooDeepObject", R"([{"a":[{)", 7, "arrays and objects are nested deeper than 3"},
        Refusal{"TooLong", "                                                                1", 64,
                "the text is longer than 64 bytes"}),
    [](const auto& refusal) { return std::string(refusal.param.claim); });

TEST(JsonParse, DepthAtTheLimitIsRead) {
  EXPECT_TRUE(parse("[[[]],[[1]]]", {.depth_max = 3}));
}

TEST(JsonParse, DepthIsBoundedWhateverTheLength) {
  const std::string brackets(size_t{1} << 20, '[');
  const auto value = parse(brackets);
  ASSERT_FALSE(value);
  EXPECT_EQ(value.error().offset, 32U);
}

TEST(JsonParse, SameNameInDifferentObjectsIsRead) {
  EXPECT_TRUE(parse(R"({"a":{"a":1},"b":[{"a":1},{"a":2}]})"));
}

TEST(JsonParse, RepeatedNameAmongManyIsRefused) {
  for (const int count : {15, 16, 17, 200}) {
    std::string text = "{";
    for (int i = 0; i < count; ++i) text += "\"k" + std::to_string(i) + "\":" + std::to_string(i) + ",";
    const auto whole = parse(text + "\"last\":{}}");
    ASSERT_TRUE(whole) << count;
    EXPECT_EQ(whole->size(), static_cast<size_t>(count) + 1);
    EXPECT_EQ(find_integer(*whole, "k" + std::to_string(count - 1)), count - 1);
    for (const char* repeated : {"k0", "k7"}) {
      EXPECT_FALSE(parse(text + "\"" + repeated + "\":0}")) << count << repeated;
    }
  }
}

TEST(JsonParse, LongRepeatedNameIsNotRepeatedInTheMessage) {
  const std::string member = "\"" + std::string(65, 'x') + "\":1";
  const auto value = parse("{" + member + "," + member + "}");
  ASSERT_FALSE(value);
  EXPECT_EQ(value.error().message, "a member occurs twice in one object");
}

TEST(JsonParse, NestedValuesSurviveTheGrowthOfTheirParents) {
  std::string text = "{";
  for (int i = 0; i < 40; ++i) {
    text += (i == 0 ? "\"m" : ",\"m") + std::to_string(i) + R"(":{"list":[[1,2],{"deep":[)" +
            std::to_string(i) + "]}]}";
  }
  text += "}";
  const auto value = parse(text);
  ASSERT_TRUE(value);
  EXPECT_EQ(print(*value), text);
}

TEST(JsonParse, ByteOrderMarkIsSkipped) {
  EXPECT_EQ(*parse("\xEF\xBB\xBF{}"), Value::object());
}

TEST(JsonPrint, IsCompactAndKeepsUtf8) {
  EXPECT_EQ(print(Value{{"名", "边缘/\"\\\n"}, {"n", Value::array({1, -2, 0.5, false, nullptr})}}),
            "{\"名\":\"边缘/\\\"\\\\\\n\",\"n\":[1,-2,0.5,false,null]}");
}

TEST(JsonPrint, BytesThatAreNotUtf8AreReplaced) {
  EXPECT_EQ(print(Value(std::string("a\xFF") + "b\xE6\xB5")), "\"a\uFFFDb\uFFFD\"");
  EXPECT_EQ(print(Value{{"\xFF", 1}}), "{\"\uFFFD\":1}");
}

TEST(JsonPrint, NumbersOutsideJsonBecomeNull) {
  EXPECT_EQ(print(Value(std::numeric_limits<double>::infinity())), "null");
  EXPECT_EQ(print(Value(std::nan(""))), "null");
}

TEST(JsonPrint, IndentedIsForPeople) {
  EXPECT_EQ(print_indented(*parse(R"({"b":[1,"测试\n"],"a":{}})")), R"({
  "b": [
    1,
    "测试\n"
  ],
  "a": {}
})");
}

TEST(JsonPrint, DoublesReadBackExactly) {
  for (const double number : {0.1, 1e-300, 123456789.123456789, 5e-324, 1e21}) {
    EXPECT_EQ(parse(print(Value(number)))->get<double>(), number);
  }
}

Value draw_value(base::Random& random, int depth_max) {
  const uint64_t kind = depth_max == 0 ? 0 : random.next_u64() % 3;
  if (kind == 0) return draw_scalar(random);
  Value value = kind == 1 ? Value::array() : Value::object();
  for (uint64_t left = random.next_u64() % 5; left > 0; --left) {
    Value inner = draw_value(random, depth_max - 1);
    if (kind == 1) {
      value.push_back(std::move(inner));
    } else {
      value[draw_text(random, 4) + std::to_string(left)] = std::move(inner);
    }
  }
  return value;
}

TEST(JsonPrint, WhatIsWrittenReadsBack) {
  constexpr uint64_t seed = 20261125;
  SCOPED_TRACE(seed);
  base::SeededRandom random(seed);
  for (int round = 0; round < 2'000; ++round) {
    const Value value = draw_value(random, 5);
    const auto read = parse(print(value));
    ASSERT_TRUE(read) << "round " << round << ": " << read.error().message << ": " << print(value);
    EXPECT_EQ(*read, value) << "round " << round;
    EXPECT_EQ(print(*read), print(value)) << "round " << round << ": the order is another";
  }
}

TEST(JsonFind, AnswersNothingForAnotherTypeOrAMissingMember) {
  const Value object =
      *parse(R"({"text":"x","number":1,"half":1.5,"flag":true,"list":[],"object":{},"null":null})");
  for (const char* name : {"text", "number", "half", "flag", "list", "object", "null", "missing"}) {
    EXPECT_EQ(find(object, name) != nullptr, std::string_view(name) != "missing") << name;
    EXPECT_EQ(find_text(object, name).has_value(), std::string_view(name) == "text") << name;
    EXPECT_EQ(find_integer(object, name).has_value(), std::string_view(name) == "number") << name;
    EXPECT_EQ(find_flag(object, name).has_value(), std::string_view(name) == "flag") << name;
    EXPECT_EQ(find_array(object, name) != nullptr, std::string_view(name) == "list") << name;
    EXPECT_EQ(find_object(object, name) != nullptr, std::string_view(name) == "object") << name;
  }
  EXPECT_EQ(find(Value("text"), "text"), nullptr);
  EXPECT_EQ(find(Value::array({object}), "text"), nullptr);
}

TEST(JsonFind, GoesDownByNamesAndIndices) {
  const Value value = *parse(R"({"A":{"B":[{"C":"x"},"y"]},"N":1})");
  EXPECT_EQ(find_text_at(value, "A/B/0/C"), "x");
  EXPECT_EQ(find_text_at(value, "A/B/1"), "y");
  for (const char* const path : {"A/B/2", "A/B/x", "A/B/", "A/B", "N", "B", ""}) {
    EXPECT_EQ(find_text_at(value, path), std::nullopt) << path;
  }
}

TEST(JsonFind, IntegerBeyondInt64IsNoInteger) {
  const Value object =
      *parse(R"({"max":9223372036854775807,"beyond":9223372036854775808,"min":-9223372036854775808})");
  EXPECT_EQ(find_integer(object, "max"), std::numeric_limits<int64_t>::max());
  EXPECT_EQ(find_integer(object, "min"), std::numeric_limits<int64_t>::min());
  EXPECT_EQ(find_integer(object, "beyond"), std::nullopt);
}

}  // namespace
}  // namespace sluice::json
