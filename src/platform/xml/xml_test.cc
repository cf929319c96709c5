#include "platform/xml/xml.h"

#include <gtest/gtest.h>

#include "platform/json/test_values.h"

namespace sluice::xml {
namespace {

using json::Value;

constexpr std::string_view declaration = "<?xml version='1.0' encoding='UTF-8'?>";

std::string element(const Value& value) {
  const std::string document = print("R", value);
  EXPECT_EQ(document.substr(0, declaration.size()), declaration);
  return document.substr(declaration.size());
}

Value from_json(std::string_view text) {
  return *json::parse(text);
}

TEST(XmlPrint, WritesAnErrorAsTheGatewayDoes) {
  EXPECT_EQ(
      print("Error",
            from_json(R"({"RequestId":"93ABDCE5-4D1A-4861-B38E-D31BDC709E4B","HostId":"ens.aliyuncs.com",
                                         "Code":"InvalidVersion","Message":"Specified parameter Version is not valid."})")),
      "<?xml version='1.0' "
      "encoding='UTF-8'?><Error><RequestId>93ABDCE5-4D1A-4861-B38E-D31BDC709E4B</RequestId>"
      "<HostId>ens.aliyuncs.com</HostId><Code>InvalidVersion</Code>"
      "<Message>Specified parameter Version is not valid.</Message></Error>");
}

struct Shape {
  const char* claim;
  std::string_view json;
  std::string_view xml;
};

class XmlPrintShape : public testing::TestWithParam<Shape> {};

TEST_P(XmlPrintShape, IsWritten) {
  EXPECT_EQ(element(from_json(GetParam().json)), GetParam().xml);
}

INSTANTIATE_TEST_SUITE_P(
    , XmlPrintShape,
    testing::Values(
        Shape{"WrappedListRepeatsTheInnerElement", R"({"Networks":{"Network":[{"Id":"n-1"},{"Id":"n-2"}]}})",
              "<R><Networks><Network><Id>n-1</Id></Network><Network><Id>n-2</Id></Network></Networks></R>"},
        Shape{"BareListRepeatsItsOwnElement", R"({"BackendServers":[{"Id":"i-1"},{"Id":"i-2"}]})",
              "<R><BackendServers><Id>i-1</Id></BackendServers><BackendServers><Id>i-2</Id></"
              "BackendServers></R>"},
        Shape{"ListOfTextRepeatsItsElement", R"({"Names":{"Name":["a","b"]}})",
              "<R><Names><Name>a</Name><Name>b</Name></Names></R>"},
        Shape{"EmptyListLeavesItsWrapper", R"({"Networks":{"Network":[]},"Total":0})",
              "<R><Networks/><Total>0</Total></R>"},
        Shape{"EmptyBareListWritesNothing", R"({"BackendServers":[],"Total":0})", "<R><Total>0</Total></R>"},
        Shape{"ListInAListRepeatsTheName", R"({"K":[[1,2],[3]]})",
              "<R><K><K>1</K><K>2</K></K><K><K>3</K></K></R>"},
        Shape{"NullEmptyTextAndEmptyObject", R"({"A":null,"B":"","C":{}})", "<R><A/><B/><C/></R>"},
        Shape{"EmptyAnswer", "{}", "<R/>"}, Shape{"BareScalar", "7", "<R>7</R>"},
        Shape{"NumbersAndFlags", R"({"A":-1,"B":18446744073709551615,"C":0.5,"D":true,"E":false})",
              "<R><A>-1</A><B>18446744073709551615</B><C>0.5</C><D>true</D><E>false</E></R>"},
        Shape{"MembersKeepTheirOrder", R"({"B":1,"A":2})", "<R><B>1</B><A>2</A></R>"}),
    [](const auto& shape) { return std::string(shape.param.claim); });

TEST(XmlPrint, MarkupInTextIsEscaped) {
  EXPECT_EQ(element(Value{{"A", "a<b>&amp;\"'"}, {"B", "]]>"}, {"C", "<![CDATA[x]]>"}}),
            "<R><A>a&lt;b&gt;&amp;amp;\"'</A><B>]]&gt;</B><C>&lt;![CDATA[x]]&gt;</C></R>");
}

TEST(XmlPrint, CharactersThatXmlForbidsAreReplaced) {
  EXPECT_EQ(element(Value(std::string("\0\x01\x0B\x1F", 4))), "<R>\uFFFD\uFFFD\uFFFD\uFFFD</R>");
  EXPECT_EQ(element(Value("a\xEF\xBF\xBEz\xEF\xBF\xBF\xEF\xBF\xBD")), "<R>a\uFFFDz\uFFFD\uFFFD</R>");
  EXPECT_EQ(element(Value(std::string("a\xFFz"))), "<R>a\uFFFDz</R>");
}

TEST(XmlPrint, BlanksAndUtf8Stay) {
  EXPECT_EQ(element(Value("\t边缘\n\xF0\x9F\x8C\x90 \x7F")), "<R>\t边缘\n\xF0\x9F\x8C\x90 \x7F</R>");
  EXPECT_EQ(element(Value("a\r\nb")), "<R>a&#13;\nb</R>");
}

TEST(XmlPrint, NamesAreMadeFitForElements) {
  EXPECT_EQ(element(Value{{"a b", 1}, {"1st", 2}, {"", 3}, {"x:y<z>", 4}, {"名", 5}, {"-", 6}}),
            "<R><a_b>1</a_b><_1st>2</_1st><_>3</_><x_y_z_>4</x_y_z_><名>5</名><_->6</_-></R>");
  EXPECT_EQ(print("a/b", Value()), "<?xml version='1.0' encoding='UTF-8'?><a_b/>");
}

TEST(XmlParse, ReadsBackWhatPrintWrites) {
  for (
      const std::string_view text :
      {R"({"RequestId":"x","Networks":{"Network":[{"Id":"n-1","Tags":{"Tag":["a","b"]}},{"Id":"n-2"}]},"After":"1"})",
       R"({"BackendServers":[{"Id":"i-1"},{"Id":"i-2"},{"Id":"i-3"}],"Total":"3"})",
       R"({"Text":"a<b>&amp;]]> 边缘 \t\r\n","Blank":"  ","Empty":""})", R"("just text")",
       R"({"A":{"B":{"C":{"D":"deep"}}}})"}) {
    const Value value = from_json(text);
    const auto document = parse(print("DescribeResponse", value));
    ASSERT_TRUE(document) << text;
    EXPECT_EQ(document->root_name, "DescribeResponse");
    EXPECT_EQ(document->value, value) << document->value;
  }
}

