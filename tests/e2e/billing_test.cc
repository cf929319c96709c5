// Bills of a server that runs: what unpaid ones do to traffic, and what `sluice bill` prints.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "edge/dataplane/testing/blocking_client.h"
#include "platform/storage/testing/scratch_directory.h"
#include "tests/support/echo_backend.h"
#include "tests/support/eventually.h"
#include "tests/support/sluice_server.h"

namespace sluice::e2e {
namespace {

using ::testing::HasSubstr;
using ::testing::MatchesRegex;

constexpr uint16_t billed_port = 20'280;

class BilledServer : public ::testing::Test {
 protected:
  void SetUp() override {
    ASSERT_TRUE(server.ready()) << server.process().errors();
    account = api.call("GetCallerIdentity", {}).value["AccountId"].get<std::string>();
  }
  Parameters with_account(Parameters more) const {
    more.emplace_back("AccountId", account);
    return more;
  }
  void act(std::string_view action, Parameters parameters) {
    const auto answer = api.call(action, std::move(parameters));
    ASSERT_TRUE(answer.ok()) << action << ": " << answer.body;
  }
  // Whole days, one at a time, as long as `goes_on` and at most so many; how many it took.
  int pass_days(int most, const std::function<bool()>& goes_on) {
    int days = 0;
    for (; days < most && goes_on(); ++days) act("StepBusinessClock", {{"Seconds", "86400"}});
    return days;
  }
  std::string status() {
    const json::Value list = api.call("DescribeLoadBalancers", {}).value["LoadBalancers"]["LoadBalancer"];
    return list.empty() ? "" : list[0]["LoadBalancerStatus"].get<std::string>();
  }
  std::string bill(std::vector<std::string> more = {}) {
    std::vector<std::string> arguments{"bill", "--endpoint", server.url(), "--data-dir", data};
    arguments.insert(arguments.end(), more.begin(), more.end());
    Command command = sluice(std::move(arguments));
    command.environment = {{"ALIBABA_CLOUD_ACCESS_KEY_ID", Api::key_id},
                           {"ALIBABA_CLOUD_ACCESS_KEY_SECRET", Api::key_secret}};
    const Finished finished = run(command);
    EXPECT_EQ(finished.exit, 0) << finished.errors;
    return finished.output;
  }

  storage::ScratchDirectory directory;
  const std::string data = directory.path("data");
  SluiceServer server{{.data_dir = data, .more = {"--billing", "on"}}};
  Api api = server.api();
  std::string account;
};

TEST_F(BilledServer, ForwardsUntilFifteenDaysOfArrearsAndAgainOnceTheyArePaid) {
  const std::string network = api.make_network("10.0.0.0/8"),
                    vswitch = api.make_vswitch(network, own_block());
  const std::string instance = api.make_instance(vswitch);
  const EchoBackend backend(api.served_address(network, api.address_of_instance(instance)), instance);
  const std::string balancer = api.make_balancer(network, vswitch);
  api.add_backend(balancer, instance);
  api.make_listener(balancer, "http", billed_port, backend.port());
  api.start_listener(balancer, billed_port);
  const auto state = [&] { return api.listener_state(balancer, billed_port); };
  ASSERT_TRUE(eventually([&] { return state().state == "Listening"; }));
  const base::Endpoint served = api.served_at(network, balancer, billed_port);
  EXPECT_EQ(ask_for_echo(served, instance, "before"), "");

  EXPECT_THAT(bill(), HasSubstr("has no bills"));
  pass_days(31, [&] { return api.call("DescribeBills", with_account({})).value["TotalCount"] == 0; });
  EXPECT_THAT(bill(), HasSubstr("OVERDUE"));
  EXPECT_EQ(ask_for_echo(served, instance, "in arrears"), "");
  const int days = pass_days(20, [&] { return status() == "Active"; });
  EXPECT_THAT(days, ::testing::AllOf(::testing::Ge(14), ::testing::Le(15)))
      << "the first day was part of one";
  EXPECT_EQ(status(), "Locked");
  ASSERT_TRUE(eventually([&] { return state().state == "Stopped"; }));
  EXPECT_THAT(state().reason, HasSubstr("bills of its account are overdue"));
  EXPECT_FALSE(edgetest::get_once(served)) << "nobody listens";

  act("RechargeFundAccount", with_account({{"Currency", "USD"}, {"Amount", "100.00"}, {"Channel", "wire"}}));
  EXPECT_EQ(status(), "Active");
  ASSERT_TRUE(eventually([&] { return state().state == "Listening"; }));
  EXPECT_EQ(ask_for_echo(api.served_at(network, balancer, billed_port), instance, "after"), "");

  const std::string printed = bill();
  EXPECT_THAT(printed, HasSubstr(balancer));
  EXPECT_THAT(printed, HasSubstr(" days at 7.50 USD a month"));
  EXPECT_THAT(printed, ::testing::Not(HasSubstr("OVERDUE")));
  EXPECT_THAT(printed, MatchesRegex("CYCLE(.|\n)* sum +[0-9.]+ USD +[0-9.]+ USD *\n"));
  EXPECT_THAT(bill({"--month", "1999-01"}), HasSubstr("has no bills of 1999-01"));
}

TEST(BillCommand, SaysWhatAMonthIs) {
  for (const char* const month : {"foo", "2026-8", "2026-13", "2026-08-01"}) {
    const Finished finished = run(sluice({"bill", "--month", month}));
    EXPECT_EQ(finished.exit, 1);
    EXPECT_THAT(finished.errors,
                HasSubstr(std::string("--month: received ") + month + "; accepted: a month such as 2026-08"));
  }
}

}  // namespace
}  // namespace sluice::e2e
