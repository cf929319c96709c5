// CreateLoadBalancer and its family through the gateway, with storage and without sockets.

#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "contract/nodelink/message.h"
#include "control/plane/testing/test_cloud.h"

namespace sluice::control {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::MatchesRegex;

class LoadBalancers : public ::testing::Test {
 protected:
  TestCloud cloud;
  std::string network = cloud.make_network();
  std::string vswitch = cloud.make_vswitch(network);

  Parameters create_parameters() { return cloud.balancer_parameters(network, vswitch); }
  std::string create() {
    const Reply reply = cloud.call("CreateLoadBalancer", create_parameters());
    EXPECT_TRUE(reply.ok()) << reply.body;
    return reply.text("LoadBalancerId");
  }
  Reply describe(const std::string& id) {
    return cloud.call("DescribeLoadBalancerAttribute", {{"LoadBalancerId", id}});
  }
  nodelink::Change last_desired() {
    auto change = nodelink::parse_change(cloud.desired_messages().back());
    EXPECT_TRUE(change) << change.error();
    return *change;
  }
};

TEST_F(LoadBalancers, CreateAnswersWithTheFiveFieldsOfThePage) {
  const Reply reply =
      cloud.call("CreateLoadBalancer", with(create_parameters(), "LoadBalancerName", "front"));
  ASSERT_TRUE(reply.ok()) << reply.body;
  EXPECT_THAT(reply.text("LoadBalancerId"), MatchesRegex("lb-5[0-9a-z]{24}"));
  EXPECT_EQ(reply.text("NetworkId"), network);
  EXPECT_EQ(reply.text("VSwitchId"), vswitch);
  EXPECT_EQ(reply.text("LoadBalancerName"), "front");
  EXPECT_FALSE(reply.text("RequestId").empty());
  EXPECT_EQ(reply.value.size(), 5u);
}

TEST_F(LoadBalancers, WithoutANameOneIsGenerated) {
  EXPECT_NE(cloud.call("CreateLoadBalancer", create_parameters()).text("LoadBalancerName"), "");
}

TEST(LoadBalancerNames, StayEmptyWhereTheSettingSaysSo) {
  TestCloud cloud({.generate_names = false});
  const std::string network = cloud.make_network(), vswitch = cloud.make_vswitch(network);
  const Reply reply = cloud.call("CreateLoadBalancer", cloud.balancer_parameters(network, vswitch));
  ASSERT_TRUE(reply.ok()) << reply.body;
  EXPECT_EQ(reply.text("LoadBalancerName"), "");
}

struct Refusal {
  std::string parameter, value, code;
};

TEST_F(LoadBalancers, WhatCannotBeIsRefusedByName) {
  const std::string other_network = cloud.make_network("10.0.0.0/16");
  const std::string other_vswitch = cloud.make_vswitch(other_network, "10.0.1.0/24");
  const Refusal refusals[] = {
      {"EnsRegionId", "", "MissingEnsRegionId"},
      {"EnsRegionId", "cn-nowhere", "InvalidParameter.EnsRegionId"},
      {"EnsRegionId", "cn-wuhan-telecom", "InvalidParameter.NetworkId"},  // the network is elsewhere
      {"LoadBalancerSpec", "huge", "InvalidParameter.LoadBalancerSpec"},
      {"LoadBalancerSpec", "elb.s9.huge", "CommodityInvalidItemCode"},  // well formed, not on sale
      {"PayType", "PrePaid", "InvalidParameter.PayType"},
      {"NetworkId", "n-5unknown", "InvalidParameter.NetworkId"},
      {"VSwitchId", "vsw-5unknown", "InvalidParameter.VSwitchId"},
      {"VSwitchId", other_vswitch, "InvalidParameter.VSwitchId"},
      {"LoadBalancerName", "http://x", "InvalidParameter.LoadBalancerName"},
      {"ClientToken", std::string(65, 't'), "InvalidParameter.ClientToken"},
      {"BillingCycle", "Year", "InvalidParameter.BillingCycle"},
      {"LoadBalancerType", "InternetDR", "InvalidParameter.LoadBalancerType"},
  };
  for (const Refusal& refusal : refusals) {
    const Reply reply =
        cloud.call("CreateLoadBalancer", with(create_parameters(), refusal.parameter, refusal.value));
    EXPECT_EQ(reply.code(), refusal.code) << refusal.parameter << "=" << refusal.value;
    EXPECT_EQ(reply.http_status, 400);
  }
  EXPECT_EQ(cloud.call("DescribeLoadBalancers").value["TotalCount"], 0);
}

TEST_F(LoadBalancers, EightyChineseCharactersAreANameAndEightyOneAreNot) {
  std::string name;
  for (int i = 0; i < 80; ++i) name += "边";
  EXPECT_TRUE(cloud.call("CreateLoadBalancer", with(create_parameters(), "LoadBalancerName", name)).ok());
  name += "缘";
  EXPECT_EQ(cloud.call("CreateLoadBalancer", with(create_parameters(), "LoadBalancerName", name)).code(),
            "InvalidParameter.LoadBalancerName");
}

TEST_F(LoadBalancers, NoAddressIsGivenTwiceAndAFullVSwitchIsRefused) {
  const std::string small = cloud.make_vswitch(network, "192.168.9.0/28");  // 13 usable addresses
  std::set<std::string> addresses;
  for (int i = 0; i < 13; ++i) {
    const Reply reply = cloud.call("CreateLoadBalancer", cloud.balancer_parameters(network, small));
    ASSERT_TRUE(reply.ok()) << reply.body;
    addresses.insert(describe(reply.text("LoadBalancerId")).text("Address"));
  }
  EXPECT_EQ(addresses.size(), 13u);
  EXPECT_FALSE(addresses.contains("192.168.9.0"));
  EXPECT_FALSE(addresses.contains("192.168.9.1"));
  EXPECT_FALSE(addresses.contains("192.168.9.15"));

  const Reply full = cloud.call("CreateLoadBalancer", cloud.balancer_parameters(network, small));
  EXPECT_EQ(full.code(), "OrderSysConstraintInvalid");
  EXPECT_EQ(full.text("Message"),
            "The pre-verification of the order failed, please re-match or contact the product.");
}

TEST_F(LoadBalancers, ADeletedBalancersAddressIsUsedAgain) {
  const std::string small = cloud.make_vswitch(network, "192.168.9.0/29");  // 5 usable addresses
  std::vector<std::string> ids;
  for (int i = 0; i < 5; ++i) {
    ids.push_back(
        cloud.call("CreateLoadBalancer", cloud.balancer_parameters(network, small)).text("LoadBalancerId"));
  }
  const std::string address = describe(ids[2]).text("Address");
  ASSERT_TRUE(cloud.call("DeleteLoadBalancer", {{"LoadBalancerId", ids[2]}}).ok());
  const Reply again = cloud.call("CreateLoadBalancer", cloud.balancer_parameters(network, small));
  ASSERT_TRUE(again.ok()) << again.body;
  EXPECT_EQ(describe(again.text("LoadBalancerId")).text("Address"), address);
}

TEST_F(LoadBalancers, AnUnknownBalancerAnswers404EverywhereAndADeletedOneIsUnknown) {
  const std::string id = create();
  ASSERT_TRUE(cloud.call("DeleteLoadBalancer", {{"LoadBalancerId", id}}).ok());
  for (const char* action : {"DescribeLoadBalancerAttribute", "DeleteLoadBalancer",
                             "DescribeLoadBalancerListeners", "DescribeListenerStates"}) {
    const Reply reply = cloud.call(action, {{"LoadBalancerId", id}});
    EXPECT_EQ(reply.http_status, 404) << action;
    EXPECT_EQ(reply.code(), "LoadBalancerNotFound") << action;
  }
}

TEST_F(LoadBalancers, TheNodeIsToldAboutEachChangeInRevisionOrder) {
  const std::string id = create();
  ASSERT_TRUE(
      cloud.call("CreateLoadBalancerTCPListener", {{"LoadBalancerId", id}, {"ListenerPort", "80"}}).ok());
  ASSERT_TRUE(cloud.call("DeleteLoadBalancer", {{"LoadBalancerId", id}}).ok());
  cloud.restart();  // and a node that connects later hears only what still stands
  EXPECT_EQ(cloud.call("DescribeLoadBalancers").value["TotalCount"], 0);
}

TEST_F(LoadBalancers, ARestartKeepsEverything) {
  const std::string id = create();
  const std::string before = describe(id).body;
  cloud.restart();
  const Reply after = describe(id);
  ASSERT_TRUE(after.ok());
  EXPECT_EQ(after.text("CreateTime"), json::parse(before)->at("CreateTime").get<std::string>());
  EXPECT_EQ(after.text("Address"), json::parse(before)->at("Address").get<std::string>());
}

class Listeners : public LoadBalancers {
 protected:
  std::string balancer = create();

