// Real ENS calls, as clients send them, arrive in the request structs.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "contract/api/ens/add_backend_servers.h"
#include "contract/api/ens/create_load_balancer.h"
#include "contract/api/ens/create_load_balancer_http_listener.h"
#include "contract/api/ens/create_load_balancer_tcp_listener.h"
#include "contract/api/ens/create_network.h"
#include "contract/api/ens/create_vswitch.h"
#include "contract/api/ens/delete_load_balancer_listener.h"
#include "contract/api/ens/describe_instances.h"
#include "contract/api/ens/describe_load_balancers.h"
#include "contract/api/ens/describe_networks.h"
#include "contract/api/ens/describe_vswitches.h"
#include "contract/api/ens/remove_backend_servers.h"
#include "contract/api/ens/run_instances.h"
#include "contract/api/ens/set_backend_servers.h"
#include "contract/api/ens/start_load_balancer_listener.h"
#include "contract/api/ens/stop_load_balancer_listener.h"
#include "contract/api/sluice/describe_address_mappings.h"
#include "contract/api/testing/sent.h"

namespace sluice::api {
namespace {

using apitest::accept;
using apitest::refuse;
using apitest::Sent;
using apitest::set_of;
using testing::ElementsAre;

// --- networks and vSwitches

TEST(EnsRequestsTest, CreateNetwork) {
  const auto request = accept<CreateNetwork>({{"EnsRegionId", "cn-beijing-telecom"},
                                              {"CidrBlock", "192.168.0.0/16"},
                                              {"NetworkName", "边缘网络"},
                                              {"Description", "terraform-example"},
                                              {"Tag.1.Key", "team"},
                                              {"Tag.1.Value", ""},
                                              {"Tag.2.Key", "stage"},
                                              {"Tag.2.Value", "test"}});
  EXPECT_EQ(request.ens_region_id, "cn-beijing-telecom");
  EXPECT_EQ(request.cidr_block, "192.168.0.0/16");
  EXPECT_EQ(request.network_name, "边缘网络");
  EXPECT_EQ(request.description, "terraform-example");
  ASSERT_EQ(request.tags.size(), 2u);
  EXPECT_EQ(request.tags[0].key, "team");
  EXPECT_EQ(request.tags[0].value, "");
  EXPECT_EQ(request.tags[1].key, "stage");
  EXPECT_EQ(request.tags[1].value, "test");
}

TEST(EnsRequestsTest, ABlockThatIsNotPrivateIsToldInTheActionsWords) {
  const auto request = decode<CreateNetwork>(set_of({{"EnsRegionId", "cn"}, {"CidrBlock", "8.8.8.0/24"}}));
  ASSERT_FALSE(request);
  EXPECT_EQ(request.error().code, "InvalidParameter.CidrBlock");
  EXPECT_EQ(request.error().message, "The specified parameter CidrBlock is invalid.");
  EXPECT_EQ(request.error().hint,
            "CidrBlock: received \"8.8.8.0/24\"; accepted is 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16 or a "
            "subnet of one of them.");
}

TEST(EnsRequestsTest, CreateVSwitch) {
  const auto request = accept<CreateVSwitch>({{"EnsRegionId", "cn-xian-unicom"},
                                              {"CidrBlock", "172.16.0.0/24"},
                                              {"VSwitchName", "test"},
                                              {"NetworkId", "n-5"}});
  EXPECT_EQ(request.ens_region_id, "cn-xian-unicom");
  EXPECT_EQ(request.cidr_block, "172.16.0.0/24");
  EXPECT_EQ(request.vswitch_name, "test");
  EXPECT_EQ(request.network_id, "n-5");
  EXPECT_FALSE(request.description);
  EXPECT_EQ(refuse<CreateVSwitch>({{"EnsRegionId", "cn"}, {"CidrBlock", "172.16.0.0/30"}}),
            "InvalidParameter.CidrBlock");
}

TEST(EnsRequestsTest, ListsArePagedFromOneByTenUnlessAsked) {
  const auto request = accept<DescribeNetworks>({});
  EXPECT_EQ(request.page_number, 1);
  EXPECT_EQ(request.page_size, 10);
  EXPECT_TRUE(request.network_ids.empty());
  struct Case {
    std::string size;
    bool is_accepted_by_networks;
    bool is_accepted_by_others;
  };
  const Case cases[] = {{"0", false, false}, {"1", true, true},    {"50", true, true},
                        {"51", false, true}, {"100", false, true}, {"101", false, false}};
  for (const Case& c : cases) {
    const ParameterSet set = set_of({{"PageSize", c.size}});
    EXPECT_EQ(decode<DescribeNetworks>(set).has_value(), c.is_accepted_by_networks) << c.size;
    EXPECT_EQ(decode<DescribeVSwitches>(set).has_value(), c.is_accepted_by_others) << c.size;
    EXPECT_EQ(decode<DescribeInstances>(set).has_value(), c.is_accepted_by_others) << c.size;
    EXPECT_EQ(decode<DescribeLoadBalancers>(set).has_value(), c.is_accepted_by_others) << c.size;
    EXPECT_EQ(decode<DescribeAddressMappings>(set).has_value(), c.is_accepted_by_others) << c.size;
  }
  EXPECT_EQ(refuse<DescribeNetworks>({{"PageNumber", "0"}}), "InvalidParameter.PageNumber");
  EXPECT_EQ(refuse<DescribeNetworks>({{"PageNumber", "2147483648"}}), "InvalidParameter.PageNumber");
}

TEST(EnsRequestsTest, IdListsTravelNumberedOrAsJson) {
  EXPECT_THAT(accept<DescribeNetworks>({{"NetworkIds.1", "n-1"}, {"NetworkIds.2", "n-2"}}).network_ids,
              ElementsAre("n-1", "n-2"));
  EXPECT_THAT(*accept<DescribeInstances>({{"InstanceIds", R"(["i-1","i-2"])"}}).instance_ids,
              ElementsAre("i-1", "i-2"));
  EXPECT_THAT(*accept<DescribeInstances>({{"InstanceIds", "[]"}}).instance_ids, ElementsAre());
  EXPECT_FALSE(accept<DescribeInstances>({}).instance_ids);
}

// --- balancers

TEST(EnsRequestsTest, CreateLoadBalancer) {
  const Sent sent = {{"EnsRegionId", "cn-chengdu-telecom"},
                     {"LoadBalancerSpec", "elb.s2.medium"},
                     {"LoadBalancerName", "gcs-pre-websocket-eslb-telecom"},
                     {"PayType", "PostPaid"},
                     {"NetworkId", "n-5sax03dh2eyagujgsn7z9****"},
                     {"VSwitchId", "vsw-5s78haoys9oylle6ln71m****"},
                     {"ClientToken", "26C28756-2586-17AF-B802-0DC50D8FDEBB"},
                     {"BillingCycle", "Hour"},
                     {"LoadBalancerType", "InternetDR"}};
  const auto request = accept<CreateLoadBalancer>(sent);
  EXPECT_EQ(request.ens_region_id, "cn-chengdu-telecom");
  EXPECT_EQ(request.load_balancer_spec, "elb.s2.medium");
  EXPECT_EQ(request.load_balancer_name, "gcs-pre-websocket-eslb-telecom");
  EXPECT_EQ(request.pay_type, "PostPaid");
  EXPECT_EQ(request.network_id, "n-5sax03dh2eyagujgsn7z9****");
  EXPECT_EQ(request.vswitch_id, "vsw-5s78haoys9oylle6ln71m****");
  EXPECT_EQ(request.client_token, "26C28756-2586-17AF-B802-0DC50D8FDEBB");
  EXPECT_EQ(request.billing_cycle, "Hour");
  EXPECT_EQ(request.load_balancer_type, "InternetDR");
}

TEST(EnsRequestsTest, CreateLoadBalancerChecksInThePagesOrder) {
  const Sent valid = {{"EnsRegionId", "cn"},
                      {"LoadBalancerSpec", "elb.s1.small"},
                      {"PayType", "PostPaid"},
                      {"NetworkId", "n-1"},
                      {"VSwitchId", "vsw-1"}};
  const auto request = accept<CreateLoadBalancer>(valid);
  EXPECT_FALSE(request.load_balancer_name);
  EXPECT_FALSE(request.client_token);
  EXPECT_EQ(request.billing_cycle, "Month");
  EXPECT_EQ(request.load_balancer_type, "CLB");

  const auto told = [&valid](const Sent& changes) {
    Sent sent = valid;
    sent.insert(sent.end(), changes.begin(), changes.end());
    const auto decoded = decode<CreateLoadBalancer>(set_of(sent));
    return decoded ? std::string("accepted") : decoded.error().code;
  };
  const std::pair<Sent, std::string> cases[] = {
      {{{"EnsRegionId", ""}, {"VSwitchId", ""}}, "MissingEnsRegionId"},
      {{{"LoadBalancerSpec", ""}, {"LoadBalancerName", "http://x"}}, "MissingLoadBalancerSpec"},
      {{{"PayType", ""}, {"LoadBalancerSpec", "x"}}, "MissingPayType"},
      {{{"NetworkId", ""}, {"PayType", "PrePaid"}}, "MissingNetworkId"},
      {{{"VSwitchId", ""}, {"PayType", "PrePaid"}}, "MissingVSwitchId"},
      {{{"LoadBalancerSpec", "s1.small"}, {"LoadBalancerName", "http://x"}},
       "InvalidParameter.LoadBalancerSpec"},
      {{{"LoadBalancerSpec", "elb.s9.huge"}}, "accepted"},  // well-formed: the commodity decides
      {{{"LoadBalancerName", "http://x"}, {"PayType", "PrePaid"}}, "InvalidParameter.LoadBalancerName"},
      {{{"LoadBalancerName", "https://x"}}, "InvalidParameter.LoadBalancerName"},
      {{{"LoadBalancerName", std::string(80, 'x')}}, "accepted"},
      {{{"LoadBalancerName", std::string(81, 'x')}}, "InvalidParameter.LoadBalancerName"},
      {{{"LoadBalancerName", "负"}}, "accepted"},
      {{{"PayType", "PrePaid"}, {"ClientToken", "中"}}, "InvalidParameter.PayType"},
      {{{"PayType", "postpaid"}}, "InvalidParameter.PayType"},
      {{{"ClientToken", std::string(64, 'x')}}, "accepted"},
      {{{"ClientToken", std::string(65, 'x')}}, "InvalidParameter.ClientToken"},
      {{{"ClientToken", "中"}}, "InvalidParameter.ClientToken"},
      {{{"BillingCycle", "Day"}}, "InvalidParameter.BillingCycle"},
      {{{"LoadBalancerType", "ALB"}}, "InvalidParameter.LoadBalancerType"},
  };
  for (const auto& [changes, code] : cases) {
    EXPECT_EQ(told(changes), code) << changes.front().first << "=" << changes.front().second;
  }
  std::string chinese_name;
  for (int i = 0; i < 80; ++i) chinese_name += "负";
  EXPECT_EQ(told({{"LoadBalancerName", chinese_name}}), "accepted");
  EXPECT_EQ(told({{"LoadBalancerName", chinese_name + "x"}}), "InvalidParameter.LoadBalancerName");
}

// --- backends

TEST(EnsRequestsTest, BackendsComeAsTerraformSendsThem) {
  const Sent sent = {
      {"LoadBalancerId", "lb-1"},
      {"BackendServers",
       R"([{"ServerId":"i-1","Weight":0,"Type":"ens","Ip":"","Port":0},)"
       R"({"Ip":"192.168.0.2","Port":"8080","ServerId":"eni-2","Type":"eni","Weight":"50"}])"}};
  const auto added = accept<AddBackendServers>(sent);
  EXPECT_EQ(added.load_balancer_id, "lb-1");
  ASSERT_EQ(added.backend_servers.size(), 2u);
  EXPECT_EQ(added.backend_servers[0].server_id, "i-1");
  EXPECT_EQ(added.backend_servers[0].weight, 0);
  EXPECT_EQ(added.backend_servers[0].type, "ens");
  EXPECT_FALSE(added.backend_servers[0].ip);
  EXPECT_EQ(added.backend_servers[0].port, 0);
  EXPECT_EQ(added.backend_servers[1].server_id, "eni-2");
  EXPECT_EQ(added.backend_servers[1].weight, 50);
  EXPECT_EQ(added.backend_servers[1].type, "eni");
  EXPECT_EQ(added.backend_servers[1].ip, "192.168.0.2");
  EXPECT_EQ(added.backend_servers[1].port, 8080);

  const auto removed = accept<RemoveBackendServers>(sent);
  ASSERT_EQ(removed.backend_servers.size(), 2u);
  EXPECT_EQ(removed.backend_servers[1].server_id, "eni-2");
  EXPECT_EQ(removed.backend_servers[1].port, 8080);
}

TEST(EnsRequestsTest, ABackendNeedsOnlyItsId) {
  const auto added =
      accept<AddBackendServers>({{"LoadBalancerId", "lb-1"}, {"BackendServers.1.ServerId", "i-1"}});
  ASSERT_EQ(added.backend_servers.size(), 1u);
  EXPECT_EQ(added.backend_servers[0].weight, 100);
  EXPECT_EQ(added.backend_servers[0].type, "ens");
  EXPECT_EQ(added.backend_servers[0].port, 0);
  const auto removed = accept<RemoveBackendServers>(
      {{"LoadBalancerId", "lb-1"}, {"BackendServers", R"([{"ServerId":"i-1"}])"}});
  ASSERT_EQ(removed.backend_servers.size(), 1u);
  EXPECT_FALSE(removed.backend_servers[0].weight);
  EXPECT_FALSE(removed.backend_servers[0].port);
}

TEST(EnsRequestsTest, SettingABackendNeedsAWeight) {
  const auto request = accept<SetBackendServers>(
      {{"LoadBalancerId", "lb-1"}, {"BackendServers", R"([{"ServerId":"i-1","Weight":20}])"}});
  ASSERT_EQ(request.backend_servers.size(), 1u);
  EXPECT_EQ(request.backend_servers[0].weight, 20);
  EXPECT_EQ(
      refuse<SetBackendServers>({{"LoadBalancerId", "lb-1"}, {"BackendServers", R"([{"ServerId":"i-1"}])"}}),
      "InvalidParameter.BackendServers");
}

TEST(EnsRequestsTest, OneToTwentyBackendsACall) {
  const auto call = [](int count) {
    std::string list;
    for (int i = 0; i < count; ++i) list += (i == 0 ? "" : ",") + std::string(R"({"ServerId":"i"})");
    return set_of({{"LoadBalancerId", "lb-1"}, {"BackendServers", "[" + list + "]"}});
  };
  EXPECT_FALSE(decode<AddBackendServers>(call(0)).has_value());
  EXPECT_TRUE(decode<AddBackendServers>(call(1)).has_value());
  EXPECT_TRUE(decode<AddBackendServers>(call(20)).has_value());
  EXPECT_FALSE(decode<AddBackendServers>(call(21)).has_value());
}

TEST(EnsRequestsTest, ABackendsFieldsHaveTheirRanges) {
  const auto code = [](const std::string& field) {
    const auto decoded = decode<AddBackendServers>(
        set_of({{"LoadBalancerId", "lb-1"}, {"BackendServers", R"([{"ServerId":"i",)" + field + "}]"}}));
    return decoded ? "" : decoded.error().code;
  };
  for (const char* good :
       {R"("Weight":0)", R"("Weight":100)", R"("Port":0)", R"("Port":65535)", R"("Type":"eni")"}) {
    EXPECT_EQ(code(good), "") << good;
  }
  for (const char* bad : {R"("Weight":-1)", R"("Weight":101)", R"("Port":-1)", R"("Port":65536)",
                          R"("Type":"ENS")", R"("Ip":"192.168.0.256")"}) {
    EXPECT_EQ(code(bad), "InvalidParameter.BackendServers") << bad;
  }
}

// --- listeners

TEST(EnsRequestsTest, ATcpListenerNeedsOnlyItsPort) {
  const auto request =
      accept<CreateLoadBalancerTCPListener>({{"LoadBalancerId", "lb-1"}, {"ListenerPort", "80"}});
  EXPECT_EQ(request.load_balancer_id, "lb-1");
  EXPECT_EQ(request.listener_port, 80);
  EXPECT_EQ(request.scheduler, "wrr");
  EXPECT_EQ(request.persistence_timeout, 0);
  EXPECT_EQ(request.established_timeout, 900);
  EXPECT_EQ(request.healthy_threshold, 3);
  EXPECT_EQ(request.unhealthy_threshold, 3);
  EXPECT_EQ(request.health_check_connect_timeout, 5);
  EXPECT_EQ(request.health_check_interval, 2);
  EXPECT_EQ(request.health_check_http_code, "http_2xx");
  EXPECT_EQ(request.health_check_type, "tcp");
  EXPECT_EQ(request.eip_transmit, "off");
  EXPECT_FALSE(request.description);
  EXPECT_FALSE(request.health_check_domain);
  EXPECT_FALSE(request.health_check_uri);
  EXPECT_FALSE(request.backend_server_port);
  EXPECT_FALSE(request.health_check_connect_port);
}

TEST(EnsRequestsTest, ATcpListenersSettingsArrive) {
  const auto request = accept<CreateLoadBalancerTCPListener>({{"LoadBalancerId", "lb-1"},
                                                              {"ListenerPort", "65535"},
                                                              {"Description", "例子"},
                                                              {"Scheduler", "sch"},
                                                              {"PersistenceTimeout", "3600"},
                                                              {"EstablishedTimeout", "10"},
                                                              {"HealthyThreshold", "2"},
                                                              {"UnhealthyThreshold", "10"},
                                                              {"HealthCheckConnectTimeout", "300"},
                                                              {"HealthCheckInterval", "50"},
                                                              {"HealthCheckDomain", "www.aliyundoc.com"},
                                                              {"HealthCheckURI", "/checkpreload.htm"},
                                                              {"HealthCheckHttpCode", "http_2xx,http_3xx"},
                                                              {"HealthCheckType", "http"},
                                                              {"BackendServerPort", "8080"},
                                                              {"HealthCheckConnectPort", "0"},
                                                              {"EipTransmit", "on"}});
  EXPECT_EQ(request.listener_port, 65535);
  EXPECT_EQ(request.description, "例子");
  EXPECT_EQ(request.scheduler, "sch");
  EXPECT_EQ(request.persistence_timeout, 3600);
  EXPECT_EQ(request.established_timeout, 10);
  EXPECT_EQ(request.healthy_threshold, 2);
  EXPECT_EQ(request.unhealthy_threshold, 10);
  EXPECT_EQ(request.health_check_connect_timeout, 300);
  EXPECT_EQ(request.health_check_interval, 50);
  EXPECT_EQ(request.health_check_domain, "www.aliyundoc.com");
  EXPECT_EQ(request.health_check_uri, "/checkpreload.htm");
  EXPECT_EQ(request.health_check_http_code, "http_2xx,http_3xx");
  EXPECT_EQ(request.health_check_type, "http");
  EXPECT_EQ(request.backend_server_port, 8080);
  EXPECT_FALSE(request.health_check_connect_port);
  EXPECT_EQ(request.eip_transmit, "on");
}

TEST(EnsRequestsTest, AnHttpListenersSettingsArrive) {
  const auto request = accept<CreateLoadBalancerHTTPListener>({{"LoadBalancerId", "lb-1"},
                                                               {"ListenerPort", "8080"},
                                                               {"ListenerForward", "on"},
                                                               {"ForwardPort", "443"},
                                                               {"XForwardedFor", "on"},
                                                               {"Scheduler", "rr"},
                                                               {"HealthCheck", "on"},
                                                               {"HealthCheckTimeout", "1"},
                                                               {"HealthCheckMethod", "get"},
                                                               {"IdleTimeout", "60"},
                                                               {"RequestTimeout", "180"},
                                                               {"BackendServerPort", "0"}});
  EXPECT_EQ(request.listener_forward, "on");
  EXPECT_EQ(request.forward_port, 443);
  EXPECT_EQ(request.x_forwarded_for, "on");
  EXPECT_EQ(request.scheduler, "rr");
  EXPECT_EQ(request.health_check, "on");
  EXPECT_EQ(request.health_check_timeout, 1);
  EXPECT_EQ(request.health_check_method, "get");
  EXPECT_EQ(request.idle_timeout, 60);
  EXPECT_EQ(request.request_timeout, 180);
  EXPECT_FALSE(request.backend_server_port);
  EXPECT_EQ(refuse<CreateLoadBalancerHTTPListener>({{"LoadBalancerId", "lb-1"}, {"ListenerPort", "80"}}),
            "MissingHealthCheck");
}

TEST(EnsRequestsTest, ListenerValuesOutsideTheirRangesAreRefused) {
  const std::pair<std::string, std::vector<std::string>> http[] = {
      {"ListenerPort", {"0", "65536"}},
      {"ForwardPort", {"-1", "65536"}},
      {"Scheduler", {"sch", "WRR", "iqch"}},
      {"HealthCheck", {"ON", "true"}},
      {"HealthyThreshold", {"0", "1", "11"}},
      {"UnhealthyThreshold", {"1", "11"}},
      {"HealthCheckTimeout", {"0", "301"}},
      {"HealthCheckInterval", {"0", "51"}},
      {"HealthCheckConnectPort", {"-1", "65536"}},
      {"HealthCheckURI", {"/", "check", "/a b", "/" + std::string(80, 'x')}},
      {"HealthCheckDomain", {"a b", std::string(81, 'x')}},
      {"HealthCheckHttpCode", {"200", "http_2xx;http_3xx"}},
      {"HealthCheckMethod", {"post", "HEAD"}},
      {"IdleTimeout", {"0", "61"}},
      {"RequestTimeout", {"0", "181"}},
      {"Description", {"http://x", std::string(81, 'x')}},
      {"XForwardedFor", {"yes"}},
      {"ListenerForward", {"1"}},
  };
  for (const auto& [name, values] : http) {
    for (const std::string& value : values) {
      ParameterSet set = set_of({{"LoadBalancerId", "lb-1"}, {"ListenerPort", "80"}, {"HealthCheck", "on"}});
      set.set(name, value);
      const auto request = decode<CreateLoadBalancerHTTPListener>(set);
      ASSERT_FALSE(request) << name << "=" << value;
      EXPECT_EQ(request.error().code, "InvalidParameter." + name);
    }
  }
}

TEST(EnsRequestsTest, TheProtocolOfAListenerIsOptional) {
  const auto start = accept<StartLoadBalancerListener>({{"LoadBalancerId", "lb-1"}, {"ListenerPort", "80"}});
  EXPECT_FALSE(start.listener_protocol);
  const auto stop = accept<StopLoadBalancerListener>(
      {{"LoadBalancerId", "lb-1"}, {"ListenerPort", "80"}, {"ListenerProtocol", "https"}});
  EXPECT_EQ(stop.listener_protocol, "https");
  EXPECT_EQ(refuse<DeleteLoadBalancerListener>(
                {{"LoadBalancerId", "lb-1"}, {"ListenerPort", "80"}, {"ListenerProtocol", "TCP"}}),
            "InvalidParameter.ListenerProtocol");
}

// --- instances

TEST(EnsRequestsTest, RunInstances) {
  const auto request = accept<RunInstances>({{"Amount", "2"},
                                             {"EnsRegionId", "cn-foshan-telecom"},
                                             {"ImageId", "centos_6_08_64_20G_alibase_20171208"},
                                             {"InstanceChargeType", "PostPaid"},
                                             {"InstanceName", "edge.1"},
                                             {"InstanceType", "ens.sn1.small"},
                                             {"InternetChargeType", "95bandwidthbymonth"},
                                             {"InternetMaxBandwidthOut", "0"},
                                             {"NetWorkId", "n-1"},
                                             {"VSwitchId", "vsw-1"},
                                             {"Password", "correct horse"},
                                             {"Period", "0"},
                                             {"PrivateIpAddress", "192.168.2.5"},
                                             {"ScheduleAreaLevel", "Region"},
                                             {"SchedulingStrategy", "concentrate"},
                                             {"SystemDisk", R"({"Size":"20"})"},
                                             {"DataDisk", R"([{"Category":"cloud_efficiency","Size":30}])"},
                                             {"UniqueSuffix", "True"},
                                             {"Tag.1.Key", "team"}});
  EXPECT_EQ(request.amount, 2);
  EXPECT_EQ(request.ens_region_id, "cn-foshan-telecom");
  EXPECT_EQ(request.image_id, "centos_6_08_64_20G_alibase_20171208");
  EXPECT_EQ(request.instance_charge_type, "PostPaid");
  EXPECT_EQ(request.instance_name, "edge.1");
  EXPECT_EQ(request.instance_type, "ens.sn1.small");
  EXPECT_EQ(request.internet_charge_type, "95BandwidthByMonth");
  EXPECT_EQ(request.internet_max_bandwidth_out, 0);
  EXPECT_EQ(request.network_id, "n-1");
  EXPECT_EQ(request.vswitch_id, "vsw-1");
  EXPECT_FALSE(request.period);
  EXPECT_EQ(request.private_ip_address, "192.168.2.5");
  EXPECT_EQ(request.schedule_area_level, "Region");
  EXPECT_EQ(request.system_disk->size, 20);
  ASSERT_EQ(request.data_disks.size(), 1u);
  EXPECT_EQ(request.data_disks[0].size, 30);
  EXPECT_EQ(request.data_disks[0].category, "cloud_efficiency");
  EXPECT_FALSE(request.data_disks[0].encrypted);
  EXPECT_TRUE(request.unique_suffix);
  EXPECT_TRUE(request.public_ip_identification);
  EXPECT_EQ(request.tags.front().key, "team");
  EXPECT_EQ(accept<RunInstances>({}).amount, 1);
}

TEST(EnsRequestsTest, DescribeInstances) {
  const auto request = accept<DescribeInstances>({{"EnsRegionIds", R"(["cn-suzhou-telecom"])"},
                                                  {"Status", "Running"},
                                                  {"OrderByParams", R"({"CreationTimeSort":"desc"})"},
                                                  {"Tags", R"([{"Key":"team","Value":"edge"}])"},
                                                  {"VSwitchId", "vsw-1"},
                                                  {"PageSize", "100"}});
  EXPECT_THAT(request.ens_region_ids, ElementsAre("cn-suzhou-telecom"));
  EXPECT_EQ(request.status, "Running");
  EXPECT_EQ(request.order_by->creation_time_sort, "desc");
  EXPECT_FALSE(request.order_by->instance_name_sort);
  EXPECT_EQ(request.tags.front().value, "edge");
  EXPECT_EQ(request.vswitch_id, "vsw-1");
  EXPECT_EQ(request.page_size, 100);
  EXPECT_EQ(refuse<DescribeInstances>({{"OrderByParams", R"({"CreationTimeSort":"down"})"}}),
            "InvalidParameter.OrderByParams");
}

}  // namespace
}  // namespace sluice::api
