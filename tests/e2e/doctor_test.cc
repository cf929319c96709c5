// `sluice doctor` on directories that are well and ill. The rules are tested in apps/sluice/doctor.

#include <filesystem>
#include <fstream>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "platform/io/listen.h"
#include "platform/storage/testing/scratch_directory.h"
#include "tests/support/sluice_server.h"

namespace sluice::e2e {
namespace {

using ::testing::AnyOf;
using ::testing::HasSubstr;

class Doctor : public ::testing::Test {
 protected:
  std::string path(const std::string& name) const { return directory.path(name); }
  std::string data() const { return path("data"); }
  Command doctor(std::vector<std::string> more = {}, const std::string& listen = "127.0.0.1:0") const {
    std::vector<std::string> arguments{"doctor", "--json", "--data-dir", data(), "--listen", listen};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return sluice(std::move(arguments));
  }
  // "level: found" of one check; the last one, where there are several.
  static std::string find(const Finished& finished, const std::string& check, const std::string& about = "") {
    std::string line = "there is none";
    const auto value = json::parse(finished.output);
    EXPECT_TRUE(value) << finished.output << finished.errors;
    if (!value) return line;
    for (const json::Value& finding : (*value)["findings"]) {
      const std::string found(*json::find_text(finding, "found"));
      if (json::find_text(finding, "check") != check || found.find(about) == std::string::npos) continue;
      line = std::string(*json::find_text(finding, "level")) + ": " + found;
    }
    return line;
  }
  void make_data() const {
    SluiceServer server({.data_dir = data(), .own_key = false});
    ASSERT_TRUE(server.ready());
  }

