#pragma once
// One thread of the data plane: a loop, the listeners of the newest snapshot, their sessions, buffers and
// upstream pools. Workers share nothing but snapshots and the listening sockets in them; the kernel gives a
// new connection to one.
//
// Life: made, started, fed with snapshots, drained, joined. Every method may be called from any thread unless
// said otherwise.

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <thread>
#include <vector>

#include "edge/dataplane/l7/forwarded_head.h"
#include "edge/dataplane/session/buffer_pool.h"
#include "edge/dataplane/session/service.h"
#include "edge/dataplane/snapshot/snapshot.h"
#include "platform/io/acceptor.h"

namespace sluice::worker {

struct WorkerOptions {
  size_t index = 0;
  // Clients at a time. When that many are here, accepting rests: others wait in the kernel's queue, or for
  // another worker. No owner of balancers may have them all (shares.h).
  size_t sessions_max = 8192;
  size_t large_buffer_bytes_max = 64 * 1024 * 1024;
};

// The figures of one listener, as plain numbers.
struct ListenerFigures {
  std::string load_balancer_id;
  nodelink::Protocol protocol = nodelink::Protocol::Tcp;
  uint16_t port = 0;
  uint64_t connections = 0;
  uint64_t sessions = 0;
  uint64_t requests = 0;
  uint64_t client_bytes_in = 0;
  uint64_t client_bytes_out = 0;
  uint64_t backend_connects = 0;
  uint64_t backend_reuses = 0;
  uint64_t backend_retries = 0;
  uint64_t errors_downstream = 0;
  uint64_t errors_upstream = 0;
  uint64_t errors_internal = 0;
};

struct WorkerFigures {
  uint64_t sessions = 0;
  uint64_t sessions_max_hits = 0;
  uint64_t share_hits = 0;  // an owner had as many as he may
  uint64_t buffer_bytes = 0;
  uint64_t buffer_bytes_peak = 0;
  std::vector<ListenerFigures> listeners;  // running ones, and ended ones whose sessions are not over
};

class Worker final : private session::Host {
 public:
  Worker(const base::Clock& clock, const WorkerOptions& options);
  ~Worker();  // drained with no patience if that has not happened

  void start();  // once

  // From here on `snapshot` is in force; `taken` is called on the worker's thread when it is.
  void apply(std::shared_ptr<const snapshot::Snapshot> snapshot, std::function<void()> taken);

  // Accepts nothing more. HTTP sessions finish their request, tunnels go on; after `deadline` what is left is
  // closed, and the thread ends.
  void drain(base::Duration deadline);
  void join();

  WorkerFigures figures() const;

 private:
  struct Running {
    std::shared_ptr<const snapshot::ListeningSocket> socket;  // outlives its acceptor
    std::unique_ptr<session::Service> service;
    std::unique_ptr<io::Acceptor> acceptor;
  };
  // Of the balancers that are served: their listeners, and the sessions of these and of ended ones.
  struct Owner {
    size_t sessions = 0;
    bool was_told = false;
    std::set<Running*> listeners;
  };
  struct Counted {
    std::string load_balancer_id;
    nodelink::Protocol protocol;
    uint16_t port;
    std::shared_ptr<const session::ListenerCounters> counters;
  };

  io::Loop& loop() override { return loop_; }
  session::BufferPool& buffers() override { return buffers_; }
  size_t selector_start() const override { return options_.index; }
  void on_session_begun(session::Service& service) override;
  void on_session_ended(session::Service& service) override;

  void run();
  void take(std::shared_ptr<const snapshot::Snapshot> snapshot);
  void take_balancer(const snapshot::Balancer* before, const snapshot::Balancer* after);
  void begin(const std::shared_ptr<const snapshot::RunningListener>& listener);
  void end(const snapshot::ListeningSocket& socket);
  void retire(std::unique_ptr<session::Service> service);
  void begin_drain(base::Duration deadline);
  size_t free_sessions() const { return options_.sessions_max - sessions_.get(); }
  void rest(Owner& owner);
  void wake_rested();
  void forget_if_idle(int64_t owner);
  void close_everything();

  const WorkerOptions options_;
  io::Loop loop_;
  session::BufferPool buffers_;
  l7::Scratch scratch_;
  std::shared_ptr<const snapshot::Snapshot> snapshot_ = std::make_shared<snapshot::Snapshot>();
  std::map<const snapshot::ListeningSocket*, Running> running_;
  std::map<int64_t, Owner> owners_;
  std::set<Owner*> rested_;
  std::vector<std::unique_ptr<session::Service>> ended_;  // they still have sessions
  session::Counter sessions_;
  session::Counter sessions_max_hits_;
  session::Counter share_hits_;
  bool draining_ = false;
  std::unique_ptr<io::Timer> drain_deadline_;

  mutable std::mutex counted_mutex_;
  std::map<const session::Service*, Counted> counted_;  // guarded by counted_mutex_

  std::thread thread_;
};

}  // namespace sluice::worker
