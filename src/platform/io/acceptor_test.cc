#include "platform/io/acceptor.h"

#include <atomic>
#include <future>
#include <memory>
#include <thread>
#include <vector>

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/socket.h>

#include "platform/base/log.h"
#include "platform/io/testing.h"

namespace sluice::io {
namespace {

class Acceptors : public testing::Test {
 protected:
  Acceptor::OnConnection keep() {
    return [this](base::UniqueFd socket, const base::Endpoint& peer) {
      accepted_.push_back(std::move(socket));
      peers_.push_back(peer);
    };
  }
  base::UniqueFd dial_in() { return dial(local_endpoint(listening_.get())); }
  bool accepts(size_t count) {
    return turn_until(loop_, [&] { return accepted_.size() >= count; });
  }

  base::ManualClock clock_;
  Loop loop_{clock_};
  base::UniqueFd listening_ = listen_on_loopback();
  std::vector<base::UniqueFd> accepted_;
  std::vector<base::Endpoint> peers_;
};

TEST_F(Acceptors, HandOverTheSocketAndItsPeer) {
  Acceptor acceptor(loop_, listening_.get(), keep());
  const base::UniqueFd client = dial_in();
  ASSERT_TRUE(accepts(1));
  EXPECT_EQ(peers_[0], local_endpoint(client.get()));
  EXPECT_EQ(peer_endpoint(accepted_[0].get()), local_endpoint(client.get()));
  EXPECT_TRUE(::fcntl(accepted_[0].get(), F_GETFL) & O_NONBLOCK);
  EXPECT_TRUE(::fcntl(accepted_[0].get(), F_GETFD) & FD_CLOEXEC);
}

TEST_F(Acceptors, TakeABoundedNumberPerTurnAndTheRestLater) {
  std::vector<base::UniqueFd> clients;
  for (int i = 0; i < Acceptor::connections_per_turn_max + 10; ++i) clients.push_back(dial_in());
  Acceptor acceptor(loop_, listening_.get(), keep());
  loop_.turn(std::chrono::milliseconds(100));
  EXPECT_EQ(accepted_.size(), static_cast<size_t>(Acceptor::connections_per_turn_max));
  ASSERT_TRUE(accepts(clients.size()));
}

TEST_F(Acceptors, PausedLeaveConnectionsInTheQueue) {
  Acceptor acceptor(loop_, listening_.get(), keep());
  acceptor.pause();
  acceptor.pause();
  const base::UniqueFd client = dial_in();
  settle(loop_);
  EXPECT_TRUE(accepted_.empty());
  acceptor.resume();
  acceptor.resume();
  EXPECT_TRUE(accepts(1));
}

TEST_F(Acceptors, PausedByTheirCallbackTakeNoMore) {
  std::unique_ptr<Acceptor> acceptor;
  acceptor =
      std::make_unique<Acceptor>(loop_, listening_.get(), [&](base::UniqueFd socket, const base::Endpoint&) {
        accepted_.push_back(std::move(socket));
        acceptor->pause();
      });
  const base::UniqueFd a = dial_in(), b = dial_in();
  ASSERT_TRUE(accepts(1));
  settle(loop_);
  EXPECT_EQ(accepted_.size(), 1u);
  acceptor->resume();
  ASSERT_TRUE(accepts(2));
}

TEST_F(Acceptors, MayBeDestroyedByTheirCallback) {
  std::unique_ptr<Acceptor> acceptor;
  const std::string kept(100,
                         'x');  // captured, so that the callback's own storage is used after the destruction
  size_t length = 0;
  acceptor = std::make_unique<Acceptor>(loop_, listening_.get(),
                                        [&, kept](base::UniqueFd socket, const base::Endpoint&) {
                                          accepted_.push_back(std::move(socket));
                                          acceptor.reset();
                                          length = kept.size();
                                        });
  const base::UniqueFd a = dial_in(), b = dial_in();
  ASSERT_TRUE(accepts(1));
  settle(loop_);
  EXPECT_EQ(accepted_.size(), 1u);
  EXPECT_EQ(length, 100u);
}

TEST_F(Acceptors, SeveralLoopsShareOneSocket) {
  constexpr int loops = 3;
  constexpr int connections = 300;
  base::SystemClock clock;
  std::atomic<int> accepted{0};
  std::promise<void> all;
  struct Worker {
    explicit Worker(const base::Clock& clock_in) : loop(clock_in) {}
    Loop loop;
    std::unique_ptr<Acceptor> acceptor;
    std::thread thread;
  };
  std::vector<std::unique_ptr<Worker>> workers;
  for (int i = 0; i < loops; ++i) {
    auto worker = std::make_unique<Worker>(clock);
    worker->acceptor = std::make_unique<Acceptor>(worker->loop, listening_.get(),
                                                  [&](base::UniqueFd, const base::Endpoint&) {
                                                    if (++accepted == connections) all.set_value();
                                                  });
    worker->thread = std::thread([&loop = worker->loop] { loop.run(); });
    workers.push_back(std::move(worker));
  }
  std::vector<base::UniqueFd> clients;
  for (int i = 0; i < connections; ++i) clients.push_back(dial_in());
  EXPECT_EQ(all.get_future().wait_for(std::chrono::seconds(30)), std::future_status::ready);
  for (auto& worker : workers) {
    worker->loop.stop();
    worker->thread.join();
  }
  EXPECT_EQ(accepted, connections);
}

// While it lives, this process gets no new descriptor.
class NoDescriptorsLeft {
 public:
  NoDescriptorsLeft() {
    // The sanitizer checks the first virtual call of a kind with the help of a descriptor: log once before.
    base::log_info("test.warm_up");
    ::getrlimit(RLIMIT_NOFILE, &before_);
    const base::UniqueFd lowest_free(::dup(0));
    rlimit none = before_;
    none.rlim_cur = static_cast<rlim_t>(lowest_free.get());
    ::setrlimit(RLIMIT_NOFILE, &none);
  }
  ~NoDescriptorsLeft() { ::setrlimit(RLIMIT_NOFILE, &before_); }

 private:
  rlimit before_;
};

TEST_F(Acceptors, RestWhenDescriptorsAreExhausted) {
  Acceptor acceptor(loop_, listening_.get(), keep());
  const base::UniqueFd first = dial_in();
  ASSERT_TRUE(accepts(1));
  const base::UniqueFd second = dial_in();
  {
    const NoDescriptorsLeft exhausted;
    settle(loop_);
    // Resting, not spinning: the loop waits for the timer.
    EXPECT_TRUE(loop_.timers().next().has_value());
  }
  settle(loop_);
  EXPECT_EQ(accepted_.size(), 1u);
  clock_.advance(Acceptor::exhaustion_pause);
  EXPECT_TRUE(accepts(2));
}

TEST_F(Acceptors, PauseAlsoEndsTheRestAfterExhaustion) {
  Acceptor acceptor(loop_, listening_.get(), keep());
  const base::UniqueFd first = dial_in();
  ASSERT_TRUE(accepts(1));
  const base::UniqueFd second = dial_in();
  {
    const NoDescriptorsLeft exhausted;
    settle(loop_);
  }
  acceptor.pause();
  clock_.advance(Acceptor::exhaustion_pause);
  settle(loop_);
  EXPECT_EQ(accepted_.size(), 1u);
}

}  // namespace
}  // namespace sluice::io