  storage::ScratchDirectory directory;
};

TEST_F(Doctor, OfADirectoryThatIsNotThereFindsNoProblemAndMakesNothing) {
  const Finished finished = run(doctor());
  EXPECT_EQ(finished.exit, 0) << finished.output;
  EXPECT_EQ(find(finished, "data-dir"), "ok: " + data() + " is not there yet; the first start makes it");
  EXPECT_THAT(find(finished, "sealing-key"), HasSubstr("ok: "));
  EXPECT_THAT(find(finished, "schema"), HasSubstr("ok: "));
  EXPECT_FALSE(std::filesystem::exists(data()));
}

TEST_F(Doctor, NamesServicesThatACustomersBackendCouldBe) {
  const auto service = io::listen_tcp({base::Ipv4{}, 0});
  ASSERT_TRUE(service);
  const std::string port = std::to_string(io::local_endpoint(service->get()).port);
  EXPECT_THAT(find(run(doctor({"--backend-ports", port})), "neighbours"),
              "warning: port " + port +
                  ": listened on at all addresses, so a customer's backend can be the service there");
  const std::string other = port == "1" ? "2" : "1";
  EXPECT_THAT(find(run(doctor({"--backend-ports", other})), "neighbours"), HasSubstr("ok: "));
  EXPECT_THAT(find(run(doctor({"--backend-ports", "none"})), "neighbours"),
              HasSubstr("problem: --backend-ports: "));
}

TEST_F(Doctor, LooksAtEverythingAndLeavesTheDataAsTheyWere) {
  make_data();
  const auto names = [&] {
    std::set<std::string> found;
    for (const auto& entry : std::filesystem::directory_iterator(data()))
      found.insert(entry.path().filename());
    return found;
  };
  const std::set<std::string> before = names();
  const Finished finished = run(doctor());
  EXPECT_EQ(finished.exit, 0) << finished.output;
  const auto value = json::parse(finished.output);
  ASSERT_TRUE(value);
  std::set<std::string> checks;
  for (const json::Value& finding : (*value)["findings"]) {
    checks.emplace(*json::find_text(finding, "check"));
    EXPECT_EQ(json::find_text(finding, "remedy")->empty(), json::find_text(finding, "level") == "ok");
  }
  EXPECT_THAT(checks, ::testing::UnorderedElementsAre("server", "listen", "neighbours", "privileges",
                                                      "descriptors", "disk", "filesystem", "sync", "clock",
                                                      "core-dumps", "tls", "providers", "data-dir",
                                                      "secret-file", "schema", "sealing-key"));
  EXPECT_THAT(find(finished, "sealing-key"), HasSubstr(" opens every secret"));
  EXPECT_THAT(find(finished, "schema"), HasSubstr("ok: version "));
  EXPECT_EQ(names(), before);
}

TEST_F(Doctor, SpeaksToPeopleInLines) {
  const Finished finished = run(
      sluice({"doctor", "--data-dir", data(), "--listen", "127.0.0.1:0", "--tls-cert", path("none.pem")}));
  EXPECT_EQ(finished.exit, 1);
  EXPECT_THAT(finished.output, HasSubstr("ok       server       none runs on " + data() + "\n"));
  EXPECT_THAT(finished.output,
              HasSubstr("problem  tls          --tls-cert and --tls-key: give both or neither\n"
                        "                      -> see sluice certs --help\n"));
}

TEST_F(Doctor, FindsAServerThatRunsAndIsNoDanger) {
  SluiceServer server({.data_dir = data(), .own_key = false});
  ASSERT_TRUE(server.ready());
  const Finished finished = run(doctor({}, base::format_endpoint(server.endpoint())));
  EXPECT_EQ(finished.exit, 0) << finished.output;
  EXPECT_THAT(find(finished, "server"),
              AnyOf("ok: one runs on " + data() + " (process " + std::to_string(server.process().pid()) + ")",
                    "ok: one runs on " + data()));
  EXPECT_THAT(find(finished, "listen"), HasSubstr(" is taken, and a server runs on this data directory"));
  EXPECT_TRUE(server.healthy());
  EXPECT_EQ(server.terminate(), 0);
}

TEST_F(Doctor, FindsAPortThatSomebodyElseHas) {
  const auto taken = io::listen_tcp(*base::parse_endpoint("127.0.0.1:0"));
  ASSERT_TRUE(taken);
  const std::string endpoint = base::format_endpoint(io::local_endpoint(taken->get()));
  const Finished finished = run(doctor({}, endpoint));
  EXPECT_EQ(finished.exit, 1);
  EXPECT_EQ(find(finished, "listen"), "problem: " + endpoint + ": Address already in use");
}

TEST_F(Doctor, FindsWhatIsWrongWithTheOptionsOfAFile) {
  std::ofstream(path("sluice.toml")) << "data-dir = '" << data() << "'\nlisten = '10.0.0.1:1'\n";
  const Finished finished = run(sluice({"doctor", "--json", "--config", path("sluice.toml")}));
  EXPECT_EQ(finished.exit, 1);
  EXPECT_THAT(find(finished, "listen"), HasSubstr("problem: " + path("sluice.toml") +
                                                  ":2: --listen: 10.0.0.1:1 is not a loopback address"));
  std::ofstream(path("sluice.toml")) << "workers = 'two'";
  EXPECT_THAT(run(sluice({"doctor", "--config", path("sluice.toml")})).errors,
              HasSubstr(path("sluice.toml") + ":1: workers: received 'two'; accepted: "));
}

TEST_F(Doctor, FindsTheWrongSealingKeyAndAMissingOne) {
  make_data();
  std::ofstream(path("wrong.key")) << std::string(32, 'w');
  std::filesystem::permissions(path("wrong.key"), static_cast<std::filesystem::perms>(0600));
  const Finished wrong = run(doctor({"--sealing-key-file", path("wrong.key")}));
  EXPECT_EQ(wrong.exit, 1);
  EXPECT_THAT(find(wrong, "sealing-key"), HasSubstr(": the secret was sealed under the key "));
  std::filesystem::remove(data() + "/secrets.key");
  const Finished missing = run(doctor());
  EXPECT_EQ(missing.exit, 1);
  EXPECT_EQ(find(missing, "sealing-key"),
            "problem: " + data() + "/secrets.key is missing, and there are secrets that only it opens");
  Command command = doctor();
  command.environment["SLUICE_SEALING_KEY"] = "no key";
  EXPECT_THAT(find(run(command), "sealing-key"), HasSubstr("problem: SLUICE_SEALING_KEY: accepted: "));
}

TEST_F(Doctor, FindsModesThatTellOthers) {
  make_data();
  using std::filesystem::perms;
  std::filesystem::permissions(data() + "/secrets.key", static_cast<perms>(0644));
  std::filesystem::permissions(data() + "/credentials.json", static_cast<perms>(0640));
  std::filesystem::permissions(data(), static_cast<perms>(0755));
  const Finished finished = run(doctor());
  EXPECT_EQ(finished.exit, 1);
  EXPECT_THAT(find(finished, "secret-file", "secrets.key"), HasSubstr("problem: "));
  EXPECT_THAT(find(finished, "secret-file", "credentials.json"), HasSubstr("problem: "));
  EXPECT_THAT(find(finished, "data-dir"), HasSubstr("warning: " + data() + " has mode 0755"));
}

TEST_F(Doctor, FindsACertificateThatCannotBeUsed) {
  for (const char* folder : {"one", "two"}) {
    ASSERT_EQ(run(sluice({"certs", "--dir", path(folder)})).exit, 0);
  }
  const Finished well =
      run(doctor({"--tls-cert", path("one/server.pem"), "--tls-key", path("one/server-key.pem")}));
  EXPECT_EQ(well.exit, 0) << well.output;
  EXPECT_THAT(find(well, "tls"), HasSubstr("ok: certificate and key fit, for "));
  const Finished apart =
      run(doctor({"--tls-cert", path("one/server.pem"), "--tls-key", path("two/server-key.pem")}));
  EXPECT_EQ(apart.exit, 1);
  EXPECT_THAT(find(apart, "tls"), HasSubstr("problem: "));
}

TEST_F(Doctor, FindsADatabaseThatIsNone) {
  make_data();
  std::filesystem::remove(data() + "/sluice.db-wal");
  std::ofstream(data() + "/sluice.db", std::ios::trunc) << "this was a database once, and now it is text";
  const Finished finished = run(doctor());
  EXPECT_EQ(finished.exit, 1);
  EXPECT_THAT(find(finished, "schema"),
              HasSubstr("problem: cannot read the database " + data() + "/sluice.db: "));
}

}  // namespace
}  // namespace sluice::e2e
