// Every declaration that is served, in every language and format.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "contract/api/catalogue.h"
#include "contract/reference/description.h"
#include "contract/reference/fields.h"
#include "contract/reference/html.h"
#include "contract/reference/html_writer.h"
#include "contract/reference/limits.h"
#include "contract/reference/test_html.h"
#include "contract/reference/text.h"
#include "platform/json/json.h"

namespace sluice::reference {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

class EveryAction : public testing::TestWithParam<const api::Action*> {
 protected:
  const api::Action& action() const { return *GetParam(); }
};

INSTANTIATE_TEST_SUITE_P(Reference, EveryAction,
                         testing::ValuesIn(api::all_actions().begin(), api::all_actions().end()),
                         [](const auto& one) { return std::string(one.param->name); });

constexpr Language languages[] = {Language::Chinese, Language::English};

TEST_P(EveryAction, SaysInTextAllThatIsDeclared) {
  for (const Language language : languages) {
    const std::string text = text_page(action(), language);
    EXPECT_THAT(text, HasSubstr(in(language, action().summary)));
    EXPECT_THAT(text, HasSubstr(std::string(action().ram.action) + " | "));
    for (const auto& [path, depth, parameter] : rows_of(action().parameters)) {
      EXPECT_THAT(text, HasSubstr(path + " | " + std::string(type_name(parameter->type)) + " | "));
      EXPECT_THAT(text, HasSubstr(in(language, parameter->description)));
      const auto limit = limit_of(*parameter, language);
      if (limit || !parameter->default_value.empty()) {
        EXPECT_THAT(text, HasSubstr("\n" + path + " | " + limit.value_or("-") + " | "));
      }
    }
    for (const auto& [path, depth, field] : rows_of(action().response)) {
      EXPECT_THAT(text, HasSubstr("\n" + path + " | " + std::string(type_name(field->type)) + " | " +
                                  std::string(in(language, field->description)) + " | "));
    }
    for (const api::ErrorRow& row : action().errors) {
      EXPECT_THAT(text, HasSubstr("\n" + std::to_string(row.http_status) + " | " + std::string(row.code) +
                                  " | " + std::string(row.message) + " |"));
    }
  }
}

// A bar inside a cell would make two of it.
TEST_P(EveryAction, HasNoEmptyAndNoBrokenCellInText) {
  for (const Language language : languages) EXPECT_THAT(text_page(action(), language), Not(HasSubstr("| |")));
  for (const auto& [path, depth, parameter] : rows_of(action().parameters)) {
    for (const std::string_view cell : {parameter->description.zh, parameter->description.en,
                                        parameter->example, parameter->default_value}) {
      EXPECT_EQ(cell.find('|'), std::string_view::npos) << path;
    }
  }
  for (const api::ErrorRow& row : action().errors) {
    EXPECT_EQ(row.message.find('|'), std::string_view::npos) << row.code;
    EXPECT_EQ(row.description_zh.find('|'), std::string_view::npos) << row.code;
  }
}

TEST_P(EveryAction, SaysInHtmlAllThatIsDeclared) {
  for (const Language language : languages) {
    const std::string html = html_page(action(), language);
    const HtmlCheck check(html);
    EXPECT_THAT(check.problems(), IsEmpty());
    EXPECT_THAT(html, Not(HasSubstr("<td></td>")));
    EXPECT_THAT(html, Not(HasSubstr("<dd></dd>")));
    EXPECT_THAT(html, HasSubstr(escape_html(in(language, action().summary))));
    for (const auto& [path, depth, parameter] : rows_of(action().parameters)) {
      EXPECT_TRUE(check.ids().contains(path)) << path;
      EXPECT_THAT(html, HasSubstr("<code>" + escape_html(parameter->example) + "</code>"));
      if (const auto limit = limit_of(*parameter, language)) {
        EXPECT_THAT(html, HasSubstr("<dd>" + escape_html(*limit) + "</dd>"));
      }
    }
    for (const auto& [path, depth, field] : rows_of(action().response)) {
      EXPECT_TRUE(check.ids().contains("response-" + path)) << path;
      EXPECT_THAT(html, HasSubstr("<p>" + escape_html(in(language, field->description)) + "</p>"));
    }
    for (const api::ErrorRow& row : action().errors) {
      EXPECT_TRUE(check.ids().contains("error-" + std::string(row.code))) << row.code;
      EXPECT_THAT(html, HasSubstr("<td>" + escape_html(row.message) + "</td>"));
    }
  }
}

template <class Field>
void expect_described(const json::Value& list, std::span<const Field> fields, const std::string& where) {
  ASSERT_EQ(list.size(), fields.size()) << where;
  for (size_t i = 0; i < fields.size(); ++i) {
    const json::Value& described = list[i];
    const std::string path = where + "." + std::string(fields[i].name);
    EXPECT_EQ(json::find_text(described, "name"), fields[i].name) << path;
    EXPECT_EQ(json::find_text(described, "type"), type_name(fields[i].type)) << path;
    EXPECT_EQ(json::find_text(described["description"], "zh"), fields[i].description.zh) << path;
    EXPECT_EQ(json::find_text(described["description"], "en"), fields[i].description.en) << path;
    if (!fields[i].fields.empty()) expect_described(described["fields"], fields[i].fields, path);
  }
}

TEST_P(EveryAction, IsDescribedForPrograms) {
  const auto described = json::parse(json::print(describe(action())));
  ASSERT_TRUE(described) << described.error().message;
  EXPECT_EQ(json::find_text(*described, "name"), action().name);
  EXPECT_EQ(json::find_text(*described, "version"), action().version);
  EXPECT_EQ(json::find_integer((*described)["rate_limits"], "user_per_second"),
            action().rate_limits.user_per_second);
  expect_described((*described)["parameters"], action().parameters, "");
  json::Value response = (*described)["response"];
  EXPECT_EQ(json::find_text(response[0], "name"), "RequestId");
  EXPECT_FALSE(json::find_text(response[0], "example").value_or("").empty());
  response.erase(0);
  expect_described(response, action().response, "");
  const json::Value& errors = (*described)["errors"];
  ASSERT_EQ(errors.size(), action().errors.size());
  for (size_t i = 0; i < errors.size(); ++i) {
    EXPECT_EQ(json::find_text(errors[i], "code"), action().errors[i].code);
    EXPECT_EQ(json::find_text(errors[i], "message"), action().errors[i].message);
  }
  EXPECT_TRUE((*described)["response_example"].contains("RequestId"));
}

TEST(AllActions, AreInTheIndexOfEveryLanguageAndFormat) {
  const json::Value described = describe_all();
  ASSERT_EQ(described["actions"].size(), api::all_actions().size());
  for (const Language language : languages) {
    const std::string text = text_index(language), html = html_index(language);
    EXPECT_THAT(HtmlCheck(html).problems(), IsEmpty());
    for (const api::Action* action : api::all_actions()) {
      EXPECT_THAT(text, HasSubstr("  " + std::string(action->name) + " "));
      EXPECT_THAT(text, HasSubstr(in(language, action->summary)));
      EXPECT_THAT(html, HasSubstr("\"/docs/" + std::string(action->name) + "?lang="));
    }
    for (const api::ErrorRow* row : api::gateway::all) {
      EXPECT_TRUE(HtmlCheck(html).ids().contains("error-" + std::string(row->code))) << row->code;
    }
  }
}

TEST(AllActions, AreDescribedInTheSameTextEachTime) {
  EXPECT_EQ(json::print(describe_all()), json::print(describe_all()));
}

}  // namespace
}  // namespace sluice::reference
