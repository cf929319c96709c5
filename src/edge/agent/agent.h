#pragma once
// The data plane of one node. Takes desired state as serialised messages, keeps the listening sockets, checks
// backends, and gives its workers one immutable snapshot after the other; tells through a callback what has
// become true.
//
//   apply() --messages--> [ agent's loop ] --snapshot--> [ worker ] [ worker ] ...
//                         desired table                     |          |
//                         listening sockets  <---- taken ---+----------+
//                         health checks
//                               |
//                               +--report--> OnReport
//
// A batch of messages becomes one snapshot. One snapshot is on its way at a time: what changes until all
// workers have taken it goes into the next one. A report follows when they have, so what it says is in force.
//
// Thread-safe. The agent and its workers run on threads of their own from construction to stop().

#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "contract/nodelink/report.h"
#include "edge/agent/backend_ports.h"
#include "edge/agent/desired_table.h"
#include "edge/agent/listener_set.h"
#include "edge/agent/socket_opener.h"
#include "edge/dataplane/health/checker.h"
#include "edge/dataplane/worker/worker.h"

namespace sluice::agent {

struct AgentOptions {
  std::string node_id;
  size_t workers = 1;
  // Per worker; 0: what the process's limit of open files allows, less what others of the process need.
  size_t sessions_max = 0;
  size_t descriptors_of_others = 512;
  size_t large_buffer_bytes_max = 64 * 1024 * 1024;  // per worker
  BackendPorts backend_ports = {};
  // How long stop() lets running requests and connections go on.
  base::Duration drain_deadline = std::chrono::seconds(5);
};

struct AgentFigures {
  uint64_t messages_refused = 0;   // not understood
  uint64_t messages_outdated = 0;  // repeated, or overtaken by a later one
  std::vector<worker::WorkerFigures> workers;
};

class Agent {
 public:
  // Called on the agent's thread; must not block.
  using OnReport = std::function<void(const nodelink::Report&)>;

  // `clock` and `opener` must outlive the agent.
  Agent(const base::Clock& clock, AgentOptions options, SocketOpener& opener, OnReport on_report);
  ~Agent();
  Agent(const Agent&) = delete;
  Agent& operator=(const Agent&) = delete;

  // Serialised changes (nodelink/message.h), in any number. Returns at once. A message that is not understood
  // is logged, counted and passed over.
  void apply(std::vector<std::string> messages);

  // Accepts nothing more, lets sessions finish up to the drain deadline, closes what is left. Blocks; may be
  // repeated. Not from OnReport.
  void stop();

  AgentFigures figures() const;

 private:
  using ListenerKey = std::pair<nodelink::Protocol, uint16_t>;
  // A snapshot on its way, and what to report when it has arrived.
  struct Publication {
    nodelink::Report report;
    size_t workers_left;
  };

  // All on the agent's loop.
  void take_inbox();
  void open_listeners();
  void warn_of_unreachable(const nodelink::LoadBalancer& balancer) const;
  void mark_changed(const std::string& id);
  void publish();
  void rebuild(const std::string& id, std::vector<snapshot::Edit>& edits, nodelink::Report& report);
  void note_reports(const std::string& id, const nodelink::LoadBalancer& balancer, nodelink::Report& report);
  void on_taken();

  const AgentOptions options_;
  const OnReport on_report_;
  io::Loop loop_;

  std::mutex inbox_mutex_;
  std::vector<std::string> inbox_;  // guarded by inbox_mutex_
  std::atomic<uint64_t> messages_refused_{0};
  std::atomic<uint64_t> messages_outdated_{0};

  // Belong to the loop.
  DesiredTable desired_;
  ListenerSet listeners_;
  health::Checker checker_;
  io::Timer retry_;
  std::set<std::string> changed_;  // balancers that the next snapshot has to look at
  bool publish_posted_ = false;
  std::shared_ptr<const snapshot::Snapshot> snapshot_ = std::make_shared<snapshot::Snapshot>();
  std::optional<Publication> publication_;
  int64_t reported_revision_ = 0;
  std::map<std::string, std::map<ListenerKey, nodelink::ListenerReport>> reported_;  // by balancer

  std::vector<std::unique_ptr<worker::Worker>> workers_;
  std::thread thread_;
  std::mutex stop_mutex_;
  bool stopped_ = false;  // guarded by stop_mutex_
};

}  // namespace sluice::agent
