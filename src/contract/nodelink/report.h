#pragma once
// What a node says back.

#include <cstdint>
#include <string>
#include <vector>

#include "contract/nodelink/desired.h"

namespace sluice::nodelink {

enum class ListenerState {
  Listening,  // connections are accepted
  Stopped,    // wanted stopped, and nothing is bound
  Failed,     // wanted running and not possible; the reason says why, and the node keeps trying
  Gone,       // its balancer has it no more, and nothing is bound: the last word on it
};

struct BackendHealth {
  std::string server_id;
  bool healthy = true;
  bool operator==(const BackendHealth&) const = default;
};

struct ListenerReport {
  std::string load_balancer_id;
  Protocol protocol = Protocol::Tcp;
  uint16_t port = 0;
  ListenerState state = ListenerState::Stopped;
  std::string reason;        // in words; empty where there is nothing to explain
  uint16_t served_port = 0;  // 0 while not listening
  int64_t revision = 0;      // the desired revision this state answers
  std::vector<BackendHealth> backends;
  bool operator==(const ListenerReport&) const = default;
};

// Everything that changed since the node's last report. Reports are absolute per listener, so a lost one is
// healed by the next. A balancer in `gone` has no listeners left on the node.
struct Report {
  std::string node_id;
  int64_t applied_revision = 0;  // every change up to here is in force
  std::vector<ListenerReport> listeners;
  std::vector<std::string> gone;
};

}  // namespace sluice::nodelink
