// The pieces that pages are made of, with declarations that no action has.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "contract/api/catalogue.h"
#include "contract/reference/areas.h"
#include "contract/reference/description.h"
#include "contract/reference/examples.h"
#include "contract/reference/fields.h"
#include "contract/reference/find.h"
#include "contract/reference/html.h"
#include "contract/reference/html_writer.h"
#include "contract/reference/limits.h"
#include "contract/reference/test_html.h"
#include "contract/reference/text.h"
#include "platform/base/encoding.h"
#include "platform/json/json.h"

namespace sluice::reference {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

TEST(LanguageTest, IsNamedExactly) {
  EXPECT_EQ(parse_language("zh"), Language::Chinese);
  EXPECT_EQ(parse_language("en"), Language::English);
  for (const char* other : {"", "fr", "ZH", "zh-CN", "english"})
    EXPECT_EQ(parse_language(other), std::nullopt);
}

TEST(LanguageTest, TheFirstThatIsSpokenIsPreferred) {
  const std::pair<const char*, std::optional<Language>> cases[] = {
      {"en-US,en;q=0.9,zh;q=0.8", Language::English},
      {"zh-CN", Language::Chinese},
      {"fr, de;q=0.9 , zh;q=0.1", Language::Chinese},
      {" en ;q=0.5", Language::English},
      {"", std::nullopt},
      {",,,", std::nullopt},
      {"*", std::nullopt},
      {"zhx, enough", std::nullopt},
  };
  for (const auto& [header, language] : cases) EXPECT_EQ(preferred_language(header), language) << header;
}

TEST(SuggestionsTest, AreTheNearestNames) {
  EXPECT_EQ(find_action("CreateLoadBalancer"), api::find_action("2017-11-10", "CreateLoadBalancer"));
  EXPECT_EQ(find_action("DescribeListenerStates"), api::find_action("2026-11-22", "DescribeListenerStates"));
  EXPECT_EQ(find_action("createloadbalancer"), nullptr);
  const std::pair<const char*, const char*> nearest[] = {{"CreateLoadBalancr", "CreateLoadBalancer"},
                                                         {"createloadbalancer", "CreateLoadBalancer"},
                                                         {"DescribeNetwork", "DescribeNetworks"},
                                                         {"RunInstance", "RunInstances"},
                                                         {"VSwitch", "CreateVSwitch"}};
  for (const auto& [typed, meant] : nearest) {
    const auto names = suggest_actions(typed);
    ASSERT_FALSE(names.empty()) << typed;
    EXPECT_EQ(names.front(), meant) << typed;
    EXPECT_LE(names.size(), suggestions_max);
  }
  EXPECT_THAT(suggest_actions("DescribeMoonPhases"), IsEmpty());
  EXPECT_THAT(suggest_actions(""), IsEmpty());
  EXPECT_THAT(suggest_actions(std::string(suggested_name_bytes_max + 1, 'a')), IsEmpty());
}

TEST(AreasTest, GoByTheNounOfTheName) {
  const std::pair<const char*, const char*> cases[] = {{"CreateLoadBalancer", "load-balancing"},
                                                       {"DescribeListenerStates", "load-balancing"},
                                                       {"SetBackendServers", "load-balancing"},
                                                       {"DeleteVSwitch", "network"},
                                                       {"DescribeAddressMappings", "network"},
                                                       {"RunInstances", "compute"},
                                                       {"DescribeEnsRegions", "regions"},
                                                       {"PutTerm", "commerce"},
                                                       {"SetQuota", "commerce"},
                                                       {"DescribeMoonPhases", "other"}};
  for (const auto& [name, area] : cases) EXPECT_EQ(area_of(api::Action{.name = name}).id, area) << name;
}

TEST(AreasTest, EveryActionIsInOneGroup) {
  std::vector<const api::Action*> grouped;
  for_each_group(
      [&](std::string_view version, const Area& area, std::span<const api::Action* const> actions) {
        for (const api::Action* action : actions) {
          EXPECT_EQ(action->version, version);
          EXPECT_EQ(&area_of(*action), &area);
          grouped.push_back(action);
        }
      });
  EXPECT_THAT(grouped,
              testing::UnorderedElementsAreArray(api::all_actions().begin(), api::all_actions().end()));
}

TEST(HtmlWriterTest, EscapesTextAndAttributes) {
  HtmlWriter html;
  html.element("p", {{"title", R"("><script>'&)"}}, "<b>&amp; 1 > 0</b>");
  EXPECT_EQ(html.take(),
            "<!DOCTYPE html>\n"
            "<p title=\"&quot;&gt;&lt;script&gt;&#39;&amp;\">&lt;b&gt;&amp;amp; 1 &gt; 0&lt;/b&gt;</p>\n");
}

TEST(HtmlWriterTest, BreaksLinesInsideButNotAtTheEnd) {
  HtmlWriter html;
  html.text_with_breaks("one\n<two>\n\n");
  EXPECT_EQ(html.take(), "<!DOCTYPE html>\none<br/>&lt;two&gt;");
}

TEST(HtmlCheckTest, FindsWhatIsWrong) {
  const std::string begin = "<!DOCTYPE html>\n";
  for (const char* wrong :
       {"<p>", "<p></b>", "</p>", "<p>a > b</p>", "<p>a & b</p>", "<p id=a></p>",
        "<p id=\"a\"></p><p id=\"a\"></p>", "<a href=\"#a\">a</a>", "<p",
        "<a href=\"http://elsewhere\">a</a>", "<script></script>", "<p onclick=\"a\"></p>"}) {
    EXPECT_THAT(HtmlCheck(begin + wrong).problems(), Not(IsEmpty())) << wrong;
  }
  EXPECT_THAT(HtmlCheck("<p></p>").problems(), Not(IsEmpty())) << "no doctype";
  EXPECT_THAT(HtmlCheck(begin + "<p id=\"a\"><br/>&amp;</p><a href=\"#a\">a</a>").problems(), IsEmpty());
}

constexpr std::string_view kinds[] = {"a", "b"};
constexpr api::Parameter leaf[] = {
    {.name = "Leaf",
     .presence = api::Presence::Required,
     .description = {"叶子 <&>\"'", "A leaf <&>\"'"},
     .example = "'\\<\"&",
     .constraint = {.one_of = kinds, .any_case = true}},
};
constexpr api::Parameter branch[] = {
    {.name = "Branch",
     .type = api::Type::Object,
     .description = {"枝", "A branch"},
     .example = R"({"Leaf":"a"})",
     .fields = leaf},
};
constexpr api::Parameter tree[] = {
    {.name = "Trees",
     .type = api::Type::ObjectList,
     .presence = api::Presence::Required,
     .serialization = api::Serialization::Json,
     .description = {"树", "Trees"},
     .example = R"([{"Branch":{"Leaf":"a'b"}}])",
     .constraint = {.items_min = 1, .items_max = 3},
     .fields = branch},
    {.name = "Secret", .description = {"密码", "A password"}, .example = "x", .secret = true},
    {.name = "Size",
     .type = api::Type::Integer,
     .description = {"大小", "A size"},
     .example = "2",
     .default_value = "1",
     .constraint = {.min = 1, .max = 9, .zero_is_unset = true}},
    {.name = "Plain", .description = {"文本", "Any text"}, .example = "x"},
};
constexpr std::string_view keys[] = {"ens:Key", "ens:Other"};
constexpr std::string_view arns[] = {"acs:ens:*:{#accountId}:tree/{#TreeId}"};
constexpr api::ErrorRow errors[] = {{400, "Twice", "The <first>.", "第一"},
                                    {400, "Twice", "The & second.", "第二"},
                                    {404, "No%s", "No %s.", "-"}};
const api::Action plant{
    .name = "PlantTrees",
    .summary = {"种树 <b>。", "Plants trees <b>."},
    .ram = {.action = "ens:PlantTrees",
            .access_level = api::AccessLevel::Create,
            .resource_types = arns,
            .condition_keys = keys,
            .associated_actions = keys},
    .parameters = tree,
    .response_example = R"({"RequestId":"R-1","Text":"a\"<b>\\","Trees":[{"Size":1}]})",
    .errors = errors,
};

TEST(FieldsTest, ArePathsFromTheParameterDown) {
  std::vector<std::string> paths;
  for (const auto& row : rows_of(plant.parameters)) paths.push_back(std::to_string(row.depth) + row.path);
  EXPECT_THAT(paths,
              ElementsAre("0Trees", "1Trees[].Branch", "2Trees[].Branch.Leaf", "0Secret", "0Size", "0Plain"));
}

TEST(LimitsTest, SayWhatTheTypeDoesNot) {
  EXPECT_EQ(limit_of(tree[0], Language::English),
            "a JSON array (or values numbered .1, .2 ...) of 1 to 3 items, each a JSON object with Branch");
  EXPECT_EQ(limit_of(leaf[0], Language::English), "one of a, b, in any case");
  EXPECT_EQ(limit_of(leaf[0], Language::Chinese), "取值:a, b,不区分大小写");
  EXPECT_EQ(limit_of(tree[1], Language::English), "never repeated in a hint or a log");
  EXPECT_EQ(limit_of(tree[2], Language::English), "an integer from 1 to 9, 0 for not set");
  EXPECT_EQ(limit_of(tree[3], Language::English), std::nullopt);
}

TEST(TextPageTest, PutsListsOfAPermissionOnLinesOfTheirOwn) {
  EXPECT_THAT(text_page(plant, Language::English),
              HasSubstr("\nens:PlantTrees | create | *tree acs:ens:*:{#accountId}:tree/{#TreeId} | ens:Key\n"
                        "ens:Other\n"
                        "| ens:Key\n"
                        "ens:Other |\n"));
}

TEST(TextPageTest, PrintsTheExampleAnswerFromTheLeftEdge) {
  EXPECT_THAT(text_page(plant, Language::English), HasSubstr("\n{\n"
                                                             "\"RequestId\": \"R-1\",\n"
                                                             "\"Text\": \"a\\\"<b>\\\\\",\n"
                                                             "\"Trees\": [\n"
                                                             "  {\n"
                                                             "    \"Size\": 1\n"
                                                             "  }\n"
                                                             "]\n"
                                                             "}\n"));
}

TEST(HtmlPageTest, EscapesWhateverADeclarationSays) {
  for (const Language language : {Language::Chinese, Language::English}) {
    const std::string html = html_page(plant, language);
    const HtmlCheck check(html);
    EXPECT_THAT(check.problems(), IsEmpty());
    EXPECT_THAT(html, Not(HasSubstr("<b>")));
    EXPECT_THAT(html, HasSubstr("<code>&#39;\\&lt;&quot;&amp;</code>")) << "an example";
    EXPECT_THAT(html, HasSubstr("<span class=\"key\">&quot;Text&quot;</span>: "
                                "<span class=\"string\">&quot;a\\&quot;&lt;b&gt;\\\\&quot;</span>"));
    for (const char* id : {"Trees", "Trees[].Branch.Leaf", "response-RequestId", "error-Twice",
                           "error-Twice-2", "error-No%s"}) {
      EXPECT_TRUE(check.ids().contains(id)) << id;
    }
  }
  EXPECT_THAT(html_page(plant, Language::Chinese), HasSubstr("href=\"/docs/PlantTrees?lang=en\""));
  EXPECT_THAT(html_page(plant, Language::English), HasSubstr("href=\"/docs/PlantTrees?lang=zh\""));
}

TEST(HtmlPageTest, ANameThatIsNoActionIsShownAndNotTakenForMarkup) {
  const std::string_view near[] = {"CreateNetwork"};
  const std::string html = html_not_found("<script>alert('x')</script>", near, Language::English);
  EXPECT_THAT(HtmlCheck(html).problems(), IsEmpty());
  EXPECT_THAT(html, HasSubstr("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;"));
  EXPECT_THAT(html, HasSubstr("<a href=\"/docs/CreateNetwork?lang=en\">CreateNetwork</a>"));
}

TEST(DescriptionTest, SaysWhatAParameterNames) {
  const json::Value described = describe(*api::find_action("CreateVSwitch"));
  const auto names_of = [&](std::string_view name) {
    for (const json::Value& parameter : described["parameters"]) {
      if (parameter["name"] == name) return std::string(json::find_text(parameter, "names").value_or(""));
    }
    return std::string("no such parameter");
  };
  EXPECT_EQ(names_of("NetworkId"), "network");
  EXPECT_EQ(names_of("EnsRegionId"), "region");
  EXPECT_EQ(names_of("VSwitchName"), "new");
  EXPECT_EQ(names_of("CidrBlock"), "");
}

TEST(DescriptionTest, CarriesConstraintsAtEveryDepth) {
  const json::Value described = describe(plant);
  const json::Value& trees = described["parameters"][0];
  EXPECT_EQ(json::print(trees["constraint"]), R"({"items_min":1,"items_max":3})");
  EXPECT_EQ(json::print(trees["fields"][0]["fields"][0]["constraint"]),
            R"({"one_of":["a","b"],"any_case":true})");
  EXPECT_EQ(described["parameters"][1]["secret"], true);
  EXPECT_EQ(json::print(described["parameters"][2]["constraint"]),
            R"({"min":1,"max":9,"zero_is_unset":true})");
  EXPECT_EQ(described["parameters"][2]["default"], "1");
  EXPECT_FALSE(described["parameters"][3].contains("default"));
  EXPECT_EQ(json::print(described["ram"]["condition_keys"]), R"(["ens:Key","ens:Other"])");
  EXPECT_EQ(json::print(describe(api::Action{})["ram"]["resource_types"]), R"(["*"])");
}

TEST(ExamplesTest, QuoteForTheirLanguage) {
  EXPECT_EQ(shell_word("cn-chengdu_1.a/b:c"), "cn-chengdu_1.a/b:c");
  EXPECT_EQ(shell_word("n-5****"), "'n-5****'");
  EXPECT_EQ(shell_word("it's $HOME\\"), R"('it'\''s $HOME\')");
  EXPECT_EQ(shell_word(""), "''");
  EXPECT_EQ(quoted_literal("it's a \\ \"b\""), R"('it\'s a \\ "b"')");
}

TEST(ExamplesTest, CarryTheDeclaredValues) {
  for (const Example& example : examples_of(plant)) {
    EXPECT_THAT(example.code, HasSubstr("PlantTrees")) << example.id;
    EXPECT_THAT(example.code, HasSubstr("Trees")) << example.id;
    EXPECT_TRUE(example.code.ends_with('\n')) << example.id;
  }
  EXPECT_EQ(examples_of(plant)[0].code,
            "sluice call PlantTrees \\\n"
            "  --Trees '[{\"Branch\":{\"Leaf\":\"a'\\''b\"}}]' \\\n"
            "  --Secret x \\\n"
            "  --Size 2 \\\n"
            "  --Plain x\n");
}

TEST(ExamplesTest, OfManyParametersOnlyThoseThatACallNeedsAreShown) {
  std::vector<api::Parameter> many(few_parameters_max + 1, {.name = "Filter", .example = "x"});
  many[1] = {.name = "Id", .presence = api::Presence::Required, .example = "y"};
  many[2] = {.name = "Usual", .example = "z", .shown_in_examples = true};
  EXPECT_THAT(example_parameters({.name = "Find", .parameters = many}),
              ElementsAre(testing::Pair("Id", "y"), testing::Pair("Usual", "z")));
  many.pop_back();
  EXPECT_EQ(example_parameters({.name = "Find", .parameters = many}).size(), few_parameters_max);
  many[3].since = api::Since::Later;
  EXPECT_EQ(example_parameters({.name = "Find", .parameters = many}).size(), few_parameters_max - 1);
  many[3] = {.name = "Old", .example = "x", .refused = true};
  EXPECT_EQ(example_parameters({.name = "Find", .parameters = many}).size(), few_parameters_max - 1);
  many[4].names = api::Names::Marker;
  EXPECT_EQ(example_parameters({.name = "Find", .parameters = many}).size(), few_parameters_max - 2);
}

TEST(ExamplesTest, OfTheCatalogueAreWellFormedText) {
  for (const api::Action* action : api::all_actions()) {
    for (const auto& [name, value] : example_parameters(*action)) {
      EXPECT_TRUE(base::is_utf8(value)) << action->name << " " << name;
      EXPECT_EQ(value.find_first_of("\n\r\t"), std::string::npos) << action->name << " " << name;
    }
  }
}

}  // namespace
}  // namespace sluice::reference
