// The documentation as its readers meet it: `sluice docs`, /docs, and the examples pasted into a shell.

#include <algorithm>
#include <filesystem>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "contract/api/catalogue.h"
#include "contract/reference/examples.h"
#include "contract/reference/html.h"
#include "contract/reference/text.h"
#include "platform/storage/testing/scratch_directory.h"
#include "tests/support/sluice_server.h"

namespace sluice::e2e {
namespace {

using reference::Language;
using ::testing::HasSubstr;

const api::Action& create_load_balancer() {
  return *api::find_action("2017-11-10", "CreateLoadBalancer");
}

TEST(DocsCommand, PrintsWhatTheLibraryWrites) {
  const std::pair<std::vector<std::string>, std::string> printed[] = {
      {{"docs", "CreateLoadBalancer"}, reference::text_page(create_load_balancer(), Language::Chinese)},
      {{"docs", "CreateLoadBalancer", "--lang", "en"},
       reference::text_page(create_load_balancer(), Language::English)},
      {{"docs", "--format", "html", "CreateLoadBalancer"},
       reference::html_page(create_load_balancer(), Language::Chinese)},
      {{"docs"}, reference::text_index(Language::Chinese)},
      {{"docs", "--lang", "en", "--format", "html"}, reference::html_index(Language::English)},
  };
  for (const auto& [arguments, text] : printed) {
    const Finished finished = run(sluice(arguments));
    EXPECT_EQ(finished.exit, 0) << finished.errors;
    EXPECT_EQ(finished.errors, "");
    EXPECT_EQ(finished.output, text);
  }
}

TEST(DocsCommand, DescribesOneActionOrAllForPrograms) {
  const auto one = json::parse(run(sluice({"docs", "CreateLoadBalancer", "--format", "json"})).output);
  ASSERT_TRUE(one) << one.error().message;
  EXPECT_EQ(json::find_text(*one, "name"), "CreateLoadBalancer");
  const auto all = json::parse(run(sluice({"docs", "--format", "json"})).output, {.bytes_max = 4U << 20});
  ASSERT_TRUE(all) << all.error().message;
  EXPECT_EQ(all->at("actions").size(), api::all_actions().size());
}

TEST(DocsCommand, RefusesWhatItDoesNotKnowAndSaysWhatItDoes) {
  const Finished misspelt = run(sluice({"docs", "CreateLoadBalancr"}));
  EXPECT_EQ(misspelt.exit, 2);
  EXPECT_EQ(misspelt.output, "");
  EXPECT_THAT(misspelt.errors, HasSubstr("received CreateLoadBalancr; accepted: the name of an action"));
  EXPECT_THAT(misspelt.errors, HasSubstr("the nearest: CreateLoadBalancer"));
  EXPECT_THAT(run(sluice({"docs", "Xyzzy"})).errors, HasSubstr("sluice docs lists them"));
  for (const std::vector<std::string>& wrong : {std::vector<std::string>{"docs", "--lang", "fr"},
                                                std::vector<std::string>{"docs", "--format", "pdf"}}) {
    const Finished finished = run(sluice(wrong));
    EXPECT_NE(finished.exit, 0);
    EXPECT_THAT(finished.errors, HasSubstr(wrong[2] + " not in {"));
  }
}

class DocsOfAServer : public ::testing::Test {
 protected:
  http::Response ask(const std::string& target, const std::string& method = "GET") {
    auto response = http::fetch(server.endpoint(), {.method = method, .target = target});
    EXPECT_TRUE(response) << response.error();
    return response ? std::move(*response) : http::Response{.status = 0};
  }

