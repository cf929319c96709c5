// `sluice serve --config`: every option has a key, the command line wins, and each mistake is named.

#include <fstream>
#include <regex>
#include <set>
#include <sstream>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "platform/storage/testing/scratch_directory.h"
#include "platform/toml/settings.h"
#include "tests/support/sluice_server.h"

namespace sluice::e2e {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

class Config : public ::testing::Test {
 protected:
  std::string path() const { return directory.path("sluice.toml"); }
  void write(const std::string& text) const { std::ofstream(path(), std::ios::trunc) << text; }
  // One that starts, but for what `more` says.
  void write_working(const std::string& more) const {
    write(
        fmt::format("dev = true\ndata-dir = '{}'\nlisten = '127.0.0.1:0'\n{}", directory.path("data"), more));
  }
  Command serve(std::vector<std::string> more = {}) const {
    std::vector<std::string> arguments{"serve", "--config", path()};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return sluice(std::move(arguments));
  }
  // The first line of a server that is then stopped with success.
  std::string ready_line(const Command& command) const {
    ChildProcess process(command);
    const std::string line = process.read_line().value_or(process.errors());
    process.signal(SIGTERM);
    EXPECT_EQ(process.wait(), 0) << process.errors();
    return line;
  }

  storage::ScratchDirectory directory;
};

TEST_F(Config, AServerIsMadeOfItsFileAlone) {
  write_working("log-format = 'json'\nworkers = 2\nno-generated-names = true\nclient-token-seconds = 60\n");
  Command command = serve();
  command.environment["SLUICE_ROOT_ACCESS_KEY_ID"] = Api::key_id;
  command.environment["SLUICE_ROOT_ACCESS_KEY_SECRET"] = Api::key_secret;
  ChildProcess process(command);
  const auto line = process.read_line();
  ASSERT_TRUE(line) << process.errors();
  ASSERT_THAT(*line, StartsWith("sluice ready: http://127.0.0.1:"));
  Api api(*base::parse_endpoint(line->substr(std::string("sluice ready: http://").size())));
  const std::string network = api.make_network("10.0.0.0/8");
  const std::string balancer = api.make_balancer(network, api.make_vswitch(network, own_block()));
  const Reply shown = api.call("DescribeLoadBalancerAttribute", {{"LoadBalancerId", balancer}});
  EXPECT_EQ(shown.text("LoadBalancerName"), "") << "no-generated-names";
  process.signal(SIGTERM);
  EXPECT_EQ(process.wait(), 0);
  EXPECT_THAT(process.errors(), HasSubstr("\"event\":\"serve.stopping\"")) << "log-format";
}

TEST_F(Config, TheCommandLineWins) {
  write(
      "dev = false\ndata-dir = '/nowhere'\nlisten = '10.0.0.1:1'\nrate-limits = 'documented'\nworkers = "
      "64\n");
  EXPECT_THAT(ready_line(serve({"--dev", "--data-dir", directory.path("data"), "--listen", "127.0.0.1:0",
                                "--workers", "1"})),
              StartsWith("sluice ready: "));
}

TEST_F(Config, EachMistakeIsNamedWithItsLineItsKeyAndWhatIsAccepted) {
  const std::pair<const char*, const char*> cases[] = {
      {"worker = 2", "4: received the key worker; accepted: dev, error-lab, data-dir, listen, "},
      {"config = 'other.toml'", "4: received the key config; accepted: "},
      {"help = true", "4: received the key help; accepted: "},
      {"[serve]\ndev = true", "5: received the key serve.dev; accepted: "},
      {"workers = '2'", "4: workers: received '2'; accepted: an integer in [1 - 64]"},
      {"workers = 2.5", "4: workers: received 2.5; accepted: an integer in [1 - 64]"},
      {"workers = 65", "4: workers: received 65; accepted: an integer in [1 - 64]"},
      {"workers = -1", "4: workers: received -1; accepted: an integer in [1 - 64]"},
      {"workers = [1]", "4: workers: received [1]; accepted: an integer in [1 - 64]"},
      {"no-generated-names = 'yes'", "4: no-generated-names: received 'yes'; accepted: true or false"},
      {"no-generated-names = 1", "4: no-generated-names: received 1; accepted: true or false"},
      {"log-format = 'xml'", "4: log-format: received 'xml'; accepted: one text of {json,text}"},
      {"log-format = true", "4: log-format: received true; accepted: one text of {json,text}"},
      {"tls-cert = 1", "4: tls-cert: received 1; accepted: text in quotes"},
      {"client-token-seconds = 99999999999999999999",
       "4: client-token-seconds: received 99999999999999999999; accepted: an integer in ["},
      {"audit-days = 0", "4: audit-days: received 0; accepted: an integer in [1 - 3650]"},
      {"audit-events-max = 999",
       "4: audit-events-max: received 999; accepted: an integer in [1000 - 1000000000]"},
      {"dev = true", "4: received dev = true; accepted: TOML, one key = value a line ("},
      {"workers 2", "4: received workers 2; accepted: TOML, one key = value a line ("},
      // What only the start can tell.
      {"rate-limits = 'many'", "4: --rate-limits: received many; accepted: documented, off, or a factor"},
      {"backend-ports = '80-'", "4: --backend-ports: received 80-; accepted: all, or ports from 1 to 65535"},
      {"\ntls-cert = 'a.pem'", "5: --tls-cert and --tls-key: give both or neither"},
      {"plain-http = 'accept'",
       "4: --plain-http: received accept; accepted with --tls-cert and --tls-key only"},
  };
  for (const auto& [line, error] : cases) {
    write_working(line);
    const Finished finished = run(serve());
    EXPECT_EQ(finished.exit, 1) << line;
    EXPECT_THAT(finished.errors, StartsWith("sluice: " + path() + ":" + error)) << line;
  }
  write("listen = 'localhost:1'");
  EXPECT_THAT(run(serve()).errors,
              StartsWith("sluice: " + path() + ":1: --listen: received localhost:1; accepted: "));
}

TEST_F(Config, AMistakeOnTheCommandLineIsNotLaidToTheFile) {
  write_working("rate-limits = 'off'");
  EXPECT_THAT(run(serve({"--rate-limits", "many"})).errors,
              StartsWith("sluice: --rate-limits: received many"));
}

TEST_F(Config, AFileThatCannotBeReadIsRefused) {
  EXPECT_THAT(run(serve()).errors,
              StartsWith("sluice: --config: cannot read " + path() + ": No such file or directory"));
  const Finished folder =
      run(sluice({"serve", "--dev", "--data-dir", directory.path("data"), "--config", directory.path("")}));
  EXPECT_EQ(folder.exit, 1);
  EXPECT_THAT(folder.errors, HasSubstr(": Is a directory"));
}

constexpr const char* example = SLUICE_SOURCE_DIR "/deploy/sluice.toml";

TEST(ConfigExample, HasEveryOptionOfServeAndNoOther) {
  std::ifstream file(example);
  std::stringstream text;
  text << file.rdbuf();
  const auto settings = toml::parse_settings(text.str(), example);
  ASSERT_TRUE(settings) << settings.error();
  std::set<std::string> keys;
  bool has_provider = false;
  for (const toml::Setting& setting : *settings) {
    const bool is_of_provider = setting.key.starts_with("providers.");
    has_provider = has_provider || is_of_provider;
    if (!is_of_provider) keys.insert(setting.key);
  }
  EXPECT_TRUE(has_provider);

  const std::string help = run(sluice({"serve", "--help"})).output;
  std::set<std::string> options;
  const std::regex option("\n +(?:-[a-z],)?--([a-z-]+)");
  for (std::sregex_iterator found(help.begin(), help.end(), option), end; found != end; ++found) {
    options.insert((*found)[1]);
  }
  options.erase("help");
  options.erase("config");
  EXPECT_EQ(keys, options);
}

TEST(ConfigExample, StartsWhereItsFilesAre) {
  const storage::ScratchDirectory directory;
  ASSERT_EQ(run(sluice({"certs", "--dir", directory.path("certs")})).exit, 0);
  ChildProcess process(
      sluice({"serve", "--config", example, "--data-dir", directory.path("data"), "--listen", "127.0.0.1:0",
              "--tls-cert", directory.path("certs/server.pem"), "--tls-key",
              directory.path("certs/server-key.pem"), "--sealing-key-file", directory.path("sealing-key")}));
  EXPECT_THAT(process.read_line().value_or(""), StartsWith("sluice ready: https://")) << process.errors();
}

}  // namespace
}  // namespace sluice::e2e