// An answer: objects with scalars, objects, and lists of either.
Value draw_object(base::Random& random, int depth_max) {
  Value object = Value::object();
  for (uint64_t left = random.next_u64() % 5; left > 0; --left) {
    const auto draw = [&] {
      const bool scalar = depth_max == 0 || random.next_u64() % 2 == 0;
      return scalar ? json::draw_scalar(random) : draw_object(random, depth_max - 1);
    };
    Value& member = object["Member" + std::to_string(left)];
    if (random.next_u64() % 3 != 0) {
      member = draw();
      continue;
    }
    member = Value::array();
    for (uint64_t items = random.next_u64() % 4; items > 0; --items) member.push_back(draw());
  }
  return object;
}

// The same with what the format does not tell apart (see xml.h) made one.
Value as_xml_says(const Value& value) {
  if (value.is_string()) return value;
  if (!value.is_object()) return value.is_null() ? "" : json::print(value);
  Value said = Value::object();
  for (const auto& [name, member] : value.items()) {
    if (!member.is_array()) {
      said[name] = as_xml_says(member);
      continue;
    }
    if (member.size() == 1) said[name] = as_xml_says(member[0]);
    if (member.size() < 2) continue;
    said[name] = Value::array();
    for (const Value& item : member) said[name].push_back(as_xml_says(item));
  }
  return said.empty() ? Value("") : said;
}

TEST(XmlParse, ReadsBackWhateverIsWritten) {
  constexpr uint64_t seed = 20261125;
  SCOPED_TRACE(seed);
  base::SeededRandom random(seed);
  for (int round = 0; round < 2'000; ++round) {
    const Value value = draw_object(random, 4);
    const auto document = parse(print("DescribeResponse", value));
    ASSERT_TRUE(document) << "round " << round << ": " << document.error().message << ": " << value;
    EXPECT_EQ(document->root_name, "DescribeResponse");
    EXPECT_EQ(document->value, as_xml_says(value)) << "round " << round;
  }
}

TEST(XmlParse, LosesWhatXmlCannotSay) {
  EXPECT_EQ(parse(print("R", from_json(R"({"N":1,"Null":null,"Object":{},"One":["x"],"None":[]})")))->value,
            from_json(R"({"N":"1","Null":"","Object":"","One":"x"})"));
}

TEST(XmlParse, ReadsTheOtherSpellingsOfTheSame) {
  EXPECT_EQ(
      parse("<?xml version=\"1.0\"?>\n<R>\n  <A><![CDATA[a<b]]></A>\n  <!-- note -->\n  <B></B>\n</R>\n")
          ->value,
      from_json(R"({"A":"a<b","B":""})"));
}

TEST(XmlParse, SiblingsOfOneNameBecomeOneListWhereTheFirstStands) {
  EXPECT_EQ(json::print(parse("<R><A>1</A><B>2</B><A>3</A></R>")->value), R"({"A":["1","3"],"B":"2"})");
}

TEST(XmlParse, OtherShapesAreRefused) {
  std::string deep;
  for (int i = 0; i < 65; ++i) deep += "<a>";
  for (int i = 0; i < 65; ++i) deep += "</a>";
  const std::pair<std::string_view, std::string_view> cases[] = {
      {"", "No document element found"},
      {"text", "No document element found"},
      {"<R>", "Start-end tags mismatch"},
      {"<R></S>", "Start-end tags mismatch"},
      {"<R/><S/>", "the document has several root elements"},
      {"<R a='1'/>", "an element has an attribute"},
      {"<R>text<A/></R>", "text stands beside elements"},
      {"<R>\xFF</R>", "the text is not UTF-8"},
      {deep, "elements are nested too deep"}};
  for (const auto& [text, message] : cases) {
    const auto document = parse(text);
    ASSERT_FALSE(document) << text;
    EXPECT_EQ(document.error().message, message);
    EXPECT_LE(document.error().offset, text.size());
  }
}

}  // namespace
}  // namespace sluice::xml
