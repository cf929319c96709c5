#include "edge/agent/served_port.h"

#include <gtest/gtest.h>

#include "edge/agent/scripted_opener.h"
#include "edge/dataplane/testing/peer.h"

namespace sluice::agent {
namespace {

using edgetest::free_port;
using edgetest::test_address;

const base::Ipv4 bound_address = test_address(1);

std::vector<uint16_t> ports(const std::vector<base::Endpoint>& endpoints) {
  std::vector<uint16_t> numbers;
  for (const base::Endpoint& endpoint : endpoints) numbers.push_back(endpoint.port);
  return numbers;
}

class ServedPort : public ::testing::Test {
 protected:
  ServedPort() { opener_.take_privileges_away(); }
  ScriptedOpener opener_;
};

TEST_F(ServedPort, IsTheListenersOwnWherePossible) {
  const uint16_t port = free_port(bound_address);
  const auto opened = open_served_port(opener_, bound_address, port, 0, {});
  ASSERT_TRUE(opened);
  EXPECT_EQ(opened->socket->local(), (base::Endpoint{bound_address, port}));
  EXPECT_EQ(opened->remark, "");
}

TEST_F(ServedPort, IsAHighOneWherePrivilegesAreMissing) {
  const auto opened = open_served_port(opener_, bound_address, 80, 0, {});
  ASSERT_TRUE(opened);
  EXPECT_EQ(opened->socket->local().port, 10080);
  EXPECT_EQ(opened->remark,
            "port 80 on " + base::format_ipv4(bound_address) + " needs privileges; served on port 10080");
}

TEST_F(ServedPort, IsAnyIfTheHighOneIsTaken) {
  opener_.fail({bound_address, 10080}, EADDRINUSE);
  const auto opened = open_served_port(opener_, bound_address, 80, 0, {});
  ASSERT_TRUE(opened);
  EXPECT_GT(opened->socket->local().port, 1023);
  EXPECT_EQ(ports(opener_.asked()), (std::vector<uint16_t>{80, 10080, 0}));
}

TEST_F(ServedPort, IsTheOneServedBeforeIfThatIsFree) {
  const uint16_t before = free_port(bound_address);
  const auto opened = open_served_port(opener_, bound_address, 80, before, {});
  ASSERT_TRUE(opened);
  EXPECT_EQ(opened->socket->local().port, before);
  opener_.fail({bound_address, before}, EADDRINUSE);
  const auto next = open_served_port(opener_, bound_address, 80, before, {});
  ASSERT_TRUE(next);
  EXPECT_EQ(next->socket->local().port, 10080);
}

TEST_F(ServedPort, IsNeverOneThatBelongsToAnotherListener) {
  const auto opened = open_served_port(opener_, bound_address, 80, 20080, {10080, 20080});
  ASSERT_TRUE(opened);
  EXPECT_EQ(ports(opener_.asked()), (std::vector<uint16_t>{80, 0}));
  EXPECT_NE(opened->socket->local().port, 10080);
}

TEST_F(ServedPort, IsNotReplacedWhereSomethingElseIsWrong) {
  const uint16_t port = free_port(bound_address);
  opener_.fail({bound_address, port}, EADDRINUSE);
  const auto opened = open_served_port(opener_, bound_address, port, 0, {});
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error(), EADDRINUSE);
  EXPECT_EQ(ports(opener_.asked()), (std::vector<uint16_t>{port}));
}

TEST_F(ServedPort, ReasonsAreInWords) {
  const base::Endpoint local = *base::parse_endpoint("127.168.2.5:80");
  EXPECT_EQ(reason_not_served(EADDRINUSE, local, ""), "port 80 on 127.168.2.5 is in use by another process");
  EXPECT_EQ(reason_not_served(EADDRINUSE, local, "lb-x"),
            "port 80 on 127.168.2.5 is in use by load balancer lb-x");
  EXPECT_EQ(reason_not_served(EADDRNOTAVAIL, local, ""), "address 127.168.2.5 is not on this node");
  EXPECT_EQ(reason_not_served(EACCES, local, ""),
            "port 80 on 127.168.2.5 needs privileges, and no free high port was found");
  EXPECT_EQ(reason_not_served(EMFILE, local, ""), "port 80 on 127.168.2.5: no file descriptor is left");
}

}  // namespace
}  // namespace sluice::agent
