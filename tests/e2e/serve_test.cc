// The program as its operator meets it: how it starts, refuses to start, ends, and what it leaves on disk.

#include <csignal>
#include <filesystem>
#include <fstream>
#include <mutex>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "platform/storage/testing/scratch_directory.h"
#include "tests/support/eventually.h"
#include "tests/support/files.h"
#include "tests/support/sluice_server.h"

namespace sluice::e2e {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::MatchesRegex;

class Serve : public ::testing::Test {
 protected:
  std::string data(const std::string& name = "data") const { return directory.path(name); }

  static std::vector<std::string> balancer_ids(Api api) {
    std::vector<std::string> ids;
    const Reply reply = api.call("DescribeLoadBalancers", {{"PageSize", "100"}});
    EXPECT_TRUE(reply.ok()) << reply.body;
    for (const json::Value& row : reply.value["LoadBalancers"]["LoadBalancer"]) {
      ids.push_back(row["LoadBalancerId"].get<std::string>());
    }
    return ids;
  }

  storage::ScratchDirectory directory;
};

TEST_F(Serve, TheReadyLineNamesThePortThatWasPicked) {
  const SluiceServer server({.data_dir = data()});
  ASSERT_TRUE(server.ready());
  EXPECT_EQ(base::format_ipv4(server.endpoint().address), "127.0.0.1");
  EXPECT_NE(server.endpoint().port, 0);
  EXPECT_TRUE(server.healthy());
}

TEST_F(Serve, ASecondServerOnTheSameDataIsRefusedInASentence) {
  const SluiceServer first({.data_dir = data()});
  ASSERT_TRUE(first.ready());
  const Finished second = run(serve_command({.data_dir = data()}));
  EXPECT_EQ(second.exit, 1);
  EXPECT_EQ(second.output, "");
  EXPECT_THAT(second.errors,
              HasSubstr("sluice: the data directory " + data() + " is in use by another sluice\n"));
  EXPECT_TRUE(first.healthy());
}

TEST_F(Serve, APortThatIsTakenIsRefusedInASentence) {
  const SluiceServer first({.data_dir = data()});
  ASSERT_TRUE(first.ready());
  const std::string taken = base::format_endpoint(first.endpoint());
  const Finished second = run(serve_command({.data_dir = data("other"), .listen = taken}));
  EXPECT_EQ(second.exit, 1);
  EXPECT_THAT(second.errors, HasSubstr("sluice: cannot listen on " + taken + ": Address already in use\n"));
}

TEST_F(Serve, OnlyLoopbackAddressesAreServed) {
  for (const std::string listen : {"0.0.0.0:0", "10.0.0.1:0", "192.168.1.1:8680", "128.0.0.1:0"}) {
    const Finished finished = run(serve_command({.data_dir = data(), .listen = listen}));
    EXPECT_EQ(finished.exit, 1) << listen;
    EXPECT_THAT(finished.errors, HasSubstr(listen + " is not a loopback address"));
  }
  for (const std::string listen :
       {"", "localhost:1", "127.0.0.1", ":8680", "127.0.0.1:65536", "[::1]:8680"}) {
    const Finished finished = run(serve_command({.data_dir = data(), .listen = listen}));
    EXPECT_NE(finished.exit, 0) << listen;
    EXPECT_THAT(finished.errors, HasSubstr("--listen")) << listen;
  }
  EXPECT_FALSE(std::filesystem::exists(data())) << "a server that does not start leaves nothing";
}

TEST_F(Serve, AFirstKeyNamedLikeATemporaryOneIsRefusedInASentence) {
  Command command = serve_command({.data_dir = data()});
  command.environment["SLUICE_ROOT_ACCESS_KEY_ID"] = "STS.mine";
  const Finished finished = run(command);
  EXPECT_EQ(finished.exit, 1);
  EXPECT_THAT(finished.errors, HasSubstr("sluice: SLUICE_ROOT_ACCESS_KEY_ID: received STS.mine; accepted: "));
}

TEST_F(Serve, ADataDirectoryThatIsNoneOrIsOpenToOthersIsRefusedInASentence) {
  std::ofstream(data("file")) << "a file";
  std::filesystem::create_directory(data("open"));
  std::filesystem::permissions(data("open"), std::filesystem::perms::all);
  for (const char* name : {"file", "open"}) {
    const Finished finished = run(serve_command({.data_dir = data(name)}));
    EXPECT_EQ(finished.exit, 1) << name;
    EXPECT_THAT(finished.errors,
                HasSubstr("sluice: the data directory " + data(name) + " must be a directory of this user"));
  }
}

TEST_F(Serve, ADamagedDatabaseIsRefusedInASentence) {
  { SluiceServer server({.data_dir = data()}); }
  std::filesystem::remove(data() + "/sluice.db-wal");
  std::ofstream(data() + "/sluice.db", std::ios::trunc) << "this was a database once, and now it is text";
  const Finished finished = run(serve_command({.data_dir = data()}));
  EXPECT_EQ(finished.exit, 1);
  EXPECT_THAT(finished.errors, HasSubstr("sluice: cannot open the database " + data() + "/sluice.db: "));
}

// Clients that create balancers one after the other until the server is gone.
class Creators {
 public:
  Creators(const SluiceServer& server, const std::string& network, const std::string& vswitch) {
    for (int i = 0; i < 8; ++i) {
      threads_.emplace_back([this, api = server.api(), network, vswitch]() mutable {
        for (;;) {
          const Reply reply = api.call("CreateLoadBalancer", balancer_parameters(network, vswitch));
          if (reply.status == 0) return;  // the connection, closed between two requests or refused
          if (reply.text("Hint").starts_with("the service is stopping; nothing was done")) return;
          const std::lock_guard lock(mutex_);
          if (reply.ok())
            ids_.push_back(reply.text("LoadBalancerId"));
          else
            troubles_.push_back(reply.body);
        }
      });
    }
  }
  size_t created() {
    const std::lock_guard lock(mutex_);
    return ids_.size();
  }
  void join() { threads_.clear(); }
  const std::vector<std::string>& ids() const { return ids_; }
  const std::vector<std::string>& troubles() const { return troubles_; }

