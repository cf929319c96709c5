#include "edge/agent/listener_set.h"

#include <gtest/gtest.h>

#include "edge/agent/scripted_opener.h"
#include "edge/dataplane/testing/peer.h"
#include "platform/io/listen.h"

namespace sluice::agent {
namespace {

using nodelink::Protocol;

const base::Ipv4 address = edgetest::test_address(2);
const base::Ipv4 other_address = edgetest::test_address(3);
const uint16_t port = edgetest::free_port(address);
const uint16_t second_port = edgetest::free_port(address);

std::string port_in_use() {
  return "port " + std::to_string(port) + " on " + base::format_ipv4(address) + " is in use by ";
}

nodelink::LoadBalancer balancer(const std::string& id, std::vector<uint16_t> ports, base::Ipv4 at = address) {
  nodelink::LoadBalancer wanted{.id = id, .served_address = at};
  for (const uint16_t number : ports) {
    wanted.listeners.push_back({.protocol = Protocol::Tcp, .port = number, .wanted_running = true});
  }
  return wanted;
}

class Listeners : public ::testing::Test {
 protected:
  const ListenerSlot& slot(const std::string& id, size_t index = 0) { return set_.slots(id).at(index); }
  bool listening(const std::string& id, size_t index = 0) { return slot(id, index).socket != nullptr; }

