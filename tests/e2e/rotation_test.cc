// `sluice rotate-sealing-key`, keys outside the data directory, and backups of the time before.

#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "platform/base/encoding.h"
#include "platform/storage/testing/scratch_directory.h"
#include "tests/support/sluice_server.h"

namespace sluice::e2e {
namespace {

using ::testing::HasSubstr;
using ::testing::MatchesRegex;
using ::testing::StartsWith;

class Rotation : public ::testing::Test {
 protected:
  std::string path(const std::string& name) const { return directory.path(name); }
  Finished rotate(std::vector<std::string> more = {}) const {
    std::vector<std::string> arguments{"rotate-sealing-key", "--data-dir", path("data")};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run(sluice(std::move(arguments)));
  }
  static std::string read(const std::string& file) {
    std::ifstream stream(file, std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(stream), {});
  }
  std::string key_file() const { return path("data/secrets.key"); }
  // Whether the server of these settings knows the operator's key.
  static void expect_served(const ServerSettings& settings, const std::string& sealing_key = "") {
    Command command = serve_command(settings);
    if (!sealing_key.empty()) command.environment["SLUICE_SEALING_KEY"] = sealing_key;
    ChildProcess process(command);
    const auto line = process.read_line();
    ASSERT_TRUE(line) << process.errors();
    Api api(*base::parse_endpoint(line->substr(std::string("sluice ready: http://").size())));
    EXPECT_TRUE(api.call("DescribeEnsRegions").ok());
    process.signal(SIGTERM);
    EXPECT_EQ(process.wait(), 0);
  }
  // The id after `name` in what a command said.
  static std::string id_after(const std::string& name, const std::string& output) {
    const size_t at = output.find(name);
    return at == std::string::npos ? "" : output.substr(at + name.size(), 16);
  }

