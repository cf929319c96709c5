#include "edge/agent/backend_view.h"

#include <gtest/gtest.h>

namespace sluice::agent {
namespace {

using nodelink::HealthCheckKind;

const base::Ipv4 first = *base::parse_ipv4("127.77.4.1");
const base::Ipv4 second = *base::parse_ipv4("127.77.4.2");
const base::Ipv4 third = *base::parse_ipv4("127.77.4.3");

const nodelink::LoadBalancer viewed_balancer{
    .id = "lb-a",
    .backends = {{.server_id = "i-1", .served_address = first, .weight = 100},
                 {.server_id = "i-2", .served_address = second, .port = 9000, .weight = 10},
                 {.server_id = "i-3", .served_address = third, .weight = 0}},
};
const BackendPorts all;
const nodelink::Listener unchecked{.port = 80, .backend_port = 8080};

nodelink::Listener checked(uint16_t check_port) {
  nodelink::Listener listener = unchecked;
  listener.health_check = {.kind = HealthCheckKind::Tcp, .port = check_port};
  return listener;
}

bool nobody(const health::CheckTarget&) {
  return false;
}
bool not_first(const health::CheckTarget& target) {
  return target.endpoint.address != first;
}

std::string names(const std::vector<snapshot::Target>& targets) {
  std::string text;
  for (const auto& target : targets)
    text += target.server_id + "@" + base::format_endpoint(target.endpoint) + " ";
  return text;
}

TEST(BackendView, WithoutACheckEveryBackendWithAWeightIsEligible) {
  EXPECT_EQ(names(eligible_targets(viewed_balancer, unchecked, all, nobody)),
            "i-1@127.77.4.1:8080 i-2@127.77.4.2:9000 ");
  EXPECT_TRUE(check_targets(viewed_balancer, unchecked, all).empty());
  for (const auto& row : backend_health(viewed_balancer, unchecked, all, nobody))
    EXPECT_TRUE(row.healthy) << row.server_id;
}

TEST(BackendView, WithACheckOnlyHealthyOnesAre) {
  EXPECT_EQ(names(eligible_targets(viewed_balancer, checked(0), all, not_first)), "i-2@127.77.4.2:9000 ");
  EXPECT_TRUE(eligible_targets(viewed_balancer, checked(0), all, nobody).empty());
  const auto rows = backend_health(viewed_balancer, checked(0), all, not_first);
  ASSERT_EQ(rows.size(), 3u);
  EXPECT_FALSE(rows[0].healthy);
  EXPECT_TRUE(rows[1].healthy);
  EXPECT_TRUE(rows[2].healthy) << "told whatever its weight";
}

TEST(BackendView, ChecksGoToThePortOfTheTrafficUnlessTheCheckNamesOne) {
  const auto same = check_targets(viewed_balancer, checked(0), all);
  ASSERT_EQ(same.size(), 3u);
  EXPECT_EQ(same[0].endpoint, (base::Endpoint{first, 8080}));
  EXPECT_EQ(same[1].endpoint, (base::Endpoint{second, 9000}));
  const auto named = check_targets(viewed_balancer, checked(7000), all);
  for (const auto& target : named) EXPECT_EQ(target.endpoint.port, 7000);
}

TEST(BackendView, NothingGoesToPortsThatAreLeftOut) {
  const auto everybody = [](const health::CheckTarget&) { return true; };
  BackendPorts ports;
  ports.leave_out(9000);
  EXPECT_EQ(names(eligible_targets(viewed_balancer, unchecked, ports, everybody)), "i-1@127.77.4.1:8080 ");
  EXPECT_EQ(check_targets(viewed_balancer, checked(0), ports).size(), 2u) << "and no check either";
  const auto rows = backend_health(viewed_balancer, unchecked, ports, everybody);
  EXPECT_TRUE(rows[0].healthy);
  EXPECT_FALSE(rows[1].healthy);
  EXPECT_TRUE(check_targets(viewed_balancer, checked(9000), ports).empty()) << "nor one that names the port";
  EXPECT_TRUE(eligible_targets(viewed_balancer, checked(9000), ports, everybody).empty());
}

}  // namespace
}  // namespace sluice::agent
