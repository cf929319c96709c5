// Networks, vSwitches, instances and regions through the gateway.

#include <gtest/gtest.h>

#include "control/plane/testing/test_cloud.h"

namespace sluice::control {
namespace {

const std::string region(TestCloud::region);

TEST(Networks, AreCreatedDescribedChangedAndDeleted) {
  TestCloud cloud;
  const Reply created = cloud.call("CreateNetwork", {{"EnsRegionId", region},
                                                     {"CidrBlock", "192.168.0.0/24"},
                                                     {"NetworkName", "edge"},
                                                     {"Tag.1.Key", "team"},
                                                     {"Tag.1.Value", "one"}});
  ASSERT_TRUE(created.ok()) << created.body;
  const std::string id = created.text("NetworkId");
  const Reply listed = cloud.call("DescribeNetworks", {{"NetworkId", id}});
  ASSERT_EQ(listed.value["TotalCount"], 1) << listed.body;
  const auto& network = listed.value["Networks"]["Network"][0];
  EXPECT_EQ(network["NetworkName"], "edge");
  EXPECT_EQ(network["CidrBlock"], "192.168.0.0/24");
  EXPECT_EQ(network["Status"], "Available");
  EXPECT_EQ(network["CreatedTime"], "2026-01-02T03:04:05Z");
  EXPECT_EQ(network["Tags"]["Tag"][0]["Key"], "team");

  ASSERT_TRUE(cloud.call("ModifyNetworkAttribute", {{"NetworkId", id}, {"NetworkName", "renamed"}}).ok());
  EXPECT_EQ(cloud.call("DescribeNetworkAttribute", {{"NetworkId", id}}).text("NetworkName"), "renamed");
  ASSERT_TRUE(cloud.call("DeleteNetwork", {{"NetworkId", id}}).ok());
  EXPECT_EQ(cloud.call("DescribeNetworkAttribute", {{"NetworkId", id}}).code(), "NetworkNotFound");
  EXPECT_EQ(cloud.call("DeleteNetwork", {{"NetworkId", id}}).code(), "InvalidNetworkId.NotFound");
  EXPECT_EQ(cloud.call("DescribeNetworks", {{"NetworkId", id}}).value["Networks"]["Network"].size(), 0u);
}

TEST(Networks, OnlyPrivateBlocksWithoutHostBitsAreAccepted) {
  TestCloud cloud;
  const std::pair<const char*, bool> blocks[] = {
      {"10.0.0.0/8", true},      {"172.16.0.0/12", true}, {"192.168.0.0/16", true}, {"10.1.0.0/24", true},
      {"8.8.8.0/24", false},     {"10.0.0.1/8", false},   {"172.32.0.0/16", false}, {"10.0.0.0", false},
      {"192.168.0.0/33", false}, {"0.0.0.0/0", false},
  };
  for (const auto& [block, accepted] : blocks) {
    const Reply reply = cloud.call("CreateNetwork", {{"EnsRegionId", region}, {"CidrBlock", block}});
    EXPECT_EQ(reply.ok(), accepted) << block << " " << reply.body;
    if (!accepted) {
      EXPECT_EQ(reply.code(), "InvalidParameter.CidrBlock") << block;
    }
  }
}

TEST(Networks, InUseAreNotDeleted) {
  TestCloud cloud;
  const std::string network = cloud.make_network(), vswitch = cloud.make_vswitch(network);
  EXPECT_EQ(cloud.call("DeleteNetwork", {{"NetworkId", network}}).code(), "DependencyViolation.VSwitch");
  const std::string instance = cloud.make_instance(vswitch);
  EXPECT_EQ(cloud.call("DeleteVSwitch", {{"VSwitchId", vswitch}}).code(),
            "DependencyViolation.CloudInstance");
  ASSERT_TRUE(cloud.call("ReleasePostPaidInstance", {{"InstanceId", instance}}).ok());
  ASSERT_TRUE(cloud.call("DeleteVSwitch", {{"VSwitchId", vswitch}}).ok());
  EXPECT_EQ(cloud.call("DeleteVSwitch", {{"VSwitchId", vswitch}}).code(), "InvalidVSwitchId.NotFound");
  ASSERT_TRUE(cloud.call("DeleteNetwork", {{"NetworkId", network}}).ok());
}

TEST(VSwitches, LieInsideTheirNetworkAndDoNotOverlap) {
  TestCloud cloud;
  const std::string network = cloud.make_network("192.168.0.0/16");
  const auto create = [&](const char* cidr) {
    return cloud.call("CreateVSwitch",
                      {{"EnsRegionId", region}, {"NetworkId", network}, {"CidrBlock", cidr}});
  };
  EXPECT_TRUE(create("192.168.2.0/24").ok());
  for (const char* cidr :
       {"192.168.2.128/25", "192.168.0.0/16", "10.0.0.0/24", "192.168.3.0/30", "192.168.3.1/24"}) {
    EXPECT_EQ(create(cidr).code(), "InvalidParameter.CidrBlock") << cidr;
  }
  EXPECT_TRUE(create("192.168.3.0/29").ok());
}

TEST(VSwitches, CountTheirFreeAddresses) {
  TestCloud cloud;
  const std::string vswitch = cloud.make_vswitch(cloud.make_network());
  const auto free_count = [&] {
    return cloud.call("DescribeVSwitchAttributes", {{"VSwitchId", vswitch}}).value["AvailableIpAddressCount"];
  };
  EXPECT_EQ(free_count(), 253);
  cloud.make_instance(vswitch);
  EXPECT_EQ(free_count(), 252);
}

TEST(Instances, TakeTheAddressTheyAskForOnce) {
  TestCloud cloud;
  const std::string vswitch = cloud.make_vswitch(cloud.make_network());
  const auto run = [&](const char* address) {
    return cloud.call("RunInstances", {{"EnsRegionId", region},
                                       {"ScheduleAreaLevel", "Region"},
                                       {"VSwitchId", vswitch},
                                       {"PrivateIpAddress", address}});
  };
  EXPECT_TRUE(run("192.168.2.40").ok());
  for (const char* address :
       {"192.168.2.40", "192.168.3.1", "192.168.2.0", "192.168.2.1", "192.168.2.255", "nonsense"}) {
    EXPECT_EQ(run(address).code(), "InvalidParameter.PrivateIpAddress") << address;
  }
}

TEST(Instances, AreDescribedWithTheirAddressAndFilteredByIdList) {
  TestCloud cloud;
  const std::string vswitch = cloud.make_vswitch(cloud.make_network());
  const std::string id = cloud.make_instance(vswitch);
  cloud.make_instance(vswitch);
  const Reply reply = cloud.call("DescribeInstances", {{"InstanceIds", "[\"" + id + "\"]"}});
  ASSERT_EQ(reply.value["TotalCount"], 1) << reply.body;
  const auto& instance = reply.value["Instances"]["Instance"][0];
  EXPECT_EQ(instance["InstanceId"], id);
  EXPECT_EQ(instance["Status"], "Running");
  EXPECT_EQ(instance["NetworkAttributes"]["PrivateIpAddress"]["IpAddress"][0], "192.168.2.2");
  EXPECT_EQ(cloud.call("DescribeInstances", {{"InstanceIds", "[]"}}).value["TotalCount"], 0);
}

TEST(AddressMappings, FollowTheLoopbackRuleAndOverlappingNetworksDoNotMeet) {
  TestCloud cloud;
  const std::string one = cloud.make_network("192.168.0.0/16"), two = cloud.make_network("192.168.0.0/16");
  cloud.make_instance(cloud.make_vswitch(one));
  cloud.make_instance(cloud.make_vswitch(two));
  const std::string low = cloud.make_network("172.16.0.0/16");
  cloud.make_instance(cloud.make_vswitch(low, "172.16.5.0/24"));
  const auto served = [&](const std::string& network) {
    const Reply reply = cloud.call("DescribeAddressMappings", {{"NetworkId", network}});
    EXPECT_EQ(reply.value["TotalCount"], 1) << reply.body;
    return reply.value["AddressMappings"][0]["ServedAddress"].get<std::string>();
  };
  EXPECT_EQ(served(one), "127.168.2.2");
  EXPECT_NE(served(two), "127.168.2.2");
  EXPECT_EQ(served(two).substr(0, 7), "127.64.");
  EXPECT_EQ(served(low).substr(0, 7), "127.64.");  // 127.16 is below the served range
  EXPECT_NE(served(low), served(two));
}

TEST(Regions, OfTheExamplesAreThere) {
  TestCloud cloud;
  const Reply reply = cloud.call("DescribeEnsRegions", {{"EnsRegionId", "cn-chengdu-telecom"}});
  ASSERT_TRUE(reply.ok()) << reply.body;
  EXPECT_EQ(reply.value["Code"], 0);
  EXPECT_EQ(reply.value["EnsRegions"]["EnsRegions"][0]["EnsRegionId"], "cn-chengdu-telecom");
  EXPECT_GE(cloud.call("DescribeEnsRegions").value["EnsRegions"]["EnsRegions"].size(), 20u);
}

}  // namespace
}  // namespace sluice::control
