#include "edge/dataplane/worker/worker.h"

#include <future>

#include <gtest/gtest.h>

#include "edge/dataplane/testing/backend_server.h"
#include "edge/dataplane/testing/blocking_client.h"
#include "edge/dataplane/testing/harness.h"

namespace sluice::worker {
namespace {

using edgetest::BackendServer;
using edgetest::BlockingClient;
using edgetest::get_once;
using edgetest::Harness;
using edgetest::test_address;
using RunningListeners = std::vector<std::shared_ptr<const snapshot::RunningListener>>;

class WorkerTest : public ::testing::Test {
 protected:
  Worker& worker(size_t sessions_max = 100) {
    worker_ = std::make_unique<Worker>(clock_, WorkerOptions{.sessions_max = sessions_max});
    worker_->start();
    return *worker_;
  }
  // Puts a snapshot with this balancer in force.
  void serve(RunningListeners listeners) {
    auto balancer = std::make_shared<snapshot::Balancer>();
    balancer->id = "lb-test";
    balancer->listeners = std::move(listeners);
    const std::vector<snapshot::Edit> edits{{"lb-test", balancer->listeners.empty() ? nullptr : balancer}};
    snapshot_ = snapshot_->with(++revision_, edits);
    std::promise<void> taken;
    worker_->apply(snapshot_, [&taken] { taken.set_value(); });
    taken.get_future().wait();
  }
  std::shared_ptr<const snapshot::RunningListener> http() {
    return Harness::listener({.protocol = nodelink::Protocol::Http}, {backend_.endpoint()});
  }
  std::shared_ptr<const snapshot::RunningListener> tcp() {
    return Harness::listener({.protocol = nodelink::Protocol::Tcp}, {backend_.endpoint()});
  }
  // As a listener of that owner's balancer.
  static std::shared_ptr<const snapshot::RunningListener> of_owner(
      int64_t owner, const snapshot::RunningListener& listener) {
    auto copy = std::make_shared<snapshot::RunningListener>(listener);
    copy->owner = owner;
    return copy;
  }
  // Waits for the worker's own figures.
  template <class Condition>
  bool eventually(Condition condition) {
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(20);
    while (!condition(worker_->figures())) {
      if (std::chrono::steady_clock::now() > deadline) return false;
      std::this_thread::yield();
    }
    return true;
  }

