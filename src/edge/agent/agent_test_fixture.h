#pragma once
// A whole data plane with what it reports: the agent on its threads, driven by serialised messages.

#include <condition_variable>
#include <map>
#include <mutex>
#include <vector>

#include <gtest/gtest.h>

#include "contract/nodelink/message.h"
#include "edge/agent/agent.h"
#include "edge/agent/scripted_opener.h"
#include "edge/dataplane/testing/backend_server.h"
#include "edge/dataplane/testing/blocking_client.h"
#include "edge/dataplane/testing/peer.h"

namespace sluice::agent {

using edgetest::BackendServer;
using edgetest::BlockingClient;
using edgetest::free_port;
using edgetest::get_once;
using edgetest::test_address;
using nodelink::ListenerReport;
using nodelink::ListenerState;
using nodelink::Protocol;

// What the control plane would know from the reports.
class Reports {
 public:
  void take(const nodelink::Report& report) {
    std::lock_guard lock(mutex_);
    ++count_;
    applied_ = report.applied_revision;
    for (const ListenerReport& row : report.listeners) {
      rows_[{row.load_balancer_id, row.port}] = row;
      ++rows_taken_;
    }
    for (const std::string& id : report.gone) {
      std::erase_if(rows_, [&](const auto& entry) { return entry.first.first == id; });
    }
    changed_.notify_all();
  }

  bool wait_applied(int64_t revision) {
    return wait([&] { return applied_ >= revision; });
  }
  // The last word on this listener, when it fits; otherwise the last word there was.
  template <class Condition>
  ListenerReport wait_for(const std::string& id, uint16_t port, Condition condition) {
    ListenerReport last;
    wait([&] {
      const auto at = rows_.find({id, port});
      if (at == rows_.end()) return false;
      last = at->second;
      return condition(at->second);
    });
    return last;
  }
  ListenerReport wait_state(const std::string& id, uint16_t port, ListenerState state) {
    const ListenerReport row =
        wait_for(id, port, [&](const ListenerReport& last) { return last.state == state; });
    EXPECT_EQ(row.state, state) << id << " " << port << ": " << row.reason;
    return row;
  }
  bool knows(const std::string& id, uint16_t port) {
    std::lock_guard lock(mutex_);
    return rows_.contains({id, port});
  }
  int count() {
    std::lock_guard lock(mutex_);
    return count_;
  }
  int rows_taken() {
    std::lock_guard lock(mutex_);
    return rows_taken_;
  }

 private:
  template <class Condition>
  bool wait(Condition condition) {
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, std::chrono::seconds(30), condition);
  }

  std::mutex mutex_;
  std::condition_variable changed_;
  std::map<std::pair<std::string, uint16_t>, ListenerReport> rows_;
  int64_t applied_ = 0;
  int count_ = 0;
  int rows_taken_ = 0;
};

class DataPlane : public ::testing::Test {
 protected:
  Agent& start(AgentOptions options = {.node_id = "node-1", .workers = 2}) {
    agent_ = std::make_unique<Agent>(clock_, options, opener_,
                                     [this](const nodelink::Report& report) { reports_.take(report); });
    return *agent_;
  }

  // The next revision says that the balancer is to be like this; waits until that is in force.
  int64_t put(const nodelink::LoadBalancer& wanted) {
    agent_->apply(
        {nodelink::print({.revision = ++revision_, .load_balancer_id = wanted.id, .wanted = wanted})});
    EXPECT_TRUE(reports_.wait_applied(revision_));
    return revision_;
  }
  int64_t remove(const std::string& id) {
    agent_->apply({nodelink::print({.revision = ++revision_, .load_balancer_id = id, .wanted = {}})});
    EXPECT_TRUE(reports_.wait_applied(revision_));
    return revision_;
  }

  static nodelink::Backend backend(const BackendServer& server, const std::string& id, int weight = 100) {
    return {.server_id = id,
            .private_address = base::Ipv4{0x0a000001},
            .served_address = server.endpoint().address,
            .port = server.endpoint().port,
            .weight = weight};
  }
  nodelink::Listener listener(Protocol protocol, uint16_t port) {
    return {.protocol = protocol, .port = port, .wanted_running = true, .backend_port = 1};
  }
  nodelink::LoadBalancer balancer(std::vector<nodelink::Listener> listeners,
                                  std::vector<nodelink::Backend> backends) {
    return {.id = "lb-1",
            .private_address = base::Ipv4{0x0a000002},
            .served_address = address_,
            .listeners = std::move(listeners),
            .backends = std::move(backends)};
  }
  base::Endpoint at(uint16_t port) const { return {address_, port}; }
  worker::ListenerFigures figures_of(uint16_t port) {
    worker::ListenerFigures sum;
    for (const auto& worker : agent_->figures().workers) {
      for (const auto& row : worker.listeners) {
        if (row.port != port) continue;
        sum.connections += row.connections;
        sum.requests += row.requests;
        sum.errors_upstream += row.errors_upstream;
        sum.errors_downstream += row.errors_downstream;
        sum.backend_connects += row.backend_connects;
        sum.backend_reuses += row.backend_reuses;
      }
    }
    return sum;
  }

  const base::Ipv4 address_ = test_address(1);
  base::SystemClock clock_;
  ScriptedOpener opener_;
  Reports reports_;
  int64_t revision_ = 0;
  std::unique_ptr<Agent> agent_;
};

}  // namespace sluice::agent