 private:
  std::mutex mutex_;
  std::vector<std::string> ids_;       // guarded by mutex_ until join()
  std::vector<std::string> troubles_;  // guarded by mutex_ until join()
  std::vector<std::jthread> threads_;
};

TEST_F(Serve, SigtermEndsWithZeroWhileRequestsRunAndLosesNoAnswer) {
  for (const int signal : {SIGTERM, SIGINT}) {
    SCOPED_TRACE(signal);
    const std::string directory_name = data(std::to_string(signal));
    SluiceServer server({.data_dir = directory_name});
    ASSERT_TRUE(server.ready());
    Api api = server.api();
    const std::string network = api.make_network("10.0.0.0/8");
    const std::string vswitch = api.make_vswitch(network, own_block());
    Creators creators(server, network, vswitch);
    ASSERT_TRUE(eventually([&] { return creators.created() >= 20; }));
    server.process().signal(signal);
    EXPECT_EQ(server.process().wait(), 0) << server.process().errors();
    creators.join();
    EXPECT_THAT(creators.troubles(), IsEmpty());

    const SluiceServer again({.data_dir = directory_name});
    ASSERT_TRUE(again.ready());
    Api reader = again.api();
    for (const std::string& id : creators.ids()) {
      EXPECT_TRUE(reader.call("DescribeLoadBalancerAttribute", {{"LoadBalancerId", id}}).ok()) << id;
    }
  }
}

TEST_F(Serve, WhatWasAnsweredSurvivesSigkill) {
  std::string network, vswitch, balancer;
  {
    SluiceServer server({.data_dir = data()});
    ASSERT_TRUE(server.ready());
    Api api = server.api();
    network = api.make_network("10.0.0.0/8");
    vswitch = api.make_vswitch(network, own_block());
    balancer = api.make_balancer(network, vswitch);
    server.sigkill();
  }
  SluiceServer server({.data_dir = data()});
  ASSERT_TRUE(server.ready()) << server.process().errors();
  Api api = server.api();
  EXPECT_TRUE(api.call("DescribeNetworkAttribute", {{"NetworkId", network}}).ok());
  EXPECT_TRUE(api.call("DescribeVSwitchAttributes", {{"VSwitchId", vswitch}}).ok());
  EXPECT_EQ(balancer_ids(server.api()), std::vector{balancer});
}

TEST_F(Serve, WhoCallsTooFastIsToldHowLongToWait) {
  constexpr int creates_per_second = 5;
  const SluiceServer server({.data_dir = data(), .rate_limits = "documented"});
  ASSERT_TRUE(server.ready());
  Api api = server.api();
  const std::string network = api.make_network("10.0.0.0/8");
  const std::string vswitch = api.make_vswitch(network, own_block());
  // A round that a slow machine stretches over a second is admitted whole: then the next one counts.
  Reply refused;
  for (int call = 0; call < 200 && refused.code().empty(); ++call) {
    refused = api.call("CreateLoadBalancer", balancer_parameters(network, vswitch));
    if (call < creates_per_second) {
      EXPECT_TRUE(refused.ok()) << refused.body;
    }
  }
  EXPECT_EQ(refused.code(), "Throttling.User");
  const std::string wait_ms(http::find_header(refused.headers, "x-acs-retry-after"));
  ASSERT_THAT(wait_ms, MatchesRegex("[0-9]+"));
  EXPECT_GE(std::stoi(wait_ms), 1);
  EXPECT_LE(std::stoi(wait_ms), 1000);
}

TEST_F(Serve, TheErrorLabIsOnWhereItIsAskedFor) {
  struct Case {
    bool development;
    std::vector<std::string> more;
    std::string code;  // of the answer
  };
  const Case cases[] = {{false, {}, "ErrorLabOff"}, {false, {"--error-lab"}, ""}, {true, {}, ""}};
  int number = 0;
  for (const auto& [development, more, code] : cases) {
    const SluiceServer server(
        {.data_dir = data() + std::to_string(++number), .development = development, .more = more});
    ASSERT_TRUE(server.ready());
    Api api = server.api();
    EXPECT_EQ(api.call("DescribeErrorRules", {}).code(), code) << number;
  }
}

TEST_F(Serve, TheBusinessClockIsTheMachinesUnlessItIsADevelopmentServers) {
  const SluiceServer server({.data_dir = data(), .development = false});
  ASSERT_TRUE(server.ready());
  EXPECT_EQ(server.api().call("StepBusinessClock", {{"Seconds", "1"}}).code(), "BusinessClockFixed");
  EXPECT_EQ(server.api().call("DescribeBusinessClock", {}).value["AheadSeconds"], 0);
}

TEST_F(Serve, ATimelineThatEndsBeforeItsLockIsRefusedInASentence) {
  const Finished finished = run(serve_command(
      {.data_dir = data(),
       .more = {"--billing", "on", "--arrears-lock-days", "9", "--arrears-release-days", "9"}}));
  EXPECT_EQ(finished.exit, 1);
  EXPECT_THAT(
      finished.errors,
      HasSubstr("--arrears-release-days: received 9; accepted: more than the 9 of --arrears-lock-days"));
}

TEST_F(Serve, RateLimitsThatAreNoneAreRefusedInASentence) {
  const Finished finished = run(serve_command({.data_dir = data(), .rate_limits = "many"}));
  EXPECT_EQ(finished.exit, 1);
  EXPECT_THAT(finished.errors,
              HasSubstr("--rate-limits: received many; accepted: documented, off, or a factor"));
  EXPECT_FALSE(std::filesystem::exists(data()));
}

// The permission bits of a file.
TEST_F(Serve, WhatIsSecretIsTheOwnersAlone) {
  const SluiceServer server({.data_dir = data(), .own_key = false});
  ASSERT_TRUE(server.ready());
  EXPECT_EQ(mode_of(data()), 0700u);
  for (const char* file : {"credentials.json", "secrets.key", "sluice.db", "sluice.db-wal", "lock"}) {
    EXPECT_EQ(mode_of(data() + "/" + file), 0600u) << file;
  }
}

TEST_F(Serve, ADrawnKeyThatACrashLeftUnwrittenIsWrittenByTheNextStart) {
  const std::string path = data() + "/credentials.json";
  { const SluiceServer server({.data_dir = data(), .own_key = false}); }
  const std::string written = content_of(path);
  EXPECT_NE(written, "");
  std::filesystem::remove(path);
  const SluiceServer server({.data_dir = data(), .own_key = false});
  ASSERT_TRUE(server.ready());
  EXPECT_EQ(content_of(path), written);
  EXPECT_EQ(mode_of(path), 0600u);
}

TEST_F(Serve, VersionSaysWhatThisIs) {
  const Finished finished = run(sluice({"version"}));
  EXPECT_EQ(finished.exit, 0);
  EXPECT_THAT(finished.output, MatchesRegex("sluice [0-9]+\\.[0-9]+\\.[0-9]+ \\(.+\\)\n"));
}

TEST_F(Serve, VersionIsThereForProgramsAsWell) {
  const Finished finished = run(sluice({"version", "--json"}));
  EXPECT_EQ(finished.exit, 0);
  const auto value = json::parse(finished.output);
  ASSERT_TRUE(value) << finished.output;
  EXPECT_THAT(std::string(json::find_text(*value, "version").value_or("")),
              MatchesRegex("[0-9]+\\.[0-9]+\\.[0-9]+"));
  EXPECT_GE(json::find_integer(*value, "schema_version").value_or(0), 6);
  for (const char* name : {"build", "compiler"}) EXPECT_TRUE(json::find_text(*value, name)) << name;
}

TEST_F(Serve, ACommandThatDoesNotExistIsRefused) {
  EXPECT_NE(run(sluice({"fly"})).exit, 0);
  EXPECT_NE(run(sluice({})).exit, 0);
}

}  // namespace
}  // namespace sluice::e2e
