#include "demo.h"

#include <algorithm>
#include <cstdio>
#include <map>
#include <memory>
#include <thread>

#include <fmt/format.h>
#include <signal.h>

#include "call.h"
#include "demo_backend.h"
#include "fail.h"
#include "platform/io/signals.h"
#include "platform/json/json.h"

namespace sluice::app {
namespace {

constexpr std::string_view region = "cn-chengdu-telecom";
constexpr uint16_t http_port = 80, tcp_port = 9000, backend_port = 8080;
constexpr int backends_count = 2, requests_count = 10, listening_polls_max = 200, backend_polls_max = 2000;
constexpr auto poll_interval = std::chrono::milliseconds(10);

// The demo stops at the first thing that goes wrong, and says what it was.
struct Failed {
  std::string reason;
};

class Tour {
 public:
  explicit Tour(ApiClient& client) : client_(client) {}

  // What an earlier run has left is used again, so that a second run does not pile up a second set.
  void create() {
    network_ = find_or_create({.list = "DescribeNetworks",
                               .filter = {{"NetworkName", "demo-network"}},
                               .members = {"Networks", "Network"},
                               .create = "CreateNetwork",
                               .parameters = {{"EnsRegionId", std::string(region)},
                                              {"CidrBlock", "192.168.0.0/16"},
                                              {"NetworkName", "demo-network"}},
                               .id = "NetworkId"});
    vswitch_ = find_or_create({.list = "DescribeVSwitches",
                               .filter = {{"NetworkId", network_}, {"VSwitchName", "demo-vswitch"}},
                               .members = {"VSwitches", "VSwitch"},
                               .create = "CreateVSwitch",
                               .parameters = {{"EnsRegionId", std::string(region)},
                                              {"NetworkId", network_},
                                              {"CidrBlock", "192.168.2.0/24"},
                                              {"VSwitchName", "demo-vswitch"}},
                               .id = "VSwitchId"});
    balancer_ = find_or_create({.list = "DescribeLoadBalancers",
                                .filter = {{"NetworkId", network_}, {"LoadBalancerName", "demo"}},
                                .members = {"LoadBalancers", "LoadBalancer"},
                                .create = "CreateLoadBalancer",
                                .parameters = {{"EnsRegionId", std::string(region)},
                                               {"LoadBalancerSpec", "elb.s1.small"},
                                               {"LoadBalancerName", "demo"},
                                               {"PayType", "PostPaid"},
                                               {"NetworkId", network_},
                                               {"VSwitchId", vswitch_}},
                                .id = "LoadBalancerId"});
    for (int i = 0; i < backends_count; ++i) {
      const std::string name = fmt::format("demo-backend-{}", i + 1);
      instances_.push_back(find_or_create({.list = "DescribeInstances",
                                           .filter = {{"VSwitchId", vswitch_}, {"InstanceName", name}},
                                           .members = {"Instances", "Instance"},
                                           .create = "RunInstances",
                                           .parameters = {{"EnsRegionId", std::string(region)},
                                                          {"ScheduleAreaLevel", "Region"},
                                                          {"InstanceType", "ens.sn1.small"},
                                                          {"InstanceChargeType", "PostPaid"},
                                                          {"InstanceName", name},
                                                          {"VSwitchId", vswitch_}},
                                           .id = "InstanceId"}));
    }
  }

  void start_backends() {
    for (const std::string& id : instances_) {
      const base::Endpoint endpoint{served_address(private_address(id)), backend_port};
      auto backend = DemoBackend::start(endpoint, id);
      if (!backend) throw Failed{backend.error()};
      backends_.push_back(std::move(*backend));
      row("backend", id, base::format_endpoint(endpoint));
    }
  }

