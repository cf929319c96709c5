// The agent: what it opens, closes and reports, and what happens to traffic meanwhile.

#include "edge/agent/agent.h"

#include <atomic>
#include <thread>

#include "edge/agent/agent_test_fixture.h"
#include "platform/io/listen.h"

namespace sluice::agent {
namespace {

class AgentTest : public DataPlane {
 protected:
  AgentTest() { start(); }

  BackendServer first_{"first", {test_address(2), 0}};
  BackendServer second_{"second", {test_address(3), 0}};
  const uint16_t http_port_ = free_port(address_);
  const uint16_t tcp_port_ = free_port(address_);
};

TEST_F(AgentTest, BytesCrossTcpAndHttp) {
  const int64_t revision = put(balancer(
      {listener(Protocol::Http, http_port_), listener(Protocol::Tcp, tcp_port_)}, {backend(first_, "i-1")}));
  const ListenerReport http = reports_.wait_state("lb-1", http_port_, ListenerState::Listening);
  EXPECT_EQ(http.served_port, http_port_);
  EXPECT_EQ(http.reason, "");
  EXPECT_EQ(http.revision, revision);
  ASSERT_EQ(http.backends.size(), 1u);
  EXPECT_EQ(http.backends[0].server_id, "i-1");
  reports_.wait_state("lb-1", tcp_port_, ListenerState::Listening);
  EXPECT_EQ(get_once(at(http_port_))->body, "first");
  EXPECT_EQ(get_once(at(tcp_port_))->body, "first");
}

TEST_F(AgentTest, AppliedMeansThatTheListenerAnswers) {
  // Without waiting for anything but the report.
  for (int i = 0; i < 50; ++i) {
    auto wanted = balancer({listener(Protocol::Http, free_port(address_))}, {backend(first_, "i-1")});
    put(wanted);
    ASSERT_EQ(get_once(at(wanted.listeners[0].port))->body, "first") << i;
  }
}

TEST_F(AgentTest, SchedulersDistributeByTheirRules) {
  auto wanted = balancer({listener(Protocol::Http, http_port_)},
                         {backend(first_, "i-1", 30), backend(second_, "i-2", 10)});
  agent_.reset();
  start({.node_id = "node-1", .workers = 1});
  put(wanted);
  BlockingClient client(at(http_port_));
  std::map<std::string, int> served;
  for (int i = 0; i < 400; ++i) ++served[client.get("/")->body];
  EXPECT_EQ(served["first"], 300);
  EXPECT_EQ(served["second"], 100);

  wanted.listeners[0].scheduler = nodelink::Scheduler::RoundRobin;
  put(wanted);
  served.clear();
  for (int i = 0; i < 100; ++i) ++served[client.get("/")->body];
  EXPECT_EQ(served["first"], 50);
  EXPECT_EQ(served["second"], 50);
}

TEST_F(AgentTest, BalancersOfOneOwnerShareWhatOneOwnerMayHave) {
  agent_.reset();
  start({.node_id = "node-1", .workers = 1, .sessions_max = 10});
  const uint16_t others_port = free_port(address_);
  for (const uint16_t port : {http_port_, tcp_port_, others_port}) {
    auto wanted = balancer({listener(Protocol::Http, port)}, {backend(first_, "i-1")});
    wanted.id = "lb-" + std::to_string(port);
    wanted.owner = port == others_port ? 2 : 1;
    put(wanted);
  }
  std::vector<std::unique_ptr<BlockingClient>> clients;
  for (size_t i = 0; i < 8; ++i) {
    clients.push_back(std::make_unique<BlockingClient>(at(i % 2 == 0 ? http_port_ : tcp_port_)));
    EXPECT_EQ(clients.back()->get("/")->status, 200);
  }
  BlockingClient waits(at(tcp_port_));
  ASSERT_TRUE(waits.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n"));
  EXPECT_EQ(get_once(at(others_port))->status, 200);
  EXPECT_EQ(agent_->figures().workers[0].share_hits, 1u);
  clients.clear();
  EXPECT_EQ(waits.receive_response()->status, 200);
}

TEST_F(AgentTest, ConnectionsToBackendsAreReused) {
  put(balancer({listener(Protocol::Http, http_port_)}, {backend(first_, "i-1")}));
  BlockingClient client(at(http_port_));
  for (int i = 0; i < 200; ++i) ASSERT_EQ(client.get("/")->status, 200);
  EXPECT_EQ(first_.requests(), 200);
  EXPECT_EQ(first_.accepted(), 1);
}

TEST_F(AgentTest, WeightZeroDrainsABackend) {
  auto wanted =
      balancer({listener(Protocol::Http, http_port_)}, {backend(first_, "i-1"), backend(second_, "i-2")});
  put(wanted);
  BlockingClient client(at(http_port_));
  for (int i = 0; i < 10; ++i) ASSERT_TRUE(client.get("/"));
  EXPECT_GT(first_.requests(), 0);
  wanted.backends[0].weight = 0;
  put(wanted);
  const int before = first_.requests();
  for (int i = 0; i < 20; ++i) ASSERT_EQ(client.get("/")->body, "second");
  EXPECT_EQ(first_.requests(), before);
}

TEST_F(AgentTest, UnhealthyBackendGetsNothingAndRecovers) {
  auto wanted =
      balancer({listener(Protocol::Http, http_port_)}, {backend(first_, "i-1"), backend(second_, "i-2")});
  wanted.listeners[0].health_check = {.kind = nodelink::HealthCheckKind::Http,
                                      .interval_s = 1,
                                      .timeout_s = 1,
                                      .healthy_threshold = 2,
                                      .unhealthy_threshold = 2,
                                      .uri = "/health"};
  second_.set_status(500);
  put(wanted);
  const auto health_of_second = [](bool healthy) {
    return [healthy](const ListenerReport& row) { return row.backends.at(1).healthy == healthy; };
  };
  ListenerReport row = reports_.wait_for("lb-1", http_port_, health_of_second(false));
  EXPECT_FALSE(row.backends.at(1).healthy);
  EXPECT_TRUE(row.backends.at(0).healthy);
  EXPECT_EQ(row.state, ListenerState::Listening);
  for (int i = 0; i < 20; ++i) EXPECT_EQ(get_once(at(http_port_))->body, "first");

  second_.set_status(200);
  EXPECT_TRUE(reports_.wait_for("lb-1", http_port_, health_of_second(true)).backends.at(1).healthy);
  std::map<std::string, int> served;
  BlockingClient client(at(http_port_));
  for (int i = 0; i < 10; ++i) ++served[client.get("/")->body];
  EXPECT_EQ(served["second"], 5);
}

TEST_F(AgentTest, PortThatIsTakenFailsAloneAndHealsWhenItIsFreed) {
  auto other_process = io::listen_tcp(at(http_port_));
  ASSERT_TRUE(other_process);
  put(balancer({listener(Protocol::Http, http_port_), listener(Protocol::Tcp, tcp_port_)},
               {backend(first_, "i-1")}));
  const ListenerReport failed = reports_.wait_state("lb-1", http_port_, ListenerState::Failed);
  EXPECT_EQ(failed.reason, "port " + std::to_string(http_port_) + " on " + base::format_ipv4(address_) +
                               " is in use by another process");
  EXPECT_EQ(failed.served_port, 0);
  EXPECT_EQ(get_once(at(tcp_port_))->body, "first") << "the others run on";
  other_process->reset();
  const ListenerReport healed = reports_.wait_state("lb-1", http_port_, ListenerState::Listening);
  EXPECT_EQ(healed.reason, "");
  EXPECT_EQ(get_once(at(http_port_))->body, "first");
}

TEST_F(AgentTest, ForbiddenPortIsServedOnAHighOneAndReported) {
  opener_.take_privileges_away();
  put(balancer({listener(Protocol::Http, 80)}, {backend(first_, "i-1")}));
  const ListenerReport row = reports_.wait_state("lb-1", 80, ListenerState::Listening);
  EXPECT_GT(row.served_port, 1023);
  EXPECT_NE(row.reason.find("needs privileges"), std::string::npos) << row.reason;
  EXPECT_EQ(get_once(at(row.served_port))->body, "first");
}

TEST_F(AgentTest, ListenersStopAndStartWhileOthersRun) {
  auto wanted = balancer({listener(Protocol::Http, http_port_), listener(Protocol::Tcp, tcp_port_)},
                         {backend(first_, "i-1")});
  put(wanted);
  BlockingClient held(at(tcp_port_));
  ASSERT_EQ(held.get("/")->status, 200);
  wanted.listeners[1].wanted_running = false;
  put(wanted);
  const ListenerReport stopped = reports_.wait_state("lb-1", tcp_port_, ListenerState::Stopped);
  EXPECT_EQ(stopped.served_port, 0);
  EXPECT_EQ(held.receive_some(), "") << "established connections of a stopped TCP listener are closed";
  EXPECT_FALSE(BlockingClient(at(tcp_port_)));
  EXPECT_EQ(get_once(at(http_port_))->status, 200);
  wanted.listeners[1].wanted_running = true;
  put(wanted);
  EXPECT_EQ(get_once(at(tcp_port_))->body, "first");
}

TEST_F(AgentTest, InactiveBalancerForwardsNothing) {
  auto wanted = balancer({listener(Protocol::Http, http_port_)}, {backend(first_, "i-1")});
  put(wanted);
  wanted.active = false;
  put(wanted);
  EXPECT_EQ(reports_.wait_state("lb-1", http_port_, ListenerState::Stopped).reason,
            "the load balancer is inactive");
  EXPECT_FALSE(BlockingClient(at(http_port_)));
}

TEST_F(AgentTest, RemovedBalancerIsGoneAndItsAddressCanBeTakenInTheSameBatch) {
  auto wanted = balancer({listener(Protocol::Http, http_port_)}, {backend(first_, "i-1")});
  put(wanted);
  auto successor = balancer({listener(Protocol::Tcp, http_port_)}, {backend(second_, "i-2")});
  successor.id = "lb-2";
  agent_->apply(
      {nodelink::print({.revision = ++revision_, .load_balancer_id = "lb-1", .wanted = {}}),
       nodelink::print({.revision = ++revision_, .load_balancer_id = "lb-2", .wanted = successor})});
  ASSERT_TRUE(reports_.wait_applied(revision_));
  EXPECT_FALSE(reports_.knows("lb-1", http_port_));
  reports_.wait_state("lb-2", http_port_, ListenerState::Listening);
  EXPECT_EQ(get_once(at(http_port_))->body, "second");
}

TEST_F(AgentTest, RemovedListenerIsReportedAsGoneOnce) {
  auto wanted = balancer({listener(Protocol::Http, http_port_), listener(Protocol::Tcp, tcp_port_)},
                         {backend(first_, "i-1")});
  put(wanted);
  wanted.listeners.pop_back();
  put(wanted);
  reports_.wait_state("lb-1", tcp_port_, ListenerState::Gone);
  const int rows = reports_.rows_taken();
  put(wanted);
  EXPECT_EQ(reports_.rows_taken(), rows + 1) << "only the listener that is left answers the new revision";
}

TEST_F(AgentTest, BatchBecomesOneSnapshotAndOneReport) {
  std::vector<std::string> batch;
  for (int i = 0; i < 100; ++i) {
    auto wanted = balancer({}, {});
    wanted.id = "lb-" + std::to_string(i);
    batch.push_back(
        nodelink::print({.revision = ++revision_, .load_balancer_id = wanted.id, .wanted = wanted}));
  }
  agent_->apply(batch);
  ASSERT_TRUE(reports_.wait_applied(revision_));
  EXPECT_EQ(reports_.count(), 1);
}

TEST_F(AgentTest, MalformedMessagesAreCountedAndPassedOver) {
  const auto wanted = balancer({listener(Protocol::Http, http_port_)}, {backend(first_, "i-1")});
  std::string good = nodelink::print({.revision = ++revision_, .load_balancer_id = "lb-1", .wanted = wanted});
  agent_->apply({"", "{", "[]", "null", R"({"revision":-1})", std::string(100'000, '['),
                 good.substr(0, good.size() / 2), std::string("\0\xff", 2), good});
  ASSERT_TRUE(reports_.wait_applied(revision_));
  EXPECT_EQ(get_once(at(http_port_))->body, "first");
  EXPECT_EQ(agent_->figures().messages_refused, 8u);
}

TEST_F(AgentTest, RepeatedAndOutdatedMessagesChangeNothing) {
  auto wanted = balancer({listener(Protocol::Http, http_port_)}, {backend(first_, "i-1")});
  const std::string old = nodelink::print({.revision = 1, .load_balancer_id = "lb-1", .wanted = wanted});
  wanted.backends = {backend(second_, "i-2")};
  const std::string newer = nodelink::print({.revision = 2, .load_balancer_id = "lb-1", .wanted = wanted});
  agent_->apply({old, newer});
  ASSERT_TRUE(reports_.wait_applied(2));
  BlockingClient client(at(http_port_));
  ASSERT_EQ(client.get("/")->body, "second");
  agent_->apply({newer, old, old});
  revision_ = 2;
  auto other = balancer({}, {});
  other.id = "lb-other";
  put(other);  // what was sent before it has been looked at
  EXPECT_EQ(client.get("/")->body, "second");
  EXPECT_EQ(agent_->figures().messages_outdated, 3u);
}

TEST_F(AgentTest, BackendChangesDropNoKeepAliveRequest) {
  auto wanted =
      balancer({listener(Protocol::Http, http_port_)}, {backend(first_, "i-1"), backend(second_, "i-2")});
  put(wanted);
  std::atomic<bool> done{false};
  std::atomic<int> answered{0};
  std::atomic<int> failed{0};
  std::vector<std::thread> clients;
  for (int i = 0; i < 4; ++i) {
    clients.emplace_back([&] {
      BlockingClient client(at(http_port_));
      while (!done) {
        const auto response = client.get("/");
        if (response && response->status == 200) {
          ++answered;
        } else {
          ++failed;
          client = BlockingClient(at(http_port_));
        }
      }
    });
  }
  // One backend leaves, comes back, changes weight; each time the other one stays.
  for (int i = 0; i < 200; ++i) {
    auto changed = wanted;
    switch (i % 4) {
      case 0:
        changed.backends.erase(changed.backends.begin() + i / 4 % 2);
        break;
      case 1:
        changed.backends[0].weight = 1 + i % 100;
        break;
      case 2:
        changed.backends[static_cast<size_t>(i / 4 % 2)].weight = 0;
        break;
      default:
        changed.listeners[0].scheduler = nodelink::Scheduler::RoundRobin;
    }
    put(changed);
    const int before = answered + failed;
    while (answered + failed < before + 20) std::this_thread::yield();
  }
  done = true;
  for (std::thread& client : clients) client.join();
  EXPECT_EQ(failed, 0);
  EXPECT_GE(answered, 4000);
  RecordProperty("requests", answered.load());
}

TEST_F(AgentTest, BackendsThatCloseWithoutAWordCostNoRequest) {
  first_.close_after_response(true);
  put(balancer({listener(Protocol::Http, http_port_)}, {backend(first_, "i-1")}));
  BlockingClient client(at(http_port_));
  for (int i = 0; i < 500; ++i) {
    const auto response = client.get("/");
    ASSERT_TRUE(response) << i;
    ASSERT_EQ(response->status, 200) << i;
  }
}

TEST_F(AgentTest, LargeBodiesArriveIntact) {
  constexpr uint64_t bytes = 64ull * 1024 * 1024;
  put(balancer({listener(Protocol::Http, http_port_), listener(Protocol::Tcp, tcp_port_)},
               {backend(first_, "i-1")}));
  for (const uint16_t port : {http_port_, tcp_port_}) {
    BlockingClient client(at(port));
    ASSERT_TRUE(client.send("POST /upload HTTP/1.1\r\nHost: a\r\nContent-Length: " + std::to_string(bytes) +
                            "\r\n\r\n"));
    std::string piece;
    for (uint64_t sent = 0; sent < bytes;) {
      piece.resize(1024 * 1024);
      for (char& c : piece) c = edgetest::pattern(sent++);
      ASSERT_TRUE(client.send(piece));
    }
    EXPECT_EQ(client.receive_response()->body, std::to_string(bytes) + " intact");

    const auto download = client.get("/bytes/" + std::to_string(bytes));
    ASSERT_TRUE(download);
    ASSERT_EQ(download->body.size(), bytes);
    uint64_t offset = 0;
    bool intact = true;
    for (const char c : download->body) intact = intact && c == edgetest::pattern(offset++);
    EXPECT_TRUE(intact);
  }
  for (const auto& worker : agent_->figures().workers) EXPECT_LE(worker.buffer_bytes_peak, 1024u * 1024);
}

TEST_F(AgentTest, StopFinishesRunningRequestsAndIsQuickWithoutAny) {
  put(balancer({listener(Protocol::Http, http_port_)}, {backend(first_, "i-1")}));
  BlockingClient idle(at(http_port_));
  ASSERT_EQ(idle.get("/")->status, 200);
  BlockingClient busy(at(http_port_));
  ASSERT_TRUE(busy.send("POST /upload HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n"));
  while (figures_of(http_port_).requests < 2) std::this_thread::yield();
  std::thread stopping([&] { agent_->stop(); });
  EXPECT_EQ(idle.receive_some(), "");
  EXPECT_FALSE(BlockingClient(at(http_port_))) << "nothing new is accepted";
  ASSERT_TRUE(busy.send("!\""));
  EXPECT_EQ(busy.receive_response()->body, "2 intact");
  { const BlockingClient leaves = std::move(busy); }
  stopping.join();
  agent_->stop();
}

TEST_F(AgentTest, ManyBalancersChangeAndGoWithoutATrace) {
  constexpr size_t count = 200;
  std::set<uint16_t> different;
  while (different.size() < count) different.insert(free_port(address_));
  const std::vector<uint16_t> ports(different.begin(), different.end());
  std::vector<std::string> batch;
  for (size_t i = 0; i < count; ++i) {
    auto wanted =
        balancer({listener(i % 2 == 0 ? Protocol::Http : Protocol::Tcp, ports[i])}, {backend(first_, "i-1")});
    wanted.id = "lb-" + std::to_string(i);
    batch.push_back(
        nodelink::print({.revision = ++revision_, .load_balancer_id = wanted.id, .wanted = wanted}));
  }
  agent_->apply(batch);
  ASSERT_TRUE(reports_.wait_applied(revision_));
  for (const uint16_t port : ports) EXPECT_EQ(get_once(at(port))->body, "first") << port;
  batch.clear();
  for (size_t i = 0; i < count; ++i) {
    batch.push_back(nodelink::print(
        {.revision = ++revision_, .load_balancer_id = "lb-" + std::to_string(i), .wanted = {}}));
  }
  agent_->apply(batch);
  ASSERT_TRUE(reports_.wait_applied(revision_));
  for (const uint16_t port : ports) EXPECT_FALSE(BlockingClient(at(port))) << port;
}

}  // namespace
}  // namespace sluice::agent