  storage::ScratchDirectory directory;
  SluiceServer server{{.data_dir = directory.path("data")}};
};

TEST_F(DocsOfAServer, ArePublicAndBesideTheApi) {
  const http::Response page = ask("/docs/CreateLoadBalancer?lang=en");
  EXPECT_EQ(page.status, 200);
  EXPECT_EQ(page.body, reference::html_page(create_load_balancer(), Language::English));
  const http::Response head = ask("/docs/CreateLoadBalancer?lang=en", "HEAD");
  EXPECT_EQ(head.status, 200);
  EXPECT_EQ(head.body, "");
  EXPECT_EQ(http::find_header(head.headers, "content-length"), std::to_string(page.body.size()));
  EXPECT_EQ(ask("/docs").status, 200);
  EXPECT_TRUE(json::parse(ask("/docs/actions.json").body, {.bytes_max = 4U << 20}));
  EXPECT_EQ(ask("/docs/Nothing").status, 404);
  EXPECT_EQ(ask("/docs/CreateLoadBalancer", "POST").status, 400) << "an API call without an action";
  EXPECT_TRUE(server.api().call("DescribeNetworks").ok());
}

// --- every example of every action, as it is printed but for the port

std::string replace_all(std::string text, std::string_view from, const std::string& to) {
  for (size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size()) {
    text.replace(at, from.size(), to);
  }
  return text;
}

bool is_installed(const char* program) {
  for (const char* folder : {"/usr/bin/", "/bin/"}) {
    if (std::filesystem::exists(std::string(folder) + program)) return true;
  }
  return false;
}

Finished run_in_shell(const std::string& script, const SluiceServer& server) {
  Command command{.arguments = {"/bin/sh", "-c", script}, .environment = {}, .user = std::nullopt};
  command.environment = {
      {"PATH", fmt::format("{}:/usr/bin:/bin", std::filesystem::path(SLUICE_BINARY).parent_path().string())},
      {"ALIBABA_CLOUD_ACCESS_KEY_ID", Api::key_id},
      {"ALIBABA_CLOUD_ACCESS_KEY_SECRET", Api::key_secret}};
  const size_t scheme = reference::example_endpoint.find("//") + 2;
  command.arguments.back() = replace_all(script, reference::example_endpoint.substr(scheme),
                                         base::format_endpoint(server.endpoint()));
  return run(command);
}

// Whether the code says that the call itself was wrong. What an example names does not exist here, and some
// parameters say so as invalid.
bool blames_the_call(const std::string& code, const api::Action& action) {
  // What a role of an account that is not here says to the operator's root, which may do everything else.
  if (code == "NoPermission" && action.name == "AssumeRole") return false;
  constexpr std::string_view unknown_things[] = {"InvalidParameter.NetworkId", "InvalidParameter.VSwitchId",
                                                 "InvalidParameter.AliUidAccount",
                                                 "InvalidParameter.CustomAccount"};
  if (code.starts_with("InvalidParameter"))
    return std::ranges::find(unknown_things, code) == std::end(unknown_things);
  const auto is_it = [&](const api::ErrorRow* row) { return row->code == code; };
  return code.starts_with("Missing") || std::ranges::any_of(api::gateway::all, is_it);
}

void expect_understood(const Finished& finished, const api::Action& action) {
  const auto answer = json::parse(finished.output);
  ASSERT_TRUE(answer) << action.name << ": " << finished.output << finished.errors;
  EXPECT_TRUE(json::find_text(*answer, "RequestId")) << action.name;
  EXPECT_FALSE(blames_the_call(std::string(json::find_text(*answer, "Code").value_or("")), action))
      << action.name << ": " << finished.output;
}

TEST_F(DocsOfAServer, TheExampleOfEveryActionWorksWithSluiceCall) {
  for (const api::Action* action : api::all_actions()) {
    const auto examples = reference::examples_of(*action);
    ASSERT_EQ(examples[0].id, "sluice-call");
    std::string script = examples[0].code;
    script.pop_back();  // the line end
    expect_understood(run_in_shell(script + " --endpoint " + server.url(), server), *action);
  }
}

TEST_F(DocsOfAServer, TheExampleOfEveryActionWorksWithCurl) {
  if (!is_installed("curl") || !is_installed("openssl")) GTEST_SKIP() << "curl or openssl is not installed";
  for (const api::Action* action : api::all_actions()) {
    const auto examples = reference::examples_of(*action);
    ASSERT_EQ(examples[1].id, "curl");
    expect_understood(run_in_shell(examples[1].code, server), *action);
  }
}

}  // namespace
}  // namespace sluice::e2e