  Reply create_http(const std::string& port, Parameters more = {}) {
    more.insert(more.end(), {{"LoadBalancerId", balancer}, {"ListenerPort", port}, {"HealthCheck", "off"}});
    return cloud.call("CreateLoadBalancerHTTPListener", more);
  }
  Parameters at(const std::string& port) { return {{"LoadBalancerId", balancer}, {"ListenerPort", port}}; }
};

TEST_F(Listeners, StartStoppedAndGoThroughTheirStates) {
  ASSERT_TRUE(create_http("8080").ok());
  const auto status = [&] {
    return cloud.call("DescribeLoadBalancerHTTPListenerAttribute", at("8080")).text("Status");
  };
  EXPECT_EQ(status(), "Stopped");
  ASSERT_TRUE(cloud.call("StartLoadBalancerListener", at("8080")).ok());
  EXPECT_EQ(status(), "Starting");  // no node has spoken
  nodelink::ListenerReport report{.load_balancer_id = balancer,
                                  .protocol = nodelink::Protocol::Http,
                                  .port = 8080,
                                  .state = nodelink::ListenerState::Listening,
                                  .served_port = 8080};
  cloud.plane().take({.node_id = "local", .applied_revision = 1, .listeners = {report}});
  EXPECT_EQ(status(), "Running");
  EXPECT_EQ(cloud.call("StartLoadBalancerListener", at("8080")).code(), "IncorrectListenerStatus");
  ASSERT_TRUE(cloud.call("StopLoadBalancerListener", at("8080")).ok());
  EXPECT_EQ(status(), "Stopping");
  report.state = nodelink::ListenerState::Stopped;
  cloud.plane().take({.node_id = "local", .applied_revision = 2, .listeners = {report}});
  EXPECT_EQ(status(), "Stopped");
}

TEST_F(Listeners, APortIsTakenOnceWhateverTheProtocol) {
  ASSERT_TRUE(create_http("80").ok());
  EXPECT_EQ(create_http("80").code(), "ListenerAlreadyExists");
  EXPECT_EQ(cloud.call("CreateLoadBalancerTCPListener", at("80")).code(), "ListenerAlreadyExists");
}

TEST_F(Listeners, AreBoundedInNumber) {
  for (int port = 1000; port < 1050; ++port) ASSERT_TRUE(create_http(std::to_string(port)).ok());
  EXPECT_EQ(create_http("1050").code(), "IncorrectInstanceStatus");
}

TEST_F(Listeners, AFailedListenerSaysWhy) {
  ASSERT_TRUE(create_http("80").ok());
  ASSERT_TRUE(cloud.call("StartLoadBalancerListener", at("80")).ok());
  cloud.plane().take({.node_id = "local",
                      .applied_revision = 1,
                      .listeners = {{.load_balancer_id = balancer,
                                     .protocol = nodelink::Protocol::Http,
                                     .port = 80,
                                     .state = nodelink::ListenerState::Failed,
                                     .reason = "port 80 is in use"}}});
  const Reply reply = cloud.call("DescribeListenerStates", {{"LoadBalancerId", balancer}});
  ASSERT_TRUE(reply.ok()) << reply.body;
  const auto& state = reply.value["ListenerStates"][0];
  EXPECT_EQ(state["WantedState"], "Running");
  EXPECT_EQ(state["Nodes"][0]["State"], "Failed");
  EXPECT_EQ(state["Nodes"][0]["Reason"], "port 80 is in use");
}

TEST_F(Listeners, APortThatTheNodeMovedStaysOverARestart) {
  ASSERT_TRUE(create_http("80").ok());
  ASSERT_TRUE(cloud.call("StartLoadBalancerListener", at("80")).ok());
  cloud.plane().take({.node_id = "local",
                      .applied_revision = 1,
                      .listeners = {{.load_balancer_id = balancer,
                                     .protocol = nodelink::Protocol::Http,
                                     .port = 80,
                                     .state = nodelink::ListenerState::Listening,
                                     .served_port = 10080}}});
  cloud.restart();
  const Reply reply = cloud.call("DescribeAddressMappings");
  bool found = false;
  for (const auto& mapping : reply.value["AddressMappings"]) {
    for (const auto& port : mapping["Ports"]) {
      found = true;
      EXPECT_EQ(port["Port"], 80);
      EXPECT_EQ(port["ServedPort"], 10080);
    }
  }
  EXPECT_TRUE(found) << reply.body;
}

TEST_F(Listeners, AnUnknownListenerAnswers404) {
  const Reply reply = cloud.call("DescribeLoadBalancerTCPListenerAttribute", at("80"));
  EXPECT_EQ(reply.http_status, 404);
  EXPECT_EQ(reply.code(), "ListenerNotFound");
}

TEST_F(Listeners, AreListedWithStringPortsAndLowerCaseStatus) {
  ASSERT_TRUE(create_http("8080", {{"BackendServerPort", "9000"}, {"Description", "web"}}).ok());
  const Reply reply = cloud.call("DescribeLoadBalancerListeners", {{"LoadBalancerId", balancer}});
  ASSERT_TRUE(reply.ok()) << reply.body;
  const auto& listener = reply.value["Listeners"]["Listener"][0];
  EXPECT_EQ(listener["ListenerPort"], "8080");
  EXPECT_EQ(listener["Status"], "stopped");
  EXPECT_EQ(listener["BackendServerPort"], 9000);
}

TEST_F(Listeners, WhatTheDataPlaneDoesNotServeIsRefusedRatherThanIgnored) {
  EXPECT_EQ(create_http("80", {{"Scheduler", "wlc"}}).code(), "InvalidParameter.Scheduler");
  EXPECT_EQ(create_http("80", {{"ListenerForward", "on"}, {"ForwardPort", "443"}}).code(),
            "ens.interface.error");
  EXPECT_EQ(cloud
                .call("CreateLoadBalancerTCPListener",
                      {{"LoadBalancerId", balancer}, {"ListenerPort", "81"}, {"EipTransmit", "on"}})
                .code(),
            "InvalidParameter.EipTransmit");
  EXPECT_EQ(create_http("80", {{"HealthCheckHttpCode", "http_2xx,http_9xx"}}).code(),
            "InvalidParameter.HealthCheckHttpCode");
}

class Backends : public LoadBalancers {
 protected:
  std::string balancer = create();
  std::string first = cloud.make_instance(vswitch);
  std::string second = cloud.make_instance(vswitch);