  base::SystemClock clock_;
  BackendServer backend_{"backend", {test_address(2), 0}};
  std::shared_ptr<const snapshot::Snapshot> snapshot_ = std::make_shared<snapshot::Snapshot>();
  int64_t revision_ = 0;
  std::unique_ptr<Worker> worker_;
};

TEST_F(WorkerTest, ServesTheListenersOfItsSnapshot) {
  worker();
  const auto http_listener = http();
  const auto tcp_listener = tcp();
  serve({http_listener, tcp_listener});
  EXPECT_EQ(get_once(http_listener->socket->local())->body, "backend");
  EXPECT_EQ(get_once(tcp_listener->socket->local())->body, "backend");
  const WorkerFigures figures = worker_->figures();
  ASSERT_EQ(figures.listeners.size(), 2u);
  EXPECT_EQ(figures.listeners[0].connections + figures.listeners[1].connections, 2u);
}

TEST_F(WorkerTest, ListenerThatStaysKeepsItsConnectionsWhenOthersComeAndGo) {
  worker();
  const auto stays = http();
  const auto goes = http();
  serve({stays, goes});
  BlockingClient client(stays->socket->local());
  EXPECT_EQ(client.get("/")->status, 200);
  serve({stays});
  EXPECT_EQ(client.get("/")->status, 200);
  const auto comes = http();
  serve({comes, Harness::with_pool(*stays, {backend_.endpoint()})});
  EXPECT_EQ(client.get("/")->status, 200);
  EXPECT_EQ(get_once(comes->socket->local())->status, 200);
}

TEST_F(WorkerTest, EndedListenerClosesItsConnections) {
  worker();
  const auto listener = tcp();
  serve({listener});
  BlockingClient client(listener->socket->local());
  EXPECT_EQ(client.get("/")->status, 200);
  serve({});
  EXPECT_EQ(client.receive_some(), "") << "established TCP connections are closed";
  EXPECT_TRUE(eventually([](const WorkerFigures& figures) { return figures.listeners.empty(); }));
}

TEST_F(WorkerTest, BeyondItsSessionsClientsWaitUntilOneLeaves) {
  worker(2);
  const auto listener = http();
  serve({listener});
  auto first = std::make_unique<BlockingClient>(listener->socket->local());
  BlockingClient second(listener->socket->local());
  EXPECT_EQ(first->get("/")->status, 200);
  EXPECT_EQ(second.get("/")->status, 200);
  BlockingClient third(listener->socket->local());
  ASSERT_TRUE(third.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n"));
  EXPECT_EQ(second.get("/")->status, 200);
  EXPECT_EQ(worker_->figures().sessions, 2u);
  EXPECT_EQ(worker_->figures().sessions_max_hits, 1u);
  first.reset();
  EXPECT_EQ(third.receive_response()->status, 200);
}

TEST_F(WorkerTest, AnOwnerWithHisShareOfTheSessionsKeepsNoOtherWaiting) {
  constexpr size_t share = 8;  // four times the two that are left
  worker(10);
  const auto greedy = of_owner(1, *http()), greedy_too = of_owner(1, *tcp()), other = of_owner(2, *http());
  serve({greedy, greedy_too, other});
  std::vector<std::unique_ptr<BlockingClient>> clients;
  for (size_t i = 0; i < share; ++i) {
    const auto& listener = i % 2 == 0 ? greedy : greedy_too;
    clients.push_back(std::make_unique<BlockingClient>(listener->socket->local()));
    EXPECT_EQ(clients.back()->get("/")->status, 200);
  }
  BlockingClient waits(greedy->socket->local()), waits_too(greedy_too->socket->local());
  ASSERT_TRUE(waits.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n"));
  ASSERT_TRUE(waits_too.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n"));
  for (int i = 0; i < 3; ++i) {
    EXPECT_EQ(get_once(other->socket->local())->status, 200);
    EXPECT_TRUE(eventually([](const WorkerFigures& figures) { return figures.sessions == share; }));
  }
  EXPECT_EQ(worker_->figures().share_hits, 1u);
  EXPECT_EQ(worker_->figures().sessions_max_hits, 0u);
  clients.resize(share - 2);
  EXPECT_EQ(waits.receive_response()->status, 200);
  EXPECT_EQ(waits_too.receive_response()->status, 200);
}

TEST_F(WorkerTest, AnOwnersShareIsOfAllHisListenersAndOfThoseThatComeLater) {
  worker(10);
  const auto first = of_owner(1, *http());
  serve({first});
  std::vector<std::unique_ptr<BlockingClient>> clients;
  for (int i = 0; i < 8; ++i) {
    clients.push_back(std::make_unique<BlockingClient>(first->socket->local()));
    EXPECT_EQ(clients.back()->get("/")->status, 200);
  }
  const auto later = of_owner(1, *http());
  serve({first, later});
  BlockingClient waits(later->socket->local());
  ASSERT_TRUE(waits.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n"));
  EXPECT_EQ(clients[0]->get("/")->status, 200);
  EXPECT_EQ(worker_->figures().sessions, 8u);
  serve({later});  // which ends the idle connections of the other one
  EXPECT_EQ(waits.receive_response()->status, 200);
}

TEST_F(WorkerTest, DrainFinishesTheRunningRequestAndEndsTheIdleConnection) {
  worker();
  const auto listener = http();
  serve({listener});
  BlockingClient idle(listener->socket->local());
  EXPECT_EQ(idle.get("/")->status, 200);
  BlockingClient busy(listener->socket->local());
  // The request's end is still missing when the drain begins.
  ASSERT_TRUE(busy.send("POST /upload HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n!"));
  ASSERT_TRUE(eventually([](const WorkerFigures& figures) { return figures.listeners[0].requests == 2; }));
  worker_->drain(std::chrono::seconds(20));
  EXPECT_EQ(idle.receive_some(), "");
  ASSERT_TRUE(busy.send("\""));
  const auto response = busy.receive_response();
  ASSERT_TRUE(response);
  EXPECT_EQ(response->body, "2 intact");
  EXPECT_FALSE(response->keep_alive);
  worker_->join();
}

TEST_F(WorkerTest, DrainClosesWhatIsLeftAtItsDeadline) {
  worker();
  const auto listener = tcp();
  serve({listener});
  BlockingClient client(listener->socket->local());
  EXPECT_EQ(client.get("/")->status, 200);
  worker_->drain(std::chrono::milliseconds(50));
  worker_->join();
  EXPECT_EQ(client.receive_some(), "");
}

}  // namespace
}  // namespace sluice::worker
