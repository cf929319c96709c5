#include "control/unfinished/unfinished_call.h"

#include <gtest/gtest.h>

#include "control/schema/testing/scratch_database.h"

namespace sluice::unfinished {
namespace {

const base::WallTime now = *base::parse_iso8601("2026-01-02T03:04:05Z");

UnfinishedCall example(int64_t work, std::string token = {}) {
  UnfinishedCall call{.work = work,
                      .version = "2017-11-10",
                      .action = "CreateLoadBalancer",
                      .caller = {.account_key = 7,
                                 .account_id = model::AccountId("1000000000000007"),
                                 .access_key_id = model::AccessKeyId("LTAIexample"),
                                 .kind = identity::CallerKind::AssumedRole,
                                 .principal_key = 8,
                                 .principal_id = "300000000000000008",
                                 .principal_name = "deployer",
                                 .session_name = "night \"shift\""},
                      .request_id = model::RequestId("473469C7-AA6F-4DC5-B3DB-A3DC0DE3C83E"),
                      .received = now,
                      .source = *base::parse_ipv4("192.0.2.7"),
                      .over_tls = true,
                      .user_agent = "curl/8 \"quoted\"",
                      .decision = {.by = audit::Decision::By::Policy, .statements = {{"ops", 2}}},
                      .token = std::move(token),
                      .fingerprint = "f"};
  call.parameters.set("LoadBalancerName", "name with \"quotes\" and 名");
  call.parameters.set("EnsRegionId", "cn-chengdu-telecom");
  return call;
}

class UnfinishedCalls : public testing::Test {
 protected:
  template <class Work>
  auto run(Work work) {
    return database_.run(work);
  }
  std::vector<UnfinishedCall> take_over(base::WallTime at, int64_t count_max = 10) {
    return run([&](storage::Transaction& tx) { return unfinished::take_over(tx, at, count_max); });
  }
  void add(const UnfinishedCall& call) {
    run([&](storage::Transaction& tx) {
      record(tx, call, now);
      return true;
    });
  }

 private:
  schema::ScratchDatabase database_;
};

TEST_F(UnfinishedCalls, AreTakenOverWithAllThatTheyCameWith) {
  add(example(1, "t"));
  const auto taken = take_over(now + lease);
  ASSERT_EQ(taken.size(), 1u);
  const UnfinishedCall& call = taken.front();
  const UnfinishedCall expected = example(1, "t");
  EXPECT_EQ(call.epoch, 1);
  EXPECT_EQ(call.action, expected.action);
  EXPECT_EQ(call.version, expected.version);
  EXPECT_TRUE(std::ranges::equal(call.parameters, expected.parameters));
  EXPECT_EQ(identity::arn_of(call.caller), identity::arn_of(expected.caller));
  EXPECT_EQ(call.caller.account_key, 7);
  EXPECT_EQ(call.caller.principal_key, 8);
  EXPECT_EQ(call.caller.access_key_id, expected.caller.access_key_id);
  EXPECT_EQ(call.request_id, expected.request_id);
  EXPECT_EQ(call.received, now);
  EXPECT_EQ(call.source, expected.source);
  EXPECT_TRUE(call.over_tls);
  EXPECT_EQ(call.user_agent, expected.user_agent);
  EXPECT_EQ(call.decision, expected.decision);
  EXPECT_EQ(call.token, "t");
  EXPECT_EQ(call.fingerprint, "f");
}

TEST_F(UnfinishedCalls, BelongToWhoeverHasTheLease) {
  add(example(1));
  EXPECT_TRUE(take_over(now + lease - std::chrono::seconds(1)).empty());
  const bool renewed = run([&](storage::Transaction& tx) { return renew(tx, 1, 0, now + lease); });
  EXPECT_TRUE(renewed);
  EXPECT_TRUE(take_over(now + lease).empty());
  EXPECT_EQ(take_over(now + 2 * lease).size(), 1u);
  EXPECT_TRUE(take_over(now + 2 * lease).empty()) << "whoever took it over has a lease of his own";
  run([](storage::Transaction& tx) {
    EXPECT_FALSE(renew(tx, 1, 0, now)) << "of the epoch before";
    EXPECT_FALSE(end(tx, 1, 0));
    EXPECT_TRUE(renew(tx, 1, 1, now));
    EXPECT_TRUE(end(tx, 1, 1));
    EXPECT_FALSE(end(tx, 1, 1)) << "once";
    EXPECT_EQ(count(tx), 0);
    return true;
  });
}

TEST_F(UnfinishedCalls, AreAllThereForWhoeverIsAlone) {
  for (int64_t work = 1; work <= 5; ++work) add(example(work));
  EXPECT_TRUE(take_over(now).empty());
  run([](storage::Transaction& tx) {
    end_leases(tx);
    return true;
  });
  const auto first = take_over(now, 3);
  ASSERT_EQ(first.size(), 3u);
  EXPECT_EQ(first.front().work, 1) << "the oldest first";
  EXPECT_EQ(take_over(now, 3).size(), 2u);
}

TEST_F(UnfinishedCalls, AreFoundByTheirToken) {
  add(example(1, "t"));
  add(example(2));
  run([](storage::Transaction& tx) {
    const auto found = find_by_token(tx, 7, "CreateLoadBalancer", "t");
    EXPECT_TRUE(found && found->work == 1 && found->fingerprint == "f");
    EXPECT_FALSE(find_by_token(tx, 8, "CreateLoadBalancer", "t"));
    EXPECT_FALSE(find_by_token(tx, 7, "CreateInstance", "t"));
    EXPECT_FALSE(find_by_token(tx, 7, "CreateLoadBalancer", "u"));
    return true;
  });
}

}  // namespace
}  // namespace sluice::unfinished
