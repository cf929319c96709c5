#include "tests/support/api.h"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <unistd.h>

#include "contract/api/catalogue.h"
#include "contract/model/ids.h"
#include "contract/signature/signer.h"
#include "platform/base/clock.h"
#include "platform/base/random.h"

namespace sluice::e2e {

Reply to_reply(base::Result<http::Response, std::string> response) {
  Reply reply;
  if (!response) {
    reply.body = response.error();
    return reply;
  }
  reply.status = response->status;
  reply.headers = std::move(response->headers);
  reply.body = std::move(response->body);
  if (auto value = json::parse(reply.body, {.bytes_max = size_t{16} << 20})) reply.value = *std::move(value);
  return reply;
}

http::Request signed_call(const base::Endpoint& server, std::string_view action, Parameters parameters) {
  base::SystemRandom random;
  const api::Action* const declaration = api::find_action(action);
  auto call =
      signature::sign_acs3({.action = std::string(action),
                            .version = std::string(declaration ? declaration->version : api::ens_version),
                            .parameters = std::move(parameters),
                            .access_key_id = Api::key_id,
                            .secret = base::Secret(Api::key_secret),
                            .time = base::SystemClock{}.wall(),
                            .nonce = model::mint_request_id(random).get(),
                            .host = base::format_endpoint(server)},
                           signature::Placement::PostForm);
  return {.method = std::move(call.method),
          .target = std::move(call.target),
          .headers = std::move(call.headers),
          .body = std::move(call.body)};
}

Reply Api::expect_ok(std::string_view action, Parameters parameters) {
  Reply reply = call(action, std::move(parameters));
  EXPECT_TRUE(reply.ok()) << action << ": " << reply.body;
  return reply;
}

std::string Api::make_network(const std::string& cidr) {
  return expect_ok("CreateNetwork", {{"EnsRegionId", region}, {"CidrBlock", cidr}}).text("NetworkId");
}

std::string Api::make_vswitch(const std::string& network, const std::string& cidr) {
  return expect_ok("CreateVSwitch", {{"EnsRegionId", region}, {"NetworkId", network}, {"CidrBlock", cidr}})
      .text("VSwitchId");
}

std::string Api::make_instance(const std::string& vswitch) {
  const Reply reply = expect_ok("RunInstances", {{"EnsRegionId", region},
                                                 {"ScheduleAreaLevel", "Region"},
                                                 {"InstanceType", "ens.sn1.small"},
                                                 {"InstanceChargeType", "PostPaid"},
                                                 {"VSwitchId", vswitch}});
  return reply.ok() ? reply.value["InstanceIds"][0].get<std::string>() : "";
}

std::string Api::make_balancer(const std::string& network, const std::string& vswitch) {
  return expect_ok("CreateLoadBalancer", balancer_parameters(network, vswitch)).text("LoadBalancerId");
}

void Api::add_backend(const std::string& balancer, const std::string& instance) {
  expect_ok("AddBackendServers",
            {{"LoadBalancerId", balancer}, {"BackendServers", R"([{"ServerId":")" + instance + R"("}])"}});
}

void Api::make_listener(const std::string& balancer, std::string_view protocol, uint16_t port,
                        uint16_t backend_port) {
  Parameters parameters{{"LoadBalancerId", balancer},
                        {"ListenerPort", std::to_string(port)},
                        {"BackendServerPort", std::to_string(backend_port)}};
  if (protocol == "http") parameters.emplace_back("HealthCheck", "off");
  expect_ok(protocol == "http" ? "CreateLoadBalancerHTTPListener" : "CreateLoadBalancerTCPListener",
            std::move(parameters));
}

void Api::start_listener(const std::string& balancer, uint16_t port) {
  expect_ok("StartLoadBalancerListener",
            {{"LoadBalancerId", balancer}, {"ListenerPort", std::to_string(port)}});
}

std::string Api::address_of_instance(const std::string& instance) {
  const Reply reply = expect_ok("DescribeInstances", {{"InstanceId", instance}});
  return reply.value["Instances"]["Instance"][0]["NetworkAttributes"]["PrivateIpAddress"]["IpAddress"][0]
      .get<std::string>();
}

std::string Api::address_of_balancer(const std::string& balancer) {
  return expect_ok("DescribeLoadBalancerAttribute", {{"LoadBalancerId", balancer}}).text("Address");
}

json::Value Api::mapping(const std::string& network, const std::string& address) {
  const Reply reply =
      expect_ok("DescribeAddressMappings", {{"NetworkId", network}, {"PrivateIpAddress", address}});
  if (!reply.ok() || reply.value["AddressMappings"].empty()) {
    ADD_FAILURE() << address << " is not served: " << reply.body;
    return json::Value::object();
  }
  return reply.value["AddressMappings"][0];
}

base::Ipv4 Api::served_address(const std::string& network, const std::string& address) {
  const json::Value found = mapping(network, address);
  return base::parse_ipv4(json::find_text(found, "ServedAddress").value_or("")).value_or(base::Ipv4{});
}

base::Endpoint Api::served_at(const std::string& network, const std::string& balancer, uint16_t port) {
  const json::Value found = mapping(network, address_of_balancer(balancer));
  base::Endpoint endpoint{
      base::parse_ipv4(json::find_text(found, "ServedAddress").value_or("")).value_or(base::Ipv4{}), 0};
  if (const json::Value* ports = json::find_array(found, "Ports")) {
    for (const json::Value& row : *ports) {
      if (row["Port"] == port) endpoint.port = row["ServedPort"].get<uint16_t>();
    }
  }
  return endpoint;
}

Api::ListenerState Api::listener_state(const std::string& balancer, uint16_t port) {
  const Reply reply = expect_ok("DescribeListenerStates",
                                {{"LoadBalancerId", balancer}, {"ListenerPort", std::to_string(port)}});
  if (!reply.ok()) return {};
  for (const json::Value& listener : reply.value["ListenerStates"]) {
    for (const json::Value& node : listener["Nodes"]) {
      return {std::string(json::find_text(node, "State").value_or("")),
              std::string(json::find_text(node, "Reason").value_or(""))};
    }
  }
  return {};
}

Parameters balancer_parameters(const std::string& network, const std::string& vswitch) {
  return {{"EnsRegionId", Api::region},
          {"LoadBalancerSpec", "elb.s1.small"},
          {"PayType", "PostPaid"},
          {"NetworkId", network},
          {"VSwitchId", vswitch}};
}

std::string own_block() {
  // A block is whose process has bound this address in it, until it ends.
  constexpr int first = 65, count = 189;  // 127.64.* is where addresses go that cannot have their own
  constexpr uint16_t claim_port = 65535;
  static const int own = [] {
    const int claim = ::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    for (int i = 0; i < count; ++i) {
      const int block = first + (::getpid() + i) % count;
      sockaddr_in address{};
      address.sin_family = AF_INET;
      address.sin_port = htons(claim_port);
      address.sin_addr.s_addr = htonl((127U << 24) | (static_cast<uint32_t>(block) << 16) | 0xFFFEU);
      if (::bind(claim, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0) return block;
    }
    ADD_FAILURE() << "every block of addresses is somebody's";
    return first;
  }();
  return "10." + std::to_string(own) + ".0.0/16";
}

}  // namespace sluice::e2e
