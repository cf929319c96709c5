#include "platform/io/stream.h"

#include <cerrno>

#include <sys/socket.h>

#include "platform/io/stream_contract_test.h"

namespace sluice::io {
namespace {

// A bare socket.
class SocketPeer final : public StreamPeer {
 public:
  explicit SocketPeer(base::UniqueFd socket) : socket_(std::move(socket)) { set_nonblocking(socket_.get()); }

  size_t send(std::string_view bytes) override {
    const ssize_t sent = ::send(socket_.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
    return sent < 0 ? 0 : static_cast<size_t>(sent);
  }
  std::string receive(size_t bytes_max) override {
    std::string bytes(bytes_max, '\0');
    const ssize_t got = ::recv(socket_.get(), bytes.data(), bytes.size(), 0);
    bytes.resize(got > 0 ? static_cast<size_t>(got) : 0);
    return bytes;
  }
  bool ended() override {
    char byte;
    return ::recv(socket_.get(), &byte, 1, 0) == 0;
  }
  bool was_reset() override {
    char byte;
    return ::recv(socket_.get(), &byte, 1, 0) < 0 && errno == ECONNRESET;
  }
  void shutdown_write() override { ::shutdown(socket_.get(), SHUT_WR); }
  void close() override { socket_.reset(); }
  void reset() override { close_with_reset(std::move(socket_)); }

 private:
  base::UniqueFd socket_;
};

StreamPair connect_plain(Loop& loop, StreamHandler& handler) {
  auto [dialled, accepted] = tcp_pair();
  return {nullptr, std::make_unique<SocketPeer>(std::move(dialled)),
          std::make_unique<Stream>(loop, std::move(accepted), handler)};
}

INSTANTIATE_TEST_SUITE_P(Plain, Streams, testing::Values(StreamKind{"socket", connect_plain}),
                         [](const auto& kind) { return kind.param.name; });

TEST(Stream, LastWordsGoAtOnceAndAsFarAsTheyFit) {
  base::SystemClock clock;
  Loop loop(clock);
  Handler handler;
  auto [dialled, accepted] = tcp_pair();
  SocketPeer peer(std::move(dialled));
  Stream stream(loop, std::move(accepted), handler);
  EXPECT_EQ(stream.write_now("bye"), 3u);
  EXPECT_EQ(peer.receive(100), "bye");
  const std::string much(4 << 20, 'x');
  EXPECT_LT(stream.write_now(much), much.size());
  EXPECT_TRUE(turn_until(loop, [&] { return stream.write_now(much) == 0; })) << "nobody reads";
}

}  // namespace
}  // namespace sluice::io