  void listen() {
    json::Value servers = json::Value::array();
    for (const std::string& id : instances_) servers.push_back({{"ServerId", id}, {"Weight", 100}});
    call("AddBackendServers", {{"LoadBalancerId", balancer_}, {"BackendServers", json::print(servers)}});
    if (!has_listener(http_port)) {
      call("CreateLoadBalancerHTTPListener", {{"LoadBalancerId", balancer_},
                                              {"ListenerPort", std::to_string(http_port)},
                                              {"BackendServerPort", std::to_string(backend_port)},
                                              {"HealthCheck", "on"},
                                              {"HealthCheckURI", "/healthz"}});
    }
    if (!has_listener(tcp_port)) {
      call("CreateLoadBalancerTCPListener", {{"LoadBalancerId", balancer_},
                                             {"ListenerPort", std::to_string(tcp_port)},
                                             {"BackendServerPort", std::to_string(backend_port)}});
    }
    for (const json::Value& state : listener_states()) {
      if (state["WantedState"] == "Running") continue;
      call("StartLoadBalancerListener", {{"LoadBalancerId", balancer_},
                                         {"ListenerPort", std::to_string(state["ListenerPort"].get<int>())}});
    }
    await_listening();
  }

  // Sends requests to every listener; each must be answered by a backend.
  void send_requests() {
    const json::Value balancer = call("DescribeLoadBalancerAttribute", {{"LoadBalancerId", balancer_}});
    const std::string address = text(balancer, "Address");
    const json::Value mapping = mapping_of(address);
    const auto served = base::parse_ipv4(text(mapping, "ServedAddress"));
    for (const json::Value& port : mapping["Ports"]) {
      const base::Endpoint endpoint{*served, port["ServedPort"].get<uint16_t>()};
      row(fmt::format("listener {}", text(port, "Protocol")),
          fmt::format("{}:{}", address, port["Port"].get<int>()), base::format_endpoint(endpoint));
      await_backends(endpoint);
      for (int i = 0; i < requests_count; ++i) send_one(endpoint, i);
    }
  }

  void print() const {
    std::printf("\n%-14s %-32s %s\n", "what", "id or address", "served at");
    row_out("network", network_, "");
    row_out("vswitch", vswitch_, "");
    row_out("load balancer", balancer_, "");
    for (const auto& [what, id, served] : rows_) row_out(what, id, served);
    std::printf("\n%-32s %s\n", "answered by", "requests");
    for (const auto& [backend, count] : answers_) std::printf("%-32s %d\n", backend.c_str(), count);
    std::printf("\nrequest forwarded: %d of %zu requests came back through the load balancer\n", forwarded_,
                rows_.size() > instances_.size() ? (rows_.size() - instances_.size()) * requests_count : 0);
    std::fflush(stdout);
  }

 private:
  // One resource of the tour: how it is found by its name, and how it is made.
  struct Resource {
    std::string list;
    base::FormPairs filter;
    std::pair<std::string, std::string> members;  // of the answer, around the list
    std::string create;
    base::FormPairs parameters;
    std::string id;
  };

  std::string find_or_create(const Resource& resource) {
    json::Value found = find(resource);
    if (found.empty()) {
      call(resource.create, resource.parameters);
      found = find(resource);
    }
    if (found.empty()) throw Failed{fmt::format("{} made nothing", resource.create)};
    return text(found.front(), resource.id);
  }

  json::Value find(const Resource& resource) {
    return call(resource.list, resource.filter)[resource.members.first][resource.members.second];
  }

  json::Value call(const std::string& action, const base::FormPairs& parameters) {
    const auto response = client_.send_in_turn(action, parameters);
    if (!response) throw Failed{response.error()};
    auto value = json::parse(response->body);
    if (response->status != 200 || !value) throw Failed{fmt::format("{}: {}", action, response->body)};
    return *std::move(value);
  }

  static std::string text(const json::Value& value, std::string_view name) {
    const auto found = json::find_text(value, name);
    if (!found) throw Failed{fmt::format("an answer has no {}", name)};
    return std::string(*found);
  }

