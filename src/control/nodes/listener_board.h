#pragma once
// What the nodes last said about each listener. In memory: a node tells everything again when it connects.
// Thread-safe.

#include <condition_variable>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "contract/nodelink/report.h"
#include "platform/base/clock.h"

namespace sluice::nodes {

struct NodeListenerState {
  std::string node_id;
  nodelink::ListenerReport report;
};

class ListenerBoard {
 public:
  void take(const nodelink::Report& report);

  // Every node's word on one listener; empty if none has spoken.
  std::vector<NodeListenerState> states(std::string_view load_balancer_id, nodelink::Protocol protocol,
                                        uint16_t port) const;

  // Blocks until a node has applied a revision; false when `deadline` passed first. For the start of the
  // process.
  bool wait_applied(std::string_view node_id, int64_t revision, std::chrono::milliseconds deadline);
  bool has_applied(std::string_view node_id, int64_t revision) const;

 private:
  bool is_applied(std::string_view node_id, int64_t revision) const;  // with mutex_ held

  struct Key {
    std::string load_balancer_id;
    uint16_t port;
    nodelink::Protocol protocol;
    auto operator<=>(const Key&) const = default;
  };

  mutable std::mutex mutex_;
  std::condition_variable applied_;
  std::map<Key, std::map<std::string, nodelink::ListenerReport>> states_;  // by node; guarded by mutex_
  std::map<std::string, int64_t, std::less<>> applied_revisions_;          // guarded by mutex_
};

}  // namespace sluice::nodes
