#include "platform/io/connector.h"

#include <memory>
#include <optional>
#include <vector>

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/socket.h>

#include "platform/io/testing.h"

namespace sluice::io {
namespace {

using std::chrono::seconds;

class Connectors : public testing::Test {
 protected:
  std::unique_ptr<Connector> connect(const base::Endpoint& remote) {
    return std::make_unique<Connector>(loop_, remote, seconds(5),
                                       [this](base::Result<base::UniqueFd, int> result) {
                                         ++answers_;
                                         error_ = result ? 0 : result.error();
                                         if (result) socket_ = std::move(result).value();
                                       });
  }
  bool answers() {
    return turn_until(loop_, [&] { return answers_ > 0; });
  }

  base::ManualClock clock_;
  Loop loop_{clock_};
  int answers_ = 0;
  int error_ = -1;
  base::UniqueFd socket_;
};

TEST_F(Connectors, HandOverAConnectedSocket) {
  const base::UniqueFd listening = listen_on_loopback();
  const auto connector = connect(local_endpoint(listening.get()));
  EXPECT_EQ(answers_, 0) << "the handler was called inside the constructor";
  ASSERT_TRUE(answers());
  EXPECT_EQ(error_, 0);
  EXPECT_EQ(peer_endpoint(socket_.get()), local_endpoint(listening.get()));
  clock_.advance(seconds(10));
  settle(loop_);
  EXPECT_EQ(answers_, 1);
}

TEST_F(Connectors, ReportARefusal) {
  const base::Endpoint closed = local_endpoint(listen_on_loopback().get());
  const auto connector = connect(closed);
  ASSERT_TRUE(answers());
  EXPECT_EQ(error_, ECONNREFUSED);
  clock_.advance(seconds(10));
  settle(loop_);
  EXPECT_EQ(answers_, 1);
}

TEST_F(Connectors, ReportAnAddressThatCannotBeReached) {
  // A broadcast address is refused by connect() itself, at once.
  const auto connector = connect({base::Ipv4{0xffffffff}, 9});
  EXPECT_EQ(answers_, 0) << "the handler was called inside the constructor";
  ASSERT_TRUE(answers());
  EXPECT_NE(error_, 0);
}

// A listener that answers nobody any more: its queue of established connections is full.
struct FullListener {
  FullListener() : socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    const sockaddr_in address = to_sockaddr(any_loopback_port);
    EXPECT_EQ(::bind(socket.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
    EXPECT_EQ(::listen(socket.get(), 0), 0);
    const sockaddr_in bound = to_sockaddr(local_endpoint(socket.get()));
    for (int i = 0; i < 8; ++i) {
      waiting.emplace_back(::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
      ::connect(waiting.back().get(), reinterpret_cast<const sockaddr*>(&bound), sizeof bound);
    }
  }
  base::UniqueFd socket;
  std::vector<base::UniqueFd> waiting;
};

TEST_F(Connectors, ReportATimeout) {
  const FullListener full;
  const auto connector = connect(local_endpoint(full.socket.get()));
  clock_.advance(seconds(5) - base::Duration(1));
  settle(loop_);
  EXPECT_EQ(answers_, 0);
  clock_.advance(base::Duration(1));
  ASSERT_TRUE(answers());
  EXPECT_EQ(error_, ETIMEDOUT);
}

TEST_F(Connectors, CancelWhenDestroyed) {
  const base::UniqueFd listening = listen_on_loopback();
  connect(local_endpoint(listening.get())).reset();
  const FullListener full;
  connect(local_endpoint(full.socket.get())).reset();
  clock_.advance(seconds(10));
  settle(loop_);
  EXPECT_EQ(answers_, 0);
}

TEST_F(Connectors, MayBeDestroyedByTheirAnswer) {
  const base::UniqueFd listening = listen_on_loopback();
  const base::Endpoint open = local_endpoint(listening.get());
  const base::Endpoint closed = local_endpoint(listen_on_loopback().get());
  for (const base::Endpoint& remote : {open, closed}) {
    std::unique_ptr<Connector> connector;
    std::optional<base::Result<base::UniqueFd, int>> answer;
    connector =
        std::make_unique<Connector>(loop_, remote, seconds(5), [&](base::Result<base::UniqueFd, int> result) {
          connector.reset();
          answer = std::move(result);
        });
    ASSERT_TRUE(turn_until(loop_, [&] { return answer.has_value(); }));
    EXPECT_EQ(answer->has_value(), remote == open);
  }
}

TEST(Connector, ReportsExhaustedDescriptors) {
  base::ManualClock clock;
  Loop loop(clock);
  const base::Endpoint remote = local_endpoint(listen_on_loopback().get());
  int error = 0;
  const auto note = [&error](base::Result<base::UniqueFd, int> result) {
    error = result ? 0 : result.error();
  };
  // The sanitizer checks the first virtual call of a kind with the help of a descriptor: fail once before.
  Connector(loop, {base::Ipv4{0xffffffff}, 9}, seconds(5), note);

  rlimit before;
  ::getrlimit(RLIMIT_NOFILE, &before);
  const int lowest_free = ::dup(0);
  ::close(lowest_free);
  rlimit none = before;
  none.rlim_cur = static_cast<rlim_t>(lowest_free);
  ::setrlimit(RLIMIT_NOFILE, &none);
  const Connector connector(loop, remote, seconds(5), note);
  ::setrlimit(RLIMIT_NOFILE, &before);

  ASSERT_TRUE(turn_until(loop, [&] { return error != 0; }));
  EXPECT_EQ(error, EMFILE);
}

TEST(ConnectedToItself, IsTellable) {
  const base::UniqueFd self(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
  sockaddr_in address = to_sockaddr(any_loopback_port);
  ASSERT_EQ(::bind(self.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
  address = to_sockaddr(local_endpoint(self.get()));
  ASSERT_EQ(::connect(self.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
  EXPECT_TRUE(connected_to_itself(self.get()));

  const auto [dialled, accepted] = tcp_pair();
  EXPECT_FALSE(connected_to_itself(dialled.get()));
  EXPECT_FALSE(connected_to_itself(accepted.get()));
}

TEST(ListenTcp, ReportsATakenPort) {
  const base::UniqueFd first = listen_on_loopback();
  const auto second = listen_tcp(local_endpoint(first.get()));
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error(), EADDRINUSE);
}

}  // namespace
}  // namespace sluice::io
