// Providers as an operator meets them: the sample as a process of its own, a server that asks it, the check
// of a provider, and settings that cannot be.

#include <fstream>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "platform/storage/testing/scratch_directory.h"
#include "tests/support/sluice_server.h"

namespace sluice::e2e {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

constexpr const char* secret = "the secret of both sides";

class Provider : public testing::Test {
 protected:
  Provider() {
    write("secret", std::string(secret) + "\n");
    write("other", "the secret of somebody else");
    write("state.json",
          R"({"plans":[{"Commodity":"elb_post","Currency":"USD","ValidFrom":"2024-06-01T00:00:00Z",)"
          R"("Leaves":[{"Regions":["*"],"Spec":"elb.s1.small","Cycle":"Month",)"
          R"("Unit":"InstanceMonth","UnitPrice":"9.25"}]}]})");
  }

  void write(const std::string& name, const std::string& text) const {
    std::ofstream(directory.path(name), std::ios::trunc) << text;
  }
  Command provider(std::vector<std::string> more) const {
    std::vector<std::string> arguments{"provider"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    arguments.insert(arguments.end(), {"--secret-file", directory.path("secret")});
    return sluice(std::move(arguments));
  }
  // The table of a seam that the provider at this URL has.
  std::string table(const std::string& seam, const std::string& url) const {
    return fmt::format("[providers.{}]\nkind = 'http'\nurl = '{}'\nsecret_file = '{}'\n", seam, url,
                       directory.path("secret"));
  }
  ServerSettings settings_with(const std::string& tables) const {
    write("sluice.toml", tables);
    return {.data_dir = directory.path("data"), .more = {"--config", directory.path("sluice.toml")}};
  }

  storage::ScratchDirectory directory;
};

// A sample that runs, and its URL.
struct RunningSample {
  explicit RunningSample(const Command& command) : process(command) {
    constexpr std::string_view ready = "sluice provider ready: ";
    const std::string line = process.read_line().value_or(process.errors());
    EXPECT_THAT(line, StartsWith(std::string(ready)));
    url = line.substr(std::min(line.size(), ready.size()));
  }
  ChildProcess process;
  std::string url;
};

Reply price(Api& api) {
  return api.call("GetPayAsYouGoPrice", {{"ProductCode", "elb"},
                                         {"SubscriptionType", "PayAsYouGo"},
                                         {"Region", Api::region},
                                         {"ModuleList.1.ModuleCode", "spec"},
                                         {"ModuleList.1.PriceType", "Month"},
                                         {"ModuleList.1.Config", "spec:elb.s1.small,type:CLB"}});
}

TEST_F(Provider, IsAskedByAServerThatIsToldOfIt) {
  RunningSample sample(provider({"--listen", "127.0.0.1:0", "--state", directory.path("state.json")}));
  SluiceServer server(settings_with(table("pricing", sample.url + "/billing/")));
  ASSERT_TRUE(server.ready()) << server.process().errors();
  Api api = server.api();
  EXPECT_THAT(price(api).body, HasSubstr(R"("CostAfterDiscount":"9.25")"));

  const std::string network = api.make_network("10.0.0.0/8");
  const std::string vswitch = api.make_vswitch(network, own_block());
  EXPECT_NE(api.make_balancer(network, vswitch), "");
  const Finished told = run(provider({"behave", "pricing=failing", "--url", sample.url}));
  EXPECT_EQ(told.exit, 0) << told.errors;
  const Reply refused = api.call("CreateLoadBalancer", balancer_parameters(network, vswitch));
  EXPECT_EQ(refused.code(), "PriceHsfTimeoutError");
  EXPECT_THAT(refused.body, Not(HasSubstr("Broken"))) << "the provider's own reason is not the customer's";
  EXPECT_THAT(server.process().errors(), HasSubstr("it answered 500 (Broken"));

  sample.process.signal(SIGTERM);
  EXPECT_EQ(sample.process.wait(), 0);
  EXPECT_EQ(api.call("CreateLoadBalancer", balancer_parameters(network, vswitch)).code(),
            "PriceHsfTimeoutError");
  EXPECT_EQ(server.terminate(), 0);
  EXPECT_THAT(server.process().errors(), Not(HasSubstr(secret)));
}

// A seam, and what a customer is told when it fails in each way that is no answer.
struct Unanswered {
  const char* seam;
  const char* code;
};
constexpr Unanswered unanswered[] = {
    {"relation", "PayQueryParentRelationshipFailed"},
    {"sale_control", "SystemSaleValidateFailed"},
    {"inventory", "SystemQueryImmortalError"},
    {"pricing", "PriceHsfTimeoutError"},
    {"rates", "OrderQueryOrderExchangeRateFail"},
    {"risk", "System.SystemError"},
    {"resource_plane", "CallInterface"},
};

TEST_F(Provider, OfEachSeamThatFailsInEachWayIsToldByItsRow) {
  write("state.json",
        R"({"plans":[{"Commodity":"elb_post","Currency":"USD","ValidFrom":"2024-06-01T00:00:00Z",)"
        R"("Leaves":[{"Regions":["*"],"Spec":"elb.s1.small","Cycle":"Month",)"
        R"("Unit":"InstanceMonth","UnitPrice":"7.5"}]}],)"
        R"("rates":[{"From":"USD","To":"CNY","Rate":"7.2"}]})");
  RunningSample sample(provider({"--listen", "127.0.0.1:0", "--state", directory.path("state.json")}));
  std::string tables;
  for (const Unanswered& each : unanswered) {
    tables += table(each.seam, sample.url) + "deadline_ms = 200\nattempts = 1\n";
    if (std::string_view(each.seam) == "risk") tables += "on_outage = 'refuse'\n";
  }
  SluiceServer server(settings_with(tables));
  ASSERT_TRUE(server.ready()) << server.process().errors();
  Api api = server.api();
  const Reply account = api.call("GetCallerIdentity");
  ASSERT_TRUE(
      api.call("ModifyCustomer", {{"AccountId", account.text("AccountId")}, {"SettleCurrency", "CNY"}}).ok());
  const std::string network = api.make_network("10.0.0.0/8");
  const Parameters order = balancer_parameters(network, api.make_vswitch(network, own_block()));
  for (const Unanswered& each : unanswered) {
    for (const char* const behaviour : {"refusing", "failing", "wrong", "silent", "proper"}) {
      SCOPED_TRACE(std::string(each.seam) + " " + behaviour);
      run(provider({"behave", std::string(each.seam) + "=" + behaviour, "--url", sample.url}));
      const Reply reply = api.call("CreateLoadBalancer", order);
      if (std::string_view(behaviour) == "proper") {
        EXPECT_TRUE(reply.ok()) << reply.body;
      } else {
        EXPECT_EQ(reply.code(), each.code) << reply.body;
      }
    }
  }
}

TEST_F(Provider, ThatIsSilentHoldsUpTheCallAndNobodyElse) {
  RunningSample sample(provider({"--listen", "127.0.0.1:0", "--behave", "pricing=silent"}));
  SluiceServer server(settings_with(table("pricing", sample.url) + "deadline_ms = 100\n"));
  ASSERT_TRUE(server.ready()) << server.process().errors();
  Api api = server.api();
  const Reply reply = price(api);
  EXPECT_EQ(reply.code(), "PriceHsfTimeoutError") << reply.body;
  EXPECT_TRUE(api.call("DescribeNetworks").ok());
}

TEST_F(Provider, IsCheckedAgainstTheContract) {
  RunningSample sample(provider({"--listen", "127.0.0.1:0"}));
  const Finished kept = run(provider({"check", sample.url}));
  EXPECT_EQ(kept.exit, 0) << kept.output;
  EXPECT_THAT(kept.output, HasSubstr("ok    risk: refuses a wrong signature\n"));
  run(provider({"behave", "rates=wrong", "--url", sample.url}));
  const Finished broken = run(provider({"check", sample.url}));
  EXPECT_EQ(broken.exit, 1);
  EXPECT_THAT(broken.output, HasSubstr("FAULT rates: answers a question\n      its answer cannot be read"));
  const Finished one = run(provider({"check", sample.url, "--seam", "pricing"}));
  EXPECT_EQ(one.exit, 0);
  EXPECT_THAT(one.output, Not(HasSubstr("rates")));
}

TEST_F(Provider, HasNothingToSayToWhoHasAnotherSecret) {
  RunningSample sample(provider({"--listen", "127.0.0.1:0"}));
  const Finished finished = run(
      sluice({"provider", "check", sample.url, "--seam", "risk", "--secret-file", directory.path("other")}));
  EXPECT_EQ(finished.exit, 1);
  EXPECT_THAT(finished.output, HasSubstr("it answered 401 (WrongSignature"));
}

TEST_F(Provider, IsRefusedByTheNameOfWhatCannotBe) {
  const std::string file = directory.path("secret");
  write("short", "too short");
  const std::string short_file = directory.path("short");
  const std::string http = "[providers.pricing]\nkind = 'http'\n";
  const std::string place = "url = 'http://127.0.0.1:1'\n";
  const std::pair<std::string, std::string> cases[] = {
      {"[providers.tax]\nkind = 'http'",
       ":2: received [providers.tax]; accepted: [providers.NAME] with pricing, "},
      {"[providers]\npricing = 'http'", ":2: received the key providers.pricing; accepted: kind, url, "},
      {"[providers.pricing]\nurl = 'x'", ":2: providers.pricing.kind: is missing; accepted: \"embedded\" or"},
      {"[providers.pricing]\nkind = 'grpc'",
       ":2: providers.pricing.kind: received 'grpc'; accepted: \"embedded\" or \"http\""},
      {"[providers.pricing]\nkind = 'http'\nadress = 'x'",
       ":3: received the key providers.pricing.adress; accepted: kind, url, "},
      {http, ":2: providers.pricing.url: is missing; accepted: http://HOST:PORT"},
      {http + "url = 'https://127.0.0.1:1'",
       ":3: providers.pricing.url: received \"https://127.0.0.1:1\"; accepted"},
      {http + "url = 'http://127.0.0.1:1/a?b'",
       ":3: providers.pricing.url: received \"http://127.0.0.1:1/a?b\""},
      {http + place, ":2: providers.pricing.secret_file: give secret_file or secret_env"},
      {http + place + "secret_file = '" + file + "'\nsecret_env = 'A'",
       ":5: providers.pricing.secret_env: give secret_file or secret_env"},
      {http + place + "secret_file = '" + short_file + "'",
       ":4: providers.pricing.secret_file: " + short_file +
           " holds 9 bytes; accepted: a secret of 16 to 4096"},
      {http + place + "secret_env = 'NOT_SET'",
       ":4: providers.pricing.secret_env: NOT_SET of the environment holds 0 bytes"},
      {http + "deadline_ms = 49",
       ":3: providers.pricing.deadline_ms: received 49; accepted: an integer in [50 - 5000]"},
      {http + "attempts = '2'",
       ":3: providers.pricing.attempts: received '2'; accepted: an integer in [1 - 5]"},
      {http + "on_outage = 'pass'", ":3: providers.pricing.on_outage: is a setting of providers.risk alone"},
      {"[providers.risk]\nkind = 'embedded'\non_outage = 'perhaps'",
       ":3: providers.risk.on_outage: received 'perhaps'; accepted: \"pass\" or \"refuse\""},
  };
  for (const auto& [text, error] : cases) {
    const ServerSettings settings = settings_with(text);
    const Finished finished = run(serve_command(settings));
    EXPECT_EQ(finished.exit, 1) << text;
    EXPECT_THAT(finished.errors, StartsWith("sluice: " + directory.path("sluice.toml") + error)) << text;
  }
}

TEST_F(Provider, MayShareAVariableOfTheEnvironmentWithAnotherSeam) {
  RunningSample sample(provider({"--listen", "127.0.0.1:0"}));
  std::string tables;
  for (const char* const seam : {"pricing", "inventory"}) {
    tables +=
        fmt::format("[providers.{}]\nkind = 'http'\nurl = '{}'\nsecret_env = 'SHARED'\n", seam, sample.url);
  }
  Command command = serve_command(settings_with(tables));
  command.environment["SHARED"] = secret;
  ChildProcess process(command);
  const std::string line = process.read_line().value_or(process.errors());
  ASSERT_THAT(line, StartsWith("sluice ready: http://"));
  Api api(*base::parse_endpoint(line.substr(std::string_view("sluice ready: http://").size())));
  const std::string network = api.make_network("10.0.0.0/8");
  EXPECT_NE(api.make_balancer(network, api.make_vswitch(network, own_block())), "");
}

TEST_F(Provider, IsLookedAtByTheDoctor) {
  const auto told = [&](const std::string& tables) {
    write("sluice.toml", tables);
    return run(sluice({"doctor", "--data-dir", directory.path("data"), "--listen", "127.0.0.1:0", "--config",
                       directory.path("sluice.toml")}))
        .output;
  };
  EXPECT_THAT(told(table("pricing", "http://127.0.0.1:1") + table("risk", "http://127.0.0.1:1")),
              HasSubstr("ok       providers    decided outside: pricing, risk\n"));
  EXPECT_THAT(
      told("[providers.risk]\nkind = 'http'\n"),
      HasSubstr("problem  providers    " + directory.path("sluice.toml") + ":2: providers.risk.url: "));
}

TEST_F(Provider, SaysWhatIsWrongWithItsOptions) {
  write("wrong.json", R"({"price": 1})");
  const std::pair<std::vector<std::string>, std::string> cases[] = {
      {{"--listen", "10.0.0.1:80"}, "--listen: received 10.0.0.1:80; accepted: 127.x.y.z:PORT"},
      {{"--behave", "tax=slow"}, "--behave: received tax=slow; accepted: SEAM=BEHAVIOUR"},
      {{"--behave", "risk=slow:soon"}, "--behave: received risk=slow:soon; accepted: "},
      {{"--state", directory.path("none")}, "--state: cannot read "},
      {{"--state", directory.path("wrong.json")}, "price: is not a member"},
  };
  for (const auto& [arguments, error] : cases) {
    const Finished finished = run(provider(arguments));
    EXPECT_EQ(finished.exit, 1);
    EXPECT_THAT(finished.errors, StartsWith("sluice provider: ")) << error;
    EXPECT_THAT(finished.errors, HasSubstr(error));
  }
  EXPECT_THAT(run(sluice({"provider"})).errors, HasSubstr("--secret-file: is missing"));
}

}  // namespace
}  // namespace sluice::e2e
