// Where secrets must not be: in the log, on standard output that nobody watches, in files other than the one
// that is for them, in what /proc shows, in a core.

#include <csignal>
#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include "platform/base/encoding.h"
#include "platform/storage/testing/scratch_directory.h"
#include "tests/support/files.h"
#include "tests/support/sluice_server.h"

namespace sluice::e2e {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class Secrecy : public ::testing::Test {
 protected:
  std::string data() const { return directory.path("data"); }
  // What credentials.json of the data directory says.
  std::string drawn(std::string_view member) const {
    const auto value = json::parse(content_of(data() + "/credentials.json"));
    return value ? std::string(json::find_text(*value, member).value_or("")) : "";
  }
  storage::ScratchDirectory directory;
};

TEST_F(Secrecy, NoSecretIsInTheLogOrInAFileThatIsNotForIt) {
  SluiceServer server(
      {.data_dir = data(), .own_key = false, .development = false, .more = {"--log-format", "json"}});
  ASSERT_TRUE(server.ready()) << server.process().errors();
  std::string said;
  const auto call = [&](std::vector<std::string> arguments, const std::string& secret = "") {
    std::vector<std::string> all{"call", "--data-dir", data(), "--endpoint", server.url()};
    all.insert(all.end(), arguments.begin(), arguments.end());
    Command command = sluice(std::move(all));
    if (!secret.empty()) {
      command.environment["ALIBABA_CLOUD_ACCESS_KEY_ID"] = drawn("AccessKeyId");
      command.environment["ALIBABA_CLOUD_ACCESS_KEY_SECRET"] = secret;
    }
    return run(command);
  };
  const std::string wrong_secret = "a-secret-that-is-not-the-right-one";
  ASSERT_EQ(call({"CreateUser", "--UserName", "alice"}).exit, 0);
  const auto made = json::parse(call({"CreateAccessKey", "--UserName", "alice"}).output);
  ASSERT_TRUE(made);
  const std::string made_secret((*made)["AccessKey"]["AccessKeySecret"].get<std::string>());
  // What goes wrong says so, and may say too much.
  for (const Finished& failed :
       {call({"DescribeEnsRegions"}, wrong_secret), call({"CreateUser"}), call({"NoSuchAction"}),
        call({"CreateNetwork", "--CidrBlock", "nonsense"})}) {
    EXPECT_EQ(failed.exit, 1) << failed.output;
    said += failed.output + failed.errors;
  }
  EXPECT_EQ(server.terminate(), 0);
  said += server.process().read_rest() + server.process().errors();
  const std::string sealing_key = content_of(data() + "/secrets.key");
  // A start with the wrong key, a second start on taken data, and the commands about all that.
  std::ofstream(directory.path("wrong.key")) << std::string(32, 'w');
  ServerSettings wrong{.data_dir = data(), .own_key = false, .development = false};
  wrong.more = {"--sealing-key-file", directory.path("wrong.key")};
  for (const Command& command :
       {serve_command(wrong), sluice({"doctor", "--data-dir", data()}),
        sluice({"doctor", "--json", "--data-dir", data(), "--sealing-key-file", directory.path("wrong.key")}),
        sluice({"backup", "--data-dir", data(), "--to", data() + "/backup"}),
        sluice({"rotate-sealing-key", "--data-dir", data()})}) {
    const Finished finished = run(command);
    said += finished.output + finished.errors;
  }
  EXPECT_THAT(said, HasSubstr("identity.first_key_written"));
  EXPECT_THAT(said, HasSubstr("SignatureDoesNotMatch"));
  EXPECT_THAT(said, HasSubstr("the secret was sealed under the key "));

  const std::string secrets[] = {
      drawn("AccessKeySecret"),    made_secret, wrong_secret, sealing_key, base::base64(sealing_key),
      base::hex_lower(sealing_key)};
  size_t files = 0;
  for (const std::string& secret : secrets) {
    ASSERT_GE(secret.size(), 20u);
    EXPECT_EQ(said.find(secret), std::string::npos);
    for (const auto& entry : std::filesystem::directory_iterator(data())) {
      const std::string name = entry.path().filename().string();
      if (name == "credentials.json") continue;
      EXPECT_EQ(content_of(entry.path().string()).find(secret), std::string::npos) << name;
      ++files;
    }
  }
  EXPECT_GE(files, 4 * std::size(secrets)) << "database, backup, key file and lock, at least";
}

TEST_F(Secrecy, TheFirstKeyIsToldToATerminalAndOnlyNamedElsewhere) {
  Command command = serve_command({.data_dir = data(), .own_key = false, .development = false});
  std::string line;
  for (const std::string& word : command.arguments) line += (line.empty() ? "exec " : " ") + word;
  // script(1) runs it at a terminal of its own, whose output it passes on.
  command.arguments = {"/usr/bin/script", "-qfec", line, "/dev/null"};
  if (::access(command.arguments.front().c_str(), X_OK) != 0) GTEST_SKIP() << "script(1) is not there";
  command.environment["SHELL"] = "/bin/sh";
  ChildProcess process(command);
  std::string shown;
  while (shown.find("AccessKeySecret") == std::string::npos) {
    const auto next = process.read_line();
    ASSERT_TRUE(next) << shown << process.errors();
    shown += *next + "\n";
  }
  EXPECT_THAT(shown, HasSubstr("AccessKeyId      " + drawn("AccessKeyId")));
  EXPECT_THAT(shown, HasSubstr("AccessKeySecret  " + drawn("AccessKeySecret")));
  process.signal(SIGTERM);
  process.wait();

  ServerSettings elsewhere{.data_dir = directory.path("elsewhere"), .own_key = false, .development = false};
  SluiceServer server(elsewhere);
  ASSERT_TRUE(server.ready());
  EXPECT_EQ(server.terminate(), 0);
  const std::string all = server.process().read_rest() + server.process().errors();
  EXPECT_THAT(all, Not(HasSubstr("AccessKeySecret")));
  EXPECT_THAT(all,
              HasSubstr("identity.first_key_written file=\"" + elsewhere.data_dir + "/credentials.json\""));
}

TEST_F(Secrecy, WhatTheEnvironmentBroughtIsTakenOutOfIt) {
  Command command = serve_command({.data_dir = data()});
  const std::string sealing_key = base::base64(std::string(32, 'o'));
  command.environment["SLUICE_SEALING_KEY"] = sealing_key;
  ChildProcess process(command);
  ASSERT_TRUE(process.read_line()) << process.errors();
  const std::string environment = content_of("/proc/" + std::to_string(process.pid()) + "/environ");
  ASSERT_THAT(environment, HasSubstr("ASAN_OPTIONS"));
  EXPECT_THAT(environment, Not(HasSubstr(Api::key_secret)));
  EXPECT_THAT(environment, Not(HasSubstr(sealing_key)));
}

// The owner of what /proc shows of a process's memory: root, where nobody else may look into it.
uid_t owner_of(pid_t process) {
  struct stat status {};
  EXPECT_EQ(::stat(("/proc/" + std::to_string(process) + "/environ").c_str(), &status), 0);
  return status.st_uid;
}

TEST_F(Secrecy, AServerLeavesNoCoreAndCannotBeLookedIntoUnlessItIsForDevelopment) {
  constexpr uid_t nobody = 65534;
  for (const bool development : {false, true}) {
    SCOPED_TRACE(development);
    ServerSettings settings{.data_dir = data() + std::to_string(development), .development = development};
    // As root everything is root's anyway.
    const uid_t user = ::geteuid() == 0 ? nobody : ::geteuid();
    if (::geteuid() == 0) {
      settings.user = user;
      settings.program = directory.path("sluice");
      std::filesystem::permissions(directory.path(""), std::filesystem::perms::all);
      std::filesystem::copy_file(SLUICE_BINARY, settings.program,
                                 std::filesystem::copy_options::overwrite_existing);
      std::filesystem::permissions(settings.program, static_cast<std::filesystem::perms>(0755));
    }
    SluiceServer server(settings);
    ASSERT_TRUE(server.ready()) << server.process().errors();
    EXPECT_EQ(owner_of(server.process().pid()), development ? user : 0u);
    const std::string process = "/proc/" + std::to_string(server.process().pid());
    EXPECT_THAT(content_of(process + "/status"), HasSubstr("Umask:\t0077\n"));
    if (development) continue;
    std::istringstream limits(content_of(process + "/limits"));
    std::string limit;
    while (std::getline(limits, limit) && !limit.starts_with("Max core file size")) continue;
    EXPECT_THAT(limit, ::testing::MatchesRegex("Max core file size +0 +0 +bytes *"));
  }
}

}  // namespace
}  // namespace sluice::e2e
