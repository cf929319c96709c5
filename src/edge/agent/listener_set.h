#pragma once
// The listeners of a node: which are open, which failed and why, and when those are tried again. Belongs to
// the agent's loop; time is passed in.
//
// A listener fails alone. It is tried again after retry_min, then after twice as long each time up to
// retry_max, and at once when a socket of this node has been closed, as that may have been in its way.

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "contract/nodelink/desired.h"
#include "edge/agent/served_port.h"
#include "platform/base/clock.h"

namespace sluice::agent {

struct ListenerSlot {
  nodelink::Listener wanted;
  base::Ipv4 address;
  bool wanted_open = false;                                 // wanted running, and its balancer is active
  std::shared_ptr<const snapshot::ListeningSocket> socket;  // while it is open
  std::string reason;  // why it is closed, or not on its own port; empty where there is nothing to explain
  base::Duration backoff{};
  base::MonotonicTime retry_at{};
};

class ListenerSet {
 public:
  static constexpr base::Duration retry_min = std::chrono::milliseconds(100);
  static constexpr base::Duration retry_max = std::chrono::seconds(5);

  // `opener` must outlive the set.
  explicit ListenerSet(SocketOpener& opener) : opener_(opener) {}
  ~ListenerSet() { close_all(); }

  // What a balancer is to be from now on; null: gone. Closes at once what is not wanted any more, and opens
  // nothing: first everything of a batch is closed, so that what it frees can be taken by others in it.
  void set(const std::string& id, const nodelink::LoadBalancer* wanted);
  // Opens what is wanted and due. Names the balancers of which something has changed.
  std::set<std::string> open_due(base::MonotonicTime now);
  // When open_due() is worth the next call.
  std::optional<base::MonotonicTime> next_retry() const;

  // Empty for an unknown balancer.
  const std::vector<ListenerSlot>& slots(const std::string& id) const;
  void close_all();

 private:
  void open(const std::string& id, ListenerSlot& slot, base::MonotonicTime now);
  void close(ListenerSlot& slot);

  SocketOpener& opener_;
  std::map<std::string, std::vector<ListenerSlot>> slots_;
  std::set<std::string> incomplete_;               // balancers with a slot that is wanted open and is not
  std::map<base::Endpoint, std::string> held_by_;  // balancers by what they listen on
  bool freed_ = false;                             // a socket was closed since the last open_due()
};

}  // namespace sluice::agent