  std::string private_address(const std::string& instance) {
    const json::Value answer = call("DescribeInstances", {{"InstanceId", instance}});
    return answer["Instances"]["Instance"][0]["NetworkAttributes"]["PrivateIpAddress"]["IpAddress"][0]
        .get<std::string>();
  }

  json::Value mapping_of(const std::string& address) {
    const json::Value answer =
        call("DescribeAddressMappings", {{"NetworkId", network_}, {"PrivateIpAddress", address}});
    if (answer["AddressMappings"].empty()) throw Failed{fmt::format("{} is not served", address)};
    return answer["AddressMappings"][0];
  }

  base::Ipv4 served_address(const std::string& address) {
    return base::parse_ipv4(text(mapping_of(address), "ServedAddress")).value_or(base::Ipv4{});
  }

  json::Value listener_states() {
    return call("DescribeListenerStates", {{"LoadBalancerId", balancer_}})["ListenerStates"];
  }

  bool has_listener(uint16_t port) {
    const json::Value states = listener_states();
    return std::ranges::any_of(states,
                               [port](const json::Value& state) { return state["ListenerPort"] == port; });
  }

  void await_listening() {
    for (int poll = 0; poll < listening_polls_max; ++poll) {
      const json::Value states = listener_states();
      size_t listening = 0;
      for (const json::Value& state : states) {
        for (const json::Value& node : state["Nodes"]) {
          listening += node["State"] == "Listening";
          if (node["State"] == "Failed") throw Failed{text(node, "Reason")};
        }
      }
      if (listening == states.size()) return;
      std::this_thread::sleep_for(poll_interval);
    }
    throw Failed{"the listeners did not start"};
  }

  // Backends of an earlier run may count as down until health checks have seen the new ones.
  void await_backends(const base::Endpoint& endpoint) {
    for (int poll = 0; poll < backend_polls_max; ++poll) {
      const auto response = http::fetch(endpoint, {.target = "/demo/ready"});
      if (response && response->status == 200) return;
      std::this_thread::sleep_for(poll_interval);
    }
    throw Failed{fmt::format("no backend answered through {}", base::format_endpoint(endpoint))};
  }

  void send_one(const base::Endpoint& endpoint, int number) {
    const auto response = http::fetch(endpoint, {.target = fmt::format("/demo/{}", number)});
    if (!response) throw Failed{response.error()};
    if (response->status != 200) throw Failed{response->body};
    ++forwarded_;
    ++answers_[std::string(http::find_header(response->headers, "x-backend"))];
  }

  void row(std::string what, std::string id, std::string served) {
    rows_.push_back({std::move(what), std::move(id), std::move(served)});
  }
  static void row_out(const std::string& what, const std::string& id, const std::string& served) {
    std::printf("%-14s %-32s %s\n", what.c_str(), id.c_str(), served.c_str());
  }

  struct Row {
    std::string what, id, served;
  };

  ApiClient& client_;
  std::string network_, vswitch_, balancer_;
  std::vector<std::string> instances_;
  std::vector<std::unique_ptr<DemoBackend>> backends_;
  std::vector<Row> rows_;
  std::map<std::string, int> answers_;
  int forwarded_ = 0;
};

void wait_for_signal() {
  base::SystemClock clock;
  io::Loop loop(clock);
  io::SignalWatcher signals(loop, {SIGTERM, SIGINT}, [&](int) { loop.stop(); });
  loop.run();
}

}  // namespace

int demo(const DemoOptions& options) {
  io::block_signals({SIGTERM, SIGINT});
  auto client = ApiClient::open(options.service);
  if (!client) return fail("demo", client.error());
  Tour tour(*client);
  try {
    tour.create();
    tour.start_backends();
    tour.listen();
    tour.send_requests();
  } catch (const Failed& failed) {
    return fail("demo", failed.reason);
  }
  tour.print();
  if (!options.once) wait_for_signal();
  return 0;
}

}  // namespace sluice::app