  ScriptedOpener opener_;
  ListenerSet set_{opener_};
  base::MonotonicTime now_{};
};

TEST_F(Listeners, OneThatFailsLeavesTheOthersAlone) {
  opener_.fail({address, port}, EADDRINUSE);
  const auto wanted = balancer("lb-a", {port, second_port});
  set_.set("lb-a", &wanted);
  EXPECT_EQ(set_.open_due(now_), std::set<std::string>{"lb-a"});
  EXPECT_FALSE(listening("lb-a", 0));
  EXPECT_EQ(slot("lb-a", 0).reason, port_in_use() + "another process");
  EXPECT_TRUE(listening("lb-a", 1));
}

TEST_F(Listeners, OneThatFailedIsTriedAgainLaterAndLater) {
  opener_.fail({address, port}, EADDRINUSE);
  const auto wanted = balancer("lb-a", {port});
  set_.set("lb-a", &wanted);
  set_.open_due(now_);
  base::Duration waited = ListenerSet::retry_min;
  for (int i = 0; i < 10; ++i) {
    ASSERT_EQ(set_.next_retry(), now_ + waited) << i;
    EXPECT_TRUE(set_.open_due(now_ + waited - std::chrono::milliseconds(1)).empty());
    const size_t asked = opener_.asked().size();
    now_ += waited;
    EXPECT_TRUE(set_.open_due(now_).empty()) << "nothing new to tell";
    EXPECT_EQ(opener_.asked().size(), asked + 1);
    waited = std::min(waited * 2, ListenerSet::retry_max);
  }
  opener_.heal({address, port});
  now_ += ListenerSet::retry_max;
  EXPECT_EQ(set_.open_due(now_), std::set<std::string>{"lb-a"});
  EXPECT_TRUE(listening("lb-a"));
  EXPECT_EQ(slot("lb-a").reason, "");
  EXPECT_FALSE(set_.next_retry());
}

TEST_F(Listeners, OfTwoBalancersOnOneAddressAndPortTheSecondFailsUntilTheFirstIsGone) {
  const auto first = balancer("lb-a", {port});
  const auto second = balancer("lb-b", {port, second_port});
  set_.set("lb-a", &first);
  set_.open_due(now_);
  set_.set("lb-b", &second);
  set_.open_due(now_);
  EXPECT_EQ(slot("lb-b", 0).reason, port_in_use() + "load balancer lb-a");
  EXPECT_TRUE(listening("lb-b", 1));
  const auto held = slot("lb-a").socket;  // as workers do for a while
  set_.set("lb-a", nullptr);
  EXPECT_EQ(set_.open_due(now_), std::set<std::string>{"lb-b"}) << "at once, not at its next retry";
  EXPECT_TRUE(listening("lb-b", 0));
}

TEST_F(Listeners, OneThatStandsInOnAPortMakesRoomForTheListenerItBelongsTo) {
  opener_.take_privileges_away();
  const auto one = balancer("lb-a", {80});
  set_.set("lb-a", &one);
  set_.open_due(now_);
  ASSERT_EQ(slot("lb-a").socket->local().port, 10080);

  auto both = balancer("lb-a", {80, 10080});
  both.listeners[0].served_port = 10080;  // as it was reported
  set_.set("lb-a", &both);
  EXPECT_EQ(set_.open_due(now_), std::set<std::string>{"lb-a"});
  ASSERT_TRUE(listening("lb-a", 0) && listening("lb-a", 1));
  EXPECT_EQ(slot("lb-a", 1).socket->local().port, 10080);
  EXPECT_EQ(slot("lb-a", 1).reason, "");
  const uint16_t moved = slot("lb-a", 0).socket->local().port;
  EXPECT_NE(moved, 10080);
  EXPECT_EQ(slot("lb-a", 0).reason, "port 80 on " + base::format_ipv4(address) +
                                        " needs privileges; served on port " + std::to_string(moved));
}

TEST_F(Listeners, OneThatStandsInLeavesPortsAloneWhoseListenersAreStopped) {
  opener_.take_privileges_away();
  auto both = balancer("lb-a", {80, 10080});
  both.listeners[1].wanted_running = false;
  set_.set("lb-a", &both);
  set_.open_due(now_);
  ASSERT_TRUE(listening("lb-a", 0));
  EXPECT_NE(slot("lb-a", 0).socket->local().port, 10080);
}

TEST_F(Listeners, SettingsMayChangeWithoutTheSocket) {
  auto wanted = balancer("lb-a", {port});
  set_.set("lb-a", &wanted);
  set_.open_due(now_);
  const auto socket = slot("lb-a").socket;
  wanted.listeners[0].established_timeout_s = 17;
  wanted.listeners[0].served_port = port;
  set_.set("lb-a", &wanted);
  EXPECT_TRUE(set_.open_due(now_).empty());
  EXPECT_EQ(slot("lb-a").socket, socket);
  EXPECT_EQ(slot("lb-a").wanted.established_timeout_s, 17);
}

TEST_F(Listeners, StoppedInactiveAndRemovedOnesAreClosed) {
  auto wanted = balancer("lb-a", {port, second_port});
  set_.set("lb-a", &wanted);
  set_.open_due(now_);
  wanted.listeners[0].wanted_running = false;
  set_.set("lb-a", &wanted);
  set_.open_due(now_);
  EXPECT_FALSE(listening("lb-a", 0));
  EXPECT_EQ(slot("lb-a", 0).reason, "");
  EXPECT_TRUE(listening("lb-a", 1));
  wanted.active = false;
  set_.set("lb-a", &wanted);
  set_.open_due(now_);
  EXPECT_FALSE(listening("lb-a", 1));
  EXPECT_EQ(slot("lb-a", 1).reason, "the load balancer is inactive");
  wanted.active = true;
  wanted.listeners.pop_back();
  wanted.listeners[0].wanted_running = true;
  set_.set("lb-a", &wanted);
  EXPECT_EQ(set_.open_due(now_), std::set<std::string>{"lb-a"});
  EXPECT_TRUE(listening("lb-a", 0));
  EXPECT_EQ(set_.slots("lb-a").size(), 1u);
  set_.set("lb-a", nullptr);
  EXPECT_TRUE(set_.slots("lb-a").empty());
  EXPECT_TRUE(io::listen_tcp({address, port}));
}

TEST_F(Listeners, MovedBalancerListensAtItsNewAddress) {
  const auto here = balancer("lb-a", {port});
  const auto there = balancer("lb-a", {port}, other_address);
  set_.set("lb-a", &here);
  set_.open_due(now_);
  set_.set("lb-a", &there);
  set_.open_due(now_);
  EXPECT_EQ(slot("lb-a").socket->local(), (base::Endpoint{other_address, port}));
  EXPECT_TRUE(io::listen_tcp({address, port})) << "the old address is free";
}

TEST_F(Listeners, AnotherProtocolOnThePortIsAnotherListener) {
  auto wanted = balancer("lb-a", {port});
  set_.set("lb-a", &wanted);
  set_.open_due(now_);
  const auto socket = slot("lb-a").socket;
  wanted.listeners[0].protocol = Protocol::Http;
  set_.set("lb-a", &wanted);
  set_.open_due(now_);
  EXPECT_TRUE(listening("lb-a"));
  EXPECT_NE(slot("lb-a").socket, socket);
}

}  // namespace
}  // namespace sluice::agent
