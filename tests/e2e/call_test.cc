// `sluice call` and `sluice demo` against a running server, with the key that the server wrote.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "platform/storage/testing/scratch_directory.h"
#include "tests/support/sluice_server.h"

namespace sluice::e2e {
namespace {

using ::testing::HasSubstr;

class CommandLine : public ::testing::Test {
 protected:
  Finished call(std::vector<std::string> words) {
    std::vector<std::string> arguments{"call", "--endpoint", server.url(), "--data-dir", data};
    arguments.insert(arguments.end(), words.begin(), words.end());
    return run(sluice(std::move(arguments)));
  }

  storage::ScratchDirectory directory;
  const std::string data = directory.path("data");
  SluiceServer server{{.data_dir = data, .own_key = false}};
};

TEST_F(CommandLine, ASuccessEndsWithZeroAndPrintsTheAnswer) {
  const Finished made = call({"CreateNetwork", "--EnsRegionId", Api::region, "--CidrBlock=10.0.0.0/8"});
  EXPECT_EQ(made.exit, 0) << made.errors;
  EXPECT_EQ(made.errors, "");
  const auto answer = json::parse(made.output);
  ASSERT_TRUE(answer) << made.output;
  const std::string id(json::find_text(*answer, "NetworkId").value());
  EXPECT_THAT(call({"DescribeNetworks", "--NetworkId", id}).output, HasSubstr(id));
  EXPECT_EQ(call({"DescribeAddressMappings"}).exit, 0) << "an action of our own, found by its name";
}

TEST_F(CommandLine, AnErrorOfTheServiceEndsWithOneAndPrintsIt) {
  const std::vector<std::string> refused[] = {
      {"DeleteNetwork", "--NetworkId", "n-5nowhere"},
      {"CreateNetwork", "--CidrBlock", "8.8.8.0/24"},
      {"NoSuchAction"},
  };
  for (const std::vector<std::string>& words : refused) {
    const Finished finished = call(words);
    EXPECT_EQ(finished.exit, 1) << words.front();
    const auto answer = json::parse(finished.output);
    ASSERT_TRUE(answer) << finished.output;
    EXPECT_TRUE(json::find_text(*answer, "Code")) << finished.output;
  }
}

TEST_F(CommandLine, AParameterThatTheActionDoesNotHaveIsSentWithAWarning) {
  const Finished misspelt = call({"DescribeNetworks", "--PageSise", "10"});
  EXPECT_EQ(misspelt.exit, 0) << misspelt.errors;
  EXPECT_THAT(misspelt.errors, HasSubstr("DescribeNetworks has no parameter PageSise"));
  EXPECT_EQ(call({"DescribeNetworks", "--PageSize", "10"}).errors, "");
  EXPECT_EQ(call({"DescribePrice", "--SystemDisk.Size", "20"}).errors, "");
}

TEST_F(CommandLine, AnUnknownActionIsToldWhatIsNearIt) {
  const Finished misspelt = call({"DescribeNetwork"});
  EXPECT_EQ(misspelt.exit, 1);
  EXPECT_THAT(misspelt.output, HasSubstr("DescribeNetworks"));
}

TEST_F(CommandLine, ACallThatWasNotMadeEndsWithTwoAndSaysWhy) {
  const std::pair<std::vector<std::string>, const char*> wrong[] = {
      {{"DescribeNetworks", "--PageSize"}, "--PageSize has no value"},
      {{"DescribeNetworks", "--PageSize", "--PageNumber", "1"}, "--PageSize has no value"},
      {{"DescribeNetworks", "PageSize", "10"}, "received PageSize; accepted: --Name value"},
  };
  for (const auto& [words, why] : wrong) {
    const Finished finished = call(words);
    EXPECT_EQ(finished.exit, 2) << finished.output;
    EXPECT_THAT(finished.errors, HasSubstr(why));
    EXPECT_EQ(finished.output, "");
  }
  const Finished no_url =
      run(sluice({"call", "--endpoint", "ftp://a", "--data-dir", data, "DescribeNetworks"}));
  EXPECT_EQ(no_url.exit, 2);
  EXPECT_THAT(no_url.errors, HasSubstr("--endpoint: received ftp://a"));
  const Finished no_key = run(
      sluice({"call", "--endpoint", server.url(), "--data-dir", directory.path("none"), "DescribeNetworks"}));
  EXPECT_EQ(no_key.exit, 2);
  EXPECT_THAT(no_key.errors, HasSubstr("no key: "));
  server.sigkill();
  const Finished nobody = call({"DescribeNetworks"});
  EXPECT_EQ(nobody.exit, 2);
  EXPECT_THAT(nobody.errors, HasSubstr("cannot connect to "));
}

TEST_F(CommandLine, AKeyOfTheEnvironmentComesFirst) {
  Command command = sluice({"call", "--endpoint", server.url(), "--data-dir", data, "DescribeNetworks"});
  command.environment["ALIBABA_CLOUD_ACCESS_KEY_ID"] = "nobody";
  command.environment["ALIBABA_CLOUD_ACCESS_KEY_SECRET"] = "nothing";
  const Finished finished = run(command);
  EXPECT_EQ(finished.exit, 1);
  EXPECT_THAT(finished.output, HasSubstr("InvalidAccessKeyId.NotFound"));
}

TEST_F(CommandLine, TheDemoForwardsItsRequestsAndEnds) {
  // A demo that somebody runs beside this has the addresses that the first instances of its vSwitch ask for;
  // these take them here, so that this demo is served elsewhere.
  constexpr const char* instances = "20";
  const auto id_of = [](const Finished& made, std::string_view name) {
    EXPECT_EQ(made.exit, 0) << made.output << made.errors;
    const auto answer = json::parse(made.output);
    return std::string(answer ? json::find_text(*answer, name).value_or("") : "");
  };
  const std::string network = id_of(
      call({"CreateNetwork", "--EnsRegionId", Api::region, "--CidrBlock", "192.168.0.0/16"}), "NetworkId");
  const std::string vswitch = id_of(call({"CreateVSwitch", "--EnsRegionId", Api::region, "--NetworkId",
                                          network, "--CidrBlock", "192.168.2.0/24"}),
                                    "VSwitchId");
  ASSERT_EQ(call({"RunInstances", "--EnsRegionId", Api::region, "--ScheduleAreaLevel", "Region",
                  "--InstanceType", "ens.sn1.small", "--InstanceChargeType", "PostPaid", "--VSwitchId",
                  vswitch, "--Amount", instances})
                .exit,
            0);

  const Finished demo = run(sluice({"demo", "--once", "--endpoint", server.url(), "--data-dir", data}));
  EXPECT_EQ(demo.exit, 0) << demo.errors;
  EXPECT_THAT(demo.output, HasSubstr("request forwarded: 20 of 20 requests"));
}

TEST_F(CommandLine, ADemoWithoutAServerSaysSo) {
  server.sigkill();
  const Finished demo = run(sluice({"demo", "--once", "--endpoint", server.url(), "--data-dir", data}));
  EXPECT_EQ(demo.exit, 1);
  EXPECT_THAT(demo.errors, HasSubstr("cannot connect to "));
}

}  // namespace
}  // namespace sluice::e2e
