#pragma once
// What the control plane wants a node to do, as values. The unit of change is one load balancer, whole:
// listeners, backends and addresses together, so that one message never leaves a balancer half changed.
//
// Every change carries a revision; revisions grow in commit order and are never reused. A node that has
// applied revision r asks for everything after r; a balancer that is gone is a message without content.
// Messages travel serialised (message.h), also inside one process, so that both ways are the same bytes.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "platform/base/ip.h"

namespace sluice::nodelink {

enum class Protocol { Tcp, Http };
enum class Scheduler { WeightedRoundRobin, RoundRobin };
enum class HealthCheckKind { Off, Tcp, Http };
enum class HealthCheckMethod { Head, Get };

// Status classes that count as healthy, a bit each: 2xx, 3xx, 4xx, 5xx.
struct StatusClasses {
  bool c2xx = true, c3xx = false, c4xx = false, c5xx = false;
  bool operator==(const StatusClasses&) const = default;
};

struct HealthCheck {
  HealthCheckKind kind = HealthCheckKind::Off;
  uint16_t port = 0;  // 0: the port that traffic goes to
  int interval_s = 2;
  int timeout_s = 5;
  int healthy_threshold = 3;
  int unhealthy_threshold = 3;
  std::string domain;  // Host header; empty: the backend's address
  std::string uri = "/";
  HealthCheckMethod method = HealthCheckMethod::Head;
  StatusClasses expected;
  bool operator==(const HealthCheck&) const = default;
};

struct Listener {
  Protocol protocol = Protocol::Tcp;
  uint16_t port = 0;         // as the customer asked for it
  uint16_t served_port = 0;  // 0: the node chooses; otherwise what it chose before, to be kept if it can
  bool wanted_running = false;
  Scheduler scheduler = Scheduler::WeightedRoundRobin;
  uint16_t backend_port = 0;
  int established_timeout_s = 900;  // TCP: idle connection
  int idle_timeout_s = 15;          // HTTP: keep-alive idle
  int request_timeout_s = 60;       // HTTP: waiting for the backend's answer, then 504
  bool x_forwarded_for = false;
  HealthCheck health_check;
  bool operator==(const Listener&) const = default;
};

struct Backend {
  std::string server_id;
  base::Ipv4 private_address;
  base::Ipv4 served_address;  // where the node reaches it
  uint16_t port = 0;          // 0: the listener's backend_port
  int weight = 100;           // 0 to 100; 0: no new connections or requests
  bool operator==(const Backend&) const = default;
};

struct LoadBalancer {
  std::string id;
  // Whose it is, by a number that stands for the account and says nothing about it; 0: nobody's in
  // particular. What a node has for all is shared by it.
  int64_t owner = 0;
  base::Ipv4 private_address;
  base::Ipv4 served_address;  // where the node listens
  bool active = true;         // InActive balancers forward nothing
  std::vector<Listener> listeners;
  std::vector<Backend> backends;
  bool operator==(const LoadBalancer&) const = default;
};

// One step from a revision to a later one.
struct Change {
  int64_t revision = 0;
  std::string load_balancer_id;
  std::optional<LoadBalancer> wanted;  // nothing: it is gone
  bool operator==(const Change&) const = default;
};

}  // namespace sluice::nodelink
