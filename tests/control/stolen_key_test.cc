// A key that was taken away serves nobody from the moment its owner is told so, however busy the service is.

#include <gtest/gtest.h>

#include "control/plane/testing/test_cloud.h"

namespace sluice::control {
namespace {

constexpr int calls_under_way = 200;

class StolenKey : public testing::Test {
 protected:
  StolenKey() {
    attach("robbed");
    attach("other");
  }
  void attach(const char* user) {
    const Reply reply =
        cloud.call("AttachPolicyToUser",
                   {{"UserName", user}, {"PolicyType", "System"}, {"PolicyName", "AliyunENSReadOnlyAccess"}});
    EXPECT_TRUE(reply.ok()) << reply.body;
  }
  // Changes and reads that nobody has waited for yet.
  std::vector<std::shared_ptr<Reply>> keep_busy() {
    std::vector<std::shared_ptr<Reply>> started;
    for (int i = 0; i < calls_under_way; ++i) {
      started.push_back(i % 2 == 0
                            ? cloud.start("DescribeNetworks", {})
                            : cloud.start("CreateNetwork", {{"EnsRegionId", std::string(TestCloud::region)},
                                                            {"CidrBlock", "10.0.0.0/8"}}));
    }
    return started;
  }
  Reply describe(const Key& key) { return cloud.call_as(key, "DescribeNetworks"); }

  TestCloud cloud;
  const Key robbed = cloud.make_user("robbed"), other = cloud.make_user("other");
};

struct Taking {
  const char* action;
  Parameters parameters;
  std::string code;  // of the next call with the key
};

TEST_F(StolenKey, TheNextCallAfterTheAnswerIsRefusedWhateverElseIsUnderWay) {
  const Parameters key{{"UserName", "robbed"}, {"UserAccessKeyId", robbed.id}};
  Parameters inactive = key, active = key;
  inactive.emplace_back("Status", "Inactive");
  active.emplace_back("Status", "Active");
  for (int round = 0; round < 20; ++round) {
    SCOPED_TRACE(round);
    ASSERT_TRUE(describe(robbed).ok());
    const auto before = keep_busy();
    const auto told = cloud.start("UpdateAccessKey", inactive);
    const auto behind = keep_busy();
    cloud.await(*told);
    ASSERT_TRUE(told->ok()) << told->body;
    // Refused before it reaches storage, so nothing that is under way is waited for.
    const auto refused = cloud.start_as(robbed, "DescribeNetworks");
    ASSERT_TRUE(refused->answered());
    EXPECT_EQ(refused->code(), "InvalidAccessKeyId.Inactive");
    cloud.settle();
    EXPECT_TRUE(describe(other).ok()) << "it was not his";
    ASSERT_TRUE(cloud.call("UpdateAccessKey", active).ok());
  }
}

TEST_F(StolenKey, EveryWayToTakeItAwayIsInForceWhenItIsAnswered) {
  const Taking ways[] = {
      {"DetachPolicyFromUser",
       {{"UserName", "robbed"}, {"PolicyType", "System"}, {"PolicyName", "AliyunENSReadOnlyAccess"}},
       "NoPermission"},
      {"UpdateAccessKey",
       {{"UserName", "robbed"}, {"UserAccessKeyId", robbed.id}, {"Status", "Inactive"}},
       "InvalidAccessKeyId.Inactive"},
      {"DeleteAccessKey",
       {{"UserName", "robbed"}, {"UserAccessKeyId", robbed.id}},
       "InvalidAccessKeyId.NotFound"}};
  ASSERT_TRUE(describe(robbed).ok());
  for (const Taking& way : ways) {
    SCOPED_TRACE(way.action);
    const auto before = keep_busy();
    const auto told = cloud.start(way.action, way.parameters);
    const auto behind = keep_busy();
    cloud.await(*told);
    ASSERT_TRUE(told->ok()) << told->body;
    const auto refused = cloud.start_as(robbed, "DescribeNetworks");
    ASSERT_TRUE(refused->answered());
    EXPECT_EQ(refused->code(), way.code);
    cloud.settle();
  }
}

}  // namespace
}  // namespace sluice::control
