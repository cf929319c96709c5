#include "control/nodes/listener_board.h"

namespace sluice::nodes {

void ListenerBoard::take(const nodelink::Report& report) {
  std::lock_guard lock(mutex_);
  for (const nodelink::ListenerReport& listener : report.listeners) {
    const Key key{listener.load_balancer_id, listener.port, listener.protocol};
    if (listener.state != nodelink::ListenerState::Gone) {
      states_[key][report.node_id] = listener;
    } else if (const auto known = states_.find(key); known != states_.end()) {
      known->second.erase(report.node_id);
      if (known->second.empty()) states_.erase(known);
    }
  }
  for (const std::string& gone : report.gone) {
    const auto first = states_.lower_bound(Key{gone, 0, nodelink::Protocol::Tcp});
    auto last = first;
    while (last != states_.end() && last->first.load_balancer_id == gone) ++last;
    states_.erase(first, last);
  }
  int64_t& applied = applied_revisions_[report.node_id];
  if (report.applied_revision > applied) applied = report.applied_revision;
  applied_.notify_all();
}

std::vector<NodeListenerState> ListenerBoard::states(std::string_view load_balancer_id,
                                                     nodelink::Protocol protocol, uint16_t port) const {
  std::lock_guard lock(mutex_);
  std::vector<NodeListenerState> result;
  const auto found = states_.find(Key{std::string(load_balancer_id), port, protocol});
  if (found == states_.end()) return result;
  for (const auto& [node, report] : found->second) result.push_back({node, report});
  return result;
}

bool ListenerBoard::wait_applied(std::string_view node_id, int64_t revision,
                                 std::chrono::milliseconds deadline) {
  std::unique_lock lock(mutex_);
  return applied_.wait_for(lock, deadline, [&] { return is_applied(node_id, revision); });
}

bool ListenerBoard::has_applied(std::string_view node_id, int64_t revision) const {
  std::lock_guard lock(mutex_);
  return is_applied(node_id, revision);
}

bool ListenerBoard::is_applied(std::string_view node_id, int64_t revision) const {
  const auto found = applied_revisions_.find(node_id);
  return revision == 0 || (found != applied_revisions_.end() && found->second >= revision);
}

}  // namespace sluice::nodes