  Reply change(const std::string& action, const std::string& servers) {
    return cloud.call(action, {{"LoadBalancerId", balancer}, {"BackendServers", servers}});
  }
  static std::string server(const std::string& id, int weight = 100) {
    return R"({"ServerId":")" + id + R"(","Weight":)" + std::to_string(weight) +
           R"(,"Type":"ens","Ip":"","Port":0})";
  }
};

TEST_F(Backends, AreAddedWeighedAndRemoved) {
  const Reply added = change("AddBackendServers", "[" + server(first) + "," + server(second, 20) + "]");
  ASSERT_TRUE(added.ok()) << added.body;
  EXPECT_EQ(added.value["BackendServers"]["BackendServer"].size(), 2u);
  ASSERT_TRUE(change("SetBackendServers", R"([{"ServerId":")" + first + R"(","Weight":0}])").ok());
  const Reply removed = change("RemoveBackendServers", R"([{"ServerId":")" + second + R"("}])");
  ASSERT_TRUE(removed.ok()) << removed.body;
  const auto left = describe(balancer).value["BackendServers"];
  ASSERT_EQ(left.size(), 1u);
  EXPECT_EQ(left[0]["ServerId"], first);
  EXPECT_EQ(left[0]["Weight"], 0);
  EXPECT_EQ(left[0]["Port"], "0");  // a string in this answer
}

TEST_F(Backends, OfAnotherNetworkAreRefusedAndNothingIsKept) {
  const std::string elsewhere = cloud.make_network("10.0.0.0/16");
  const std::string stranger = cloud.make_instance(cloud.make_vswitch(elsewhere, "10.0.0.0/24"));
  EXPECT_EQ(change("AddBackendServers", "[" + server(first) + "," + server(stranger) + "]").code(),
            "InvalidParameter.Mismatch");
  EXPECT_EQ(describe(balancer).value["BackendServers"].size(), 0u);
}

TEST_F(Backends, InUseAreNotReleased) {
  ASSERT_TRUE(change("AddBackendServers", "[" + server(first) + "]").ok());
  EXPECT_EQ(cloud.call("ReleasePostPaidInstance", {{"InstanceId", first}}).code(), "IncorrectInstanceStatus");
  EXPECT_TRUE(cloud.call("ReleasePostPaidInstance", {{"InstanceId", second}}).ok());
  EXPECT_EQ(cloud.call("ReleasePostPaidInstance", {{"InstanceId", second}}).code(), "InstanceIdNotFound");
}

TEST_F(Backends, UnknownOnesAreNamed) {
  EXPECT_EQ(change("AddBackendServers", "[" + server("i-5unknown") + "]").code(), "InstanceNotFound");
  EXPECT_EQ(change("SetBackendServers", R"([{"ServerId":")" + first + R"(","Weight":1}])").code(),
            "BackendServerNotFound");
  EXPECT_EQ(change("AddBackendServers", "not json").code(), "InvalidParameter.BackendServers");
}

}  // namespace
}  // namespace sluice::control
