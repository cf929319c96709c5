#include "contract/nodelink/message.h"

#include <array>
#include <concepts>
#include <limits>
#include <set>
#include <type_traits>
#include <utility>

#include "contract/nodelink/members.h"

namespace sluice::nodelink {
namespace {

// Wide enough for any API that may stand before this; that API has limits of its own.
constexpr int64_t port_max = 65535;
constexpr int64_t weight_max = 100;
constexpr int64_t seconds_max = 86'400;
constexpr int64_t threshold_max = 100;  // checks in a row

constexpr TextForm id_form{1, 128, 0};
constexpr TextForm domain_form{0, 255, 0};
constexpr TextForm uri_form{1, 1024, '/'};

constexpr std::array protocols = {EnumName<Protocol>{Protocol::Tcp, "tcp"},
                                  EnumName<Protocol>{Protocol::Http, "http"}};
constexpr std::array schedulers = {EnumName<Scheduler>{Scheduler::WeightedRoundRobin, "wrr"},
                                   EnumName<Scheduler>{Scheduler::RoundRobin, "rr"}};
constexpr std::array health_check_kinds = {EnumName<HealthCheckKind>{HealthCheckKind::Off, "off"},
                                           EnumName<HealthCheckKind>{HealthCheckKind::Tcp, "tcp"},
                                           EnumName<HealthCheckKind>{HealthCheckKind::Http, "http"}};
constexpr std::array health_check_methods = {EnumName<HealthCheckMethod>{HealthCheckMethod::Head, "head"},
                                             EnumName<HealthCheckMethod>{HealthCheckMethod::Get, "get"}};

template <class T, class U>
concept Is = std::same_as<std::remove_const_t<T>, U>;

}  // namespace

// The members of every structure, once: M is MemberWriter with constant values or MemberReader. Required is
// what a balancer cannot be served rightly without; a default there would close a listener or remove a
// backend silently. Not in the nameless namespace, so that the visitors find them by their argument.

template <class M, Is<StatusClasses> T>
void describe(M& members, T& classes) {
  members.flag("2xx", Need::Required, classes.c2xx);
  members.flag("3xx", Need::Required, classes.c3xx);
  members.flag("4xx", Need::Required, classes.c4xx);
  members.flag("5xx", Need::Required, classes.c5xx);
}

template <class M, Is<HealthCheck> T>
void describe(M& members, T& check) {
  members.choice("kind", Need::Required, check.kind, health_check_kinds);
  members.number("port", Need::Optional, check.port, 0, port_max);
  members.number("interval_s", Need::Optional, check.interval_s, 1, seconds_max);
  members.number("timeout_s", Need::Optional, check.timeout_s, 1, seconds_max);
  members.number("healthy_threshold", Need::Optional, check.healthy_threshold, 1, threshold_max);
  members.number("unhealthy_threshold", Need::Optional, check.unhealthy_threshold, 1, threshold_max);
  members.text("domain", Need::Optional, check.domain, domain_form);
  members.text("uri", Need::Optional, check.uri, uri_form);
  members.choice("method", Need::Optional, check.method, health_check_methods);
  members.object("expected", Need::Optional, check.expected);
}

template <class M, Is<Listener> T>
void describe(M& members, T& listener) {
  members.choice("protocol", Need::Required, listener.protocol, protocols);
  members.number("port", Need::Required, listener.port, 0, port_max);
  members.number("served_port", Need::Optional, listener.served_port, 0, port_max);
  members.flag("wanted_running", Need::Required, listener.wanted_running);
  members.choice("scheduler", Need::Optional, listener.scheduler, schedulers);
  members.number("backend_port", Need::Required, listener.backend_port, 0, port_max);
  members.number("established_timeout_s", Need::Optional, listener.established_timeout_s, 1, seconds_max);
  members.number("idle_timeout_s", Need::Optional, listener.idle_timeout_s, 1, seconds_max);
  members.number("request_timeout_s", Need::Optional, listener.request_timeout_s, 1, seconds_max);
  members.flag("x_forwarded_for", Need::Optional, listener.x_forwarded_for);
  members.object("health_check", Need::Optional, listener.health_check);
}

template <class M, Is<Backend> T>
void describe(M& members, T& backend) {
  members.text("server_id", Need::Required, backend.server_id, id_form);
  members.address("private_address", Need::Required, backend.private_address);
  members.address("served_address", Need::Required, backend.served_address);
  members.number("port", Need::Optional, backend.port, 0, port_max);
  members.number("weight", Need::Optional, backend.weight, 0, weight_max);
}

template <class M, Is<LoadBalancer> T>
void describe(M& members, T& balancer) {
  members.text("id", Need::Required, balancer.id, id_form);
  members.number("owner", Need::Optional, balancer.owner, 0, std::numeric_limits<int64_t>::max());
  members.address("private_address", Need::Required, balancer.private_address);
  members.address("served_address", Need::Required, balancer.served_address);
  members.flag("active", Need::Optional, balancer.active);
  members.list("listeners", Need::Required, balancer.listeners);
  members.list("backends", Need::Required, balancer.backends);
}

template <class M, Is<Change> T>
void describe(M& members, T& change) {
  members.number("revision", Need::Required, change.revision, 1, std::numeric_limits<int64_t>::max());
  members.text("load_balancer_id", Need::Required, change.load_balancer_id, id_form);
  members.nullable_object("wanted", Need::Required, change.wanted);
}

namespace {

// What no single member shows.
std::string inconsistency(const Change& change) {
  if (!change.wanted) return {};
  if (change.wanted->id != change.load_balancer_id) {
    return "wanted.id: received \"" + change.wanted->id + "\", accepted is the load_balancer_id \"" +
           change.load_balancer_id + "\"";
  }
  // What reports tell the listeners of a balancer apart by.
  std::set<std::pair<Protocol, uint16_t>> keys;
  const auto& listeners = change.wanted->listeners;
  for (size_t i = 0; i < listeners.size(); ++i) {
    if (keys.emplace(listeners[i].protocol, listeners[i].port).second) continue;
    return "wanted.listeners[" + std::to_string(i) + "].port: received " + std::to_string(listeners[i].port) +
           " again, accepted is one listener per protocol and port";
  }
  return {};
}

}  // namespace

std::string print(const Change& change) {
  MemberWriter members;
  describe(members, change);
  return json::print(members.take());
}

base::Result<Change, std::string> parse_change(std::string_view text) {
  const auto value = json::parse(text, {.bytes_max = change_bytes_max});
  if (!value) {
    return base::Unexpected{"the message: not JSON at byte " + std::to_string(value.error().offset) + ": " +
                            value.error().message};
  }
  Change change;
  std::string error;
  MemberReader members(*value, "", error);
  describe(members, change);
  if (error.empty()) error = inconsistency(change);
  if (!error.empty()) return base::Unexpected{std::move(error)};
  return change;
}

}  // namespace sluice::nodelink
