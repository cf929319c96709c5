#include "control/gateway/documentation.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "contract/api/catalogue.h"
#include "contract/reference/html.h"
#include "platform/json/json.h"

namespace sluice::gateway {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

class DocumentationTest : public testing::Test {
 protected:
  std::optional<http::Response> ask(std::string target, http::Headers headers = {},
                                    std::string method = "GET") {
    return documentation_.answer(
        {.method = std::move(method), .target = std::move(target), .headers = std::move(headers)});
  }
  http::Response get(std::string target, http::Headers headers = {}) {
    auto response = ask(std::move(target), std::move(headers));
    EXPECT_TRUE(response);
    return response ? std::move(*response) : http::Response{.status = 0};
  }

  Documentation documentation_;
};

std::string_view header(const http::Response& response, std::string_view name) {
  return http::find_header(response.headers, name);
}

TEST_F(DocumentationTest, AnswersAtItsOwnAddressesOnly) {
  for (const char* target :
       {"/docs", "/docs/", "/docs?lang=en", "/docs/CreateLoadBalancer", "/docs/actions.json"}) {
    for (const char* method : {"GET", "HEAD"}) {
      const auto response = ask(target, {}, method);
      ASSERT_TRUE(response) << target;
      EXPECT_EQ(response->status, 200) << target;
    }
    EXPECT_FALSE(ask(target, {}, "POST")) << target;
  }
  for (const char* target : {"/", "/healthz", "/docsx", "/Docs", "/?Action=docs", "/doc", ""}) {
    EXPECT_FALSE(ask(target)) << target;
  }
}

TEST_F(DocumentationTest, EveryActionHasItsPageInBothLanguages) {
  for (const api::Action* action : api::all_actions()) {
    const std::string target = "/docs/" + std::string(action->name);
    const http::Response chinese = get(target + "?lang=zh"), english = get(target + "?lang=en");
    EXPECT_EQ(chinese.content(), reference::html_page(*action, reference::Language::Chinese));
    EXPECT_EQ(english.content(), reference::html_page(*action, reference::Language::English));
    EXPECT_EQ(header(chinese, "content-language"), "zh");
    EXPECT_EQ(header(english, "content-language"), "en");
  }
}

TEST_F(DocumentationTest, AnUnknownActionIsSaidNotToExist) {
  const http::Response response = get("/docs/CreateLoadBalancr<b>?lang=en");
  EXPECT_EQ(response.status, 404);
  EXPECT_EQ(header(response, "content-type"), "text/html;charset=utf-8");
  EXPECT_EQ(header(response, "cache-control"), "no-store");
  EXPECT_THAT(response.content(), HasSubstr("CreateLoadBalancr&lt;b&gt;"));
  EXPECT_THAT(response.content(), HasSubstr("/docs/CreateLoadBalancer?lang=en"));
  for (const char* target :
       {"/docs/CreateLoadBalancer/", "/docs/actions.json/", "/docs//", "/docs/createnetwork"}) {
    EXPECT_EQ(get(target).status, 404) << target;
  }
  EXPECT_EQ(get("/docs/" + std::string(50'000, 'a')).status, 404);
}

TEST_F(DocumentationTest, SpeaksTheLanguageThatIsAskedForElseTheReadersElseChinese) {
  struct Case {
    const char* query;
    const char* accepts;
    const char* language;
  };
  const Case cases[] = {
      {"", "", "zh"},
      {"?lang=en", "", "en"},
      {"?lang=en", "zh-CN", "en"},
      {"?lang=zh", "en", "zh"},
      {"", "en-US,en;q=0.9", "en"},
      {"", "fr", "zh"},
      {"?lang=fr", "", "zh"},
      {"?lang=fr", "en", "en"},
      {"?lang=fr&lang=en", "", "en"},
      {"?lang=%zz", "en", "en"},
      {"?a&b&c&d&e&f&g&h&i&j&k&l&m&n&o&p&lang=en", "", "zh"},
  };
  for (const Case& each : cases) {
    for (const char* path : {"/docs", "/docs/CreateNetwork", "/docs/Nothing"}) {
      const http::Response response =
          get(std::string(path) + each.query, {{"Accept-Language", each.accepts}});
      EXPECT_EQ(header(response, "content-language"), each.language) << path << each.query << each.accepts;
      EXPECT_EQ(header(response, "vary"), "Accept-Language");
    }
  }
}

TEST_F(DocumentationTest, LetsABrowserLoadAndRunNothing) {
  for (const char* target : {"/docs", "/docs/CreateNetwork", "/docs/Nothing"}) {
    const http::Response response = get(target);
    EXPECT_THAT(header(response, "content-security-policy"),
                HasSubstr("default-src 'none'; style-src 'sha256-"));
    EXPECT_THAT(header(response, "content-security-policy"), Not(HasSubstr("unsafe")));
    EXPECT_EQ(header(response, "x-content-type-options"), "nosniff");
    EXPECT_EQ(header(response, "content-type"), "text/html;charset=utf-8");
  }
}

TEST_F(DocumentationTest, ProgramsGetAllActionsAsJson) {
  const http::Response response = get("/docs/actions.json");
  EXPECT_EQ(header(response, "content-type"), "application/json;charset=utf-8");
  EXPECT_EQ(header(response, "access-control-allow-origin"), "*");
  EXPECT_EQ(header(response, "x-content-type-options"), "nosniff");
  const auto value = json::parse(response.content(), {.bytes_max = 4U << 20});
  ASSERT_TRUE(value) << value.error().message;
  EXPECT_EQ(value->at("actions").size(), api::all_actions().size());
}

TEST_F(DocumentationTest, APageIsMadeOnceAndSharedByItsReaders) {
  for (const char* target : {"/docs?lang=en", "/docs/CreateNetwork?lang=zh", "/docs/actions.json"}) {
    const http::Response first = get(target), second = get(target);
    ASSERT_NE(first.shared_body, nullptr);
    EXPECT_EQ(first.shared_body, second.shared_body);
    EXPECT_THAT(header(first, "cache-control"), HasSubstr("max-age="));
  }
}

TEST_F(DocumentationTest, AReaderWhoHasItAlreadyIsToldSo) {
  const std::string tag(header(get("/docs/CreateNetwork"), "etag"));
  ASSERT_FALSE(tag.empty());
  for (const std::string& sent : {tag, "\"other\", " + tag, "W/" + tag, std::string("*")}) {
    const http::Response response = get("/docs/CreateNetwork", {{"If-None-Match", sent}});
    EXPECT_EQ(response.status, 304) << sent;
    EXPECT_THAT(response.content(), IsEmpty());
    EXPECT_EQ(header(response, "etag"), tag);
  }
  EXPECT_EQ(get("/docs/CreateVSwitch", {{"If-None-Match", tag}}).status, 200);
  EXPECT_EQ(get("/docs/CreateNetwork?lang=en", {{"If-None-Match", tag}}).status, 200);
}

}  // namespace
}  // namespace sluice::gateway