  storage::ScratchDirectory directory;
};

TEST_F(Rotation, EndsWithANewKeyThatTheServerStartsWith) {
  expect_served({.data_dir = path("data")});
  const std::string before = read(key_file());
  const Finished rotated = rotate();
  ASSERT_EQ(rotated.exit, 0) << rotated.errors;
  EXPECT_THAT(rotated.output, MatchesRegex("sealing key [0-9a-f]{16}  \\(" + key_file() +
                                           "\\)\nsealed anew 1 secrets\nbefore it   not kept .*\n"));
  const std::string after = read(key_file());
  EXPECT_EQ(after.size(), 32u);
  EXPECT_NE(after, before);
  expect_served({.data_dir = path("data")});
}

TEST_F(Rotation, IsRefusedWhileAServerRuns) {
  const SluiceServer server({.data_dir = path("data")});
  ASSERT_TRUE(server.ready());
  const std::string before = read(key_file());
  const Finished refused = rotate();
  EXPECT_EQ(refused.exit, 1);
  EXPECT_EQ(refused.errors,
            "sluice rotate-sealing-key: the data directory " + path("data") +
                " is in use by another sluice; a key is rotated by the server's user while no server runs\n");
  EXPECT_EQ(read(key_file()), before);
}

TEST_F(Rotation, OfWhatIsNotThereMakesNothing) {
  const Finished refused = rotate();
  EXPECT_EQ(refused.exit, 1);
  EXPECT_THAT(refused.errors, HasSubstr("--data-dir: cannot open " + path("data/sluice.db")));
  EXPECT_FALSE(std::filesystem::exists(path("data")));
}

TEST_F(Rotation, KilledAtAnyMomentLeavesAServerThatStarts) {
  expect_served({.data_dir = path("data")});
  for (int round = 0; round < 12; ++round) {
    SCOPED_TRACE(round);
    ChildProcess process(sluice({"rotate-sealing-key", "--data-dir", path("data")}));
    process.read_line(std::chrono::milliseconds(round * 3));  // waits that long, or until it is done
    process.signal(SIGKILL);
    process.wait();
    expect_served({.data_dir = path("data")});
  }
  ASSERT_EQ(rotate().exit, 0);
  EXPECT_EQ(read(key_file()).size(), 32u);
  expect_served({.data_dir = path("data")});
}

TEST_F(Rotation, ABackupOfTheTimeBeforeNamesItsKeyAndOpensWithIt) {
  expect_served({.data_dir = path("data")});
  const Finished backup = run(sluice({"backup", "--data-dir", path("data"), "--to", path("backup")}));
  ASSERT_EQ(backup.exit, 0) << backup.errors;
  const std::string id = id_after("its key     ", backup.output);
  ASSERT_THAT(id, MatchesRegex("[0-9a-f]{16}"));
  const Finished rotated = rotate({"--keep", path("old.key")});
  ASSERT_EQ(rotated.exit, 0) << rotated.errors;
  EXPECT_NE(id_after("sealing key ", rotated.output), id);
  EXPECT_THAT(rotated.output, HasSubstr("before it   " + path("old.key")));

  const Finished restored =
      run(sluice({"restore", "--from", path("backup"), "--data-dir", path("restored")}));
  ASSERT_EQ(restored.exit, 0) << restored.errors;
  EXPECT_EQ(id_after("its key     ", restored.output), id);
  const Finished with_new =
      run(serve_command({.data_dir = path("restored"), .more = {"--sealing-key-file", key_file()}}));
  EXPECT_EQ(with_new.exit, 1);
  EXPECT_THAT(with_new.errors,
              HasSubstr("the secret was sealed under the key " + id + "; this sealing key is "));
  expect_served({.data_dir = path("restored"), .more = {"--sealing-key-file", path("old.key")}});

  const Finished again = rotate({"--keep", path("old.key")});
  EXPECT_EQ(again.exit, 1);
  EXPECT_THAT(again.errors, HasSubstr("--keep: " + path("old.key") + " is there already"));
}

TEST_F(Rotation, OfKeysInTheEnvironmentTakesTheNewOneBeforeTheOldOne) {
  const std::string old_key = base::base64(std::string(32, 'o')),
                    new_key = base::base64(std::string(32, 'n'));
  expect_served({.data_dir = path("data")}, old_key);
  EXPECT_FALSE(std::filesystem::exists(key_file()));
  const auto rotate_with = [&](const std::string& keys) {
    Command command = sluice({"rotate-sealing-key", "--data-dir", path("data")});
    command.environment["SLUICE_SEALING_KEY"] = keys;
    return run(command);
  };
  EXPECT_THAT(rotate_with(new_key).errors, HasSubstr("SLUICE_SEALING_KEY: received one key; accepted: "));
  EXPECT_THAT(rotate_with("secret,").errors,
              HasSubstr("SLUICE_SEALING_KEY: accepted: 1 to 8 keys of 32 bytes"));
  EXPECT_EQ(rotate_with("secret,").errors.find("secret,"), std::string::npos) << "it is not repeated";
  const Finished done = rotate_with(new_key + "," + old_key);
  EXPECT_EQ(done.exit, 0) << done.errors;
  EXPECT_THAT(done.output, HasSubstr("sealed anew 1 secrets"));
  expect_served({.data_dir = path("data")}, new_key);
}

TEST_F(Rotation, OfKeysInTheEnvironmentIsDoneByTheServerAsWell) {
  const std::string old_key = base::base64(std::string(32, 'o')),
                    new_key = base::base64(std::string(32, 'n'));
  expect_served({.data_dir = path("data")}, old_key);
  expect_served({.data_dir = path("data")}, new_key + "," + old_key);
  expect_served({.data_dir = path("data")}, new_key);
}

// As docs/operating.md has it for a key file that the program may not write.
TEST_F(Rotation, OfAKeyFileByHandTakesTwoStarts) {
  const ServerSettings settings{.data_dir = path("data"),
                                .more = {"--sealing-key-file", path("sealing-key")}};
  const auto in_shell = [&](const std::string& line) {
    const Finished finished =
        run({.arguments = {"/bin/sh", "-c", "cd " + path("") + " && umask 077; " + line},
             .environment = {{"PATH", "/usr/bin:/bin"}},
             .user = {}});
    EXPECT_EQ(finished.exit, 0) << finished.errors;
  };
  in_shell("head -c 32 /dev/urandom > sealing-key");
  expect_served(settings);
  in_shell("(head -c 32 /dev/urandom; cat sealing-key) > sealing-key.new && mv sealing-key.new sealing-key");
  expect_served(settings);
  in_shell("head -c 32 sealing-key > sealing-key.new && mv sealing-key.new sealing-key");
  expect_served(settings);
}

TEST_F(Rotation, TwoPlacesForTheKeyAreOneTooMany) {
  Command command = serve_command({.data_dir = path("data"), .more = {"--sealing-key-file", path("key")}});
  command.environment["SLUICE_SEALING_KEY"] = base::base64(std::string(32, 'o'));
  const Finished refused = run(command);
  EXPECT_EQ(refused.exit, 1);
  EXPECT_THAT(refused.errors, StartsWith("sluice: --sealing-key-file: received " + path("key") +
                                         " with SLUICE_SEALING_KEY; accepted: one of the two"));
}

}  // namespace
}  // namespace sluice::e2e
