#include "tests/crash/listener_watch.h"

#include <algorithm>

#include <gtest/gtest.h>

namespace sluice::crash {
namespace {

constexpr size_t listeners_per_balancer = 4;
constexpr size_t new_per_round = 2;
constexpr size_t stopped_per_round = 1;
constexpr uint16_t first_port = 21'000;
constexpr size_t bytes_min = 1, bytes_max = 48 * 1024;  // up to several of the data plane's buffers

json::Value must(const Call& call, std::string_view action, const Parameters& parameters) {
  Answer answer = call(action, parameters);
  EXPECT_TRUE(answer.ok()) << action << ": " << answer.body;
  return answer.ok() ? std::move(answer.value) : json::Value::object();
}

base::Ipv4 find_served_address(const Call& call, const std::string& network, const std::string& address) {
  const json::Value answer =
      must(call, "DescribeAddressMappings", {{"NetworkId", network}, {"PrivateIpAddress", address}});
  return base::parse_ipv4(answer["AddressMappings"][0]["ServedAddress"].get<std::string>()).value();
}

std::string random_bytes(std::mt19937_64& random) {
  std::string bytes(bytes_min + random() % bytes_max, '\0');
  std::ranges::generate(bytes, [&] { return static_cast<char>(random()); });
  return bytes;
}

}  // namespace

ListenerWatch::ListenerWatch(const Call& call, const std::string& network, const std::string& vswitch,
                             size_t count)
    : network_(network) {
  const json::Value made = must(call, "RunInstances",
                                {{"EnsRegionId", e2e::Api::region},
                                 {"ScheduleAreaLevel", "Region"},
                                 {"InstanceType", "ens.sn1.small"},
                                 {"InstanceChargeType", "PostPaid"},
                                 {"VSwitchId", vswitch}});
  instance_ = made["InstanceIds"][0].get<std::string>();
  const json::Value shown = must(call, "DescribeInstances", {{"InstanceId", instance_}});
  instance_address_ =
      shown["Instances"]["Instance"][0]["NetworkAttributes"]["PrivateIpAddress"]["IpAddress"][0]
          .get<std::string>();
  backend_ =
      std::make_unique<e2e::EchoBackend>(find_served_address(call, network, instance_address_), instance_);

  for (size_t i = 0; i < count; ++i) {
    if (i % listeners_per_balancer == 0) {
      const json::Value balancer =
          must(call, "CreateLoadBalancer", e2e::balancer_parameters(network, vswitch));
      balancers_.push_back(balancer["LoadBalancerId"].get<std::string>());
      const std::string& id = balancers_.back();
      must(call, "AddBackendServers",
           {{"LoadBalancerId", id}, {"BackendServers", R"([{"ServerId":")" + instance_ + R"("}])"}});
      const json::Value attribute = must(call, "DescribeLoadBalancerAttribute", {{"LoadBalancerId", id}});
      served_addresses_[id] = find_served_address(call, network, attribute["Address"].get<std::string>());
    }
    make(call, balancers_.back());
    Listener& listener = listeners_.back();
    must(call, "StartLoadBalancerListener",
         {{"LoadBalancerId", listener.balancer}, {"ListenerPort", std::to_string(listener.port)}});
    listener.told = Told::Started;
  }
}

void ListenerWatch::make(const Call& call, const std::string& balancer) {
  const auto port = static_cast<uint16_t>(first_port + listeners_.size());
  Parameters parameters{{"LoadBalancerId", balancer},
                        {"ListenerPort", std::to_string(port)},
                        {"BackendServerPort", std::to_string(backend_->port())}};
  const bool http = listeners_.size() % 2 == 1;
  if (http) parameters.emplace_back("HealthCheck", "on");
  must(call, http ? "CreateLoadBalancerHTTPListener" : "CreateLoadBalancerTCPListener", parameters);
  listeners_.push_back({balancer, port, {served_addresses_[balancer], port}, Told::Stopped});
}

size_t ListenerWatch::running() const {
  return static_cast<size_t>(std::ranges::count(listeners_, Told::Started, &Listener::told));
}

void ListenerWatch::make_more(const Call& call) {
  for (size_t i = 0; i < new_per_round; ++i) make(call, balancers_[listeners_.size() % balancers_.size()]);
}

std::vector<Asked> ListenerWatch::draw_orders(std::mt19937_64& random) {
  std::vector<Asked> orders;
  const auto order = [&](const char* action, Listener& listener) {
    orders.push_back(
        {action, {{"LoadBalancerId", listener.balancer}, {"ListenerPort", std::to_string(listener.port)}}});
    listener.told = Told::Unanswered;
  };
  std::vector<Listener*> started;
  for (Listener& listener : listeners_) {
    if (listener.told == Told::Started) started.push_back(&listener);
  }
  for (Listener& listener : listeners_) {
    if (listener.told == Told::Stopped && orders.size() < new_per_round)
      order("StartLoadBalancerListener", listener);
  }
  std::ranges::shuffle(started, random);
  for (size_t i = 0; i < stopped_per_round; ++i) order("StopLoadBalancerListener", *started[i]);
  return orders;
}

ListenerWatch::Listener& ListenerWatch::of(const Asked& order) {
  return *std::ranges::find_if(listeners_, [&](const Listener& listener) {
    return listener.balancer == order.parameters[0].second &&
           std::to_string(listener.port) == order.parameters[1].second;
  });
}

void ListenerWatch::take_answer(const Asked& order, const Answer& answer) {
  if (answer.unknown()) return;
  ASSERT_TRUE(answer.ok()) << answer.body;
  of(order).told = order.action.starts_with("Start") ? Told::Started : Told::Stopped;
}

void ListenerWatch::settle_unanswered(const Call& call) {
  for (Listener& listener : listeners_) {
    if (listener.told != Told::Unanswered) continue;
    const json::Value answer =
        must(call, "DescribeListenerStates",
             {{"LoadBalancerId", listener.balancer}, {"ListenerPort", std::to_string(listener.port)}});
    listener.told = answer["ListenerStates"][0]["WantedState"] == "Running" ? Told::Started : Told::Stopped;
  }
}

void ListenerWatch::check_forwarding(std::mt19937_64& random) const {
  for (const Listener& listener : listeners_) {
    const std::string trouble = e2e::ask_for_echo(listener.served, instance_, random_bytes(random));
    if (listener.told == Told::Started) {
      EXPECT_EQ(trouble, "") << base::format_endpoint(listener.served);
    } else {
      EXPECT_TRUE(trouble.starts_with("cannot connect")) << base::format_endpoint(listener.served) << trouble;
    }
  }
}

}  // namespace sluice::crash
