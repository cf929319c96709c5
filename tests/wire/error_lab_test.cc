// An answer that an error rule keeps back, as a client sees it.

#include <gtest/gtest.h>

#include "tests/wire/wire_call.h"
#include "tests/wire/wire_server.h"

namespace sluice::wire {
namespace {

TEST(ErrorLab, AnAnswerThatIsNeverSentIsAClosedConnectionAndTheChangeIsThere) {
  WireServer server({}, {.error_lab = true});
  control::TestCloud& cloud = server.cloud();
  const std::string network = cloud.make_network();
  control::Parameters order = cloud.balancer_parameters(network, cloud.make_vswitch(network));
  order.emplace_back("ClientToken", "token-1");
  ASSERT_TRUE(
      cloud.call("ArmErrorRule", {{"ActionName", "CreateLoadBalancer"}, {"Instant", "AnswerNeverSent"}})
          .ok());

  Client struck(server.endpoint());
  ASSERT_TRUE(struck.send(to_bytes(cloud.sign("CreateLoadBalancer", order))));
  EXPECT_TRUE(struck.ended()) << "closed, and not a byte before";

  const control::Reply listed = cloud.call("DescribeLoadBalancers");
  ASSERT_EQ(listed.value["TotalCount"], 1);
  const Answer retry = server.exchange(to_bytes(cloud.sign("CreateLoadBalancer", order)));
  EXPECT_EQ(retry.status, 200) << retry.body;
  EXPECT_EQ(retry.text("LoadBalancerId"),
            listed.value["LoadBalancers"]["LoadBalancer"][0]["LoadBalancerId"].get<std::string>());
}

TEST(ErrorLab, AnArmedErrorIsAnAnswerLikeAnyOther) {
  WireServer server({}, {.error_lab = true});
  ASSERT_TRUE(server.cloud()
                  .call("ArmErrorRule", {{"ActionName", "DescribeNetworks"},
                                         {"Instant", "BeforeCommit"},
                                         {"ErrorCode", "ServiceUnavailable"}})
                  .ok());
  Client client(server.endpoint());
  ASSERT_TRUE(client.send(to_bytes(server.cloud().sign("DescribeNetworks"))));
  const Answer struck = client.receive();
  EXPECT_EQ(struck.status, 503);
  EXPECT_EQ(struck.code(), "ServiceUnavailable");
  EXPECT_EQ(struck.header("x-acs-request-id"), struck.text("RequestId"));
  ASSERT_TRUE(client.send(to_bytes(server.cloud().sign("DescribeNetworks"))));
  EXPECT_EQ(client.receive().status, 200) << "on the same connection";
}

}  // namespace
}  // namespace sluice::wire
