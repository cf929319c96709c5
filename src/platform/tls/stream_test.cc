// What TLS adds to the contract of byte streams: stream_contract_test.cc has the rest.

#include "platform/tls/stream.h"

#include <cerrno>
#include <random>

#include <gtest/gtest.h>
#include <sys/socket.h>

#include "platform/io/testing.h"
#include "platform/tls/testing/identities.h"
#include "platform/tls/testing/peer.h"

namespace sluice::tls {
namespace {

struct Handler final : io::StreamHandler {
  void on_readable() override { ++readable; }
  void on_read(ssize_t result) override {
    reads.push_back(result);
    if (then_read) then_read(result);
  }
  void on_write(ssize_t result) override {
    writes.push_back(result);
    if (then_write) then_write(result);
  }
  int readable = 0;
  std::vector<ssize_t> reads, writes;
  std::function<void(ssize_t)> then_read, then_write;
};

class TlsStreams : public testing::TestWithParam<Version> {
 protected:
  // The server's side, and the bare socket of the other one.
  base::UniqueFd accept(std::string_view received = {}) {
    auto [dialled, accepted] = io::tcp_pair();
    io::set_nonblocking(dialled.get());
    stream_ = std::make_unique<Stream>(std::make_unique<io::Stream>(loop_, std::move(accepted), handler_),
                                       *test_server_context(), handshakes_, handler_, received);
    return std::move(dialled);
  }
  void connect() {
    peer_ = std::make_unique<Peer>(accept(), *test_client_context(GetParam()), host("localhost"));
  }
  void shake_hands() {
    connect();
    stream_->await_readable();
    ASSERT_TRUE(until([&] { return peer_->shake_hands() && stream_->established(); }));
    stream_->cancel_read();
    io::settle(loop_);
    peer_->ended();
  }
  template <class Condition>
  bool until(Condition condition) {
    return io::turn_until(loop_, condition);
  }
  void write(std::string_view text) {
    const iovec part{const_cast<char*>(text.data()), text.size()};
    stream_->write({&part, 1});
  }
  static void send(const base::UniqueFd& socket, std::string_view bytes) {
    ASSERT_EQ(::send(socket.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL),
              static_cast<ssize_t>(bytes.size()));
  }

  base::SystemClock clock_;
  io::Loop loop_{clock_};
  Handshakes handshakes_{loop_};
  Handler handler_;
  std::unique_ptr<Stream> stream_;
  std::unique_ptr<Peer> peer_;
  std::vector<char> buffer_ = std::vector<char>(16 * 1024);
};

INSTANTIATE_TEST_SUITE_P(Tls, TlsStreams, testing::Values(Version::Tls12, Version::Tls13),
                         [](const auto& version) {
                           return version.param == Version::Tls12 ? "tls_1_2" : "tls_1_3";
                         });

TEST_P(TlsStreams, TheHandshakeIsPartOfTheFirstRead) {
  connect();
  stream_->read(buffer_);
  ASSERT_TRUE(until([&] { return peer_->shake_hands(); }));
  io::settle(loop_);
  EXPECT_TRUE(handler_.reads.empty());
  EXPECT_EQ(peer_->send("hello"), 5u);
  ASSERT_TRUE(until([&] { return handler_.reads == std::vector<ssize_t>{5}; }));
  EXPECT_EQ(std::string(buffer_.data(), 5), "hello");
}

TEST_P(TlsStreams, TheHandshakeIsPartOfTheFirstWrite) {
  connect();
  write("hello");
  std::string received;
  ASSERT_TRUE(until([&] { return peer_->shake_hands() && (received += peer_->receive(100)) == "hello"; }));
  ASSERT_TRUE(until([&] { return handler_.writes == std::vector<ssize_t>{0}; }));
}

TEST_P(TlsStreams, BytesThatCameBeforeTheStreamWasMadeCount) {
  auto [dialled, accepted] = io::tcp_pair();
  peer_ = std::make_unique<Peer>(std::move(dialled), *test_client_context(GetParam()), host("localhost"));
  EXPECT_FALSE(peer_->shake_hands());
  std::array<char, 4096> hello;
  ssize_t got = -1;
  ASSERT_TRUE(until([&] { return (got = ::recv(accepted.get(), hello.data(), hello.size(), 0)) > 0; }));
  EXPECT_EQ(hello[0], first_byte);
  stream_ = std::make_unique<Stream>(std::make_unique<io::Stream>(loop_, std::move(accepted), handler_),
                                     *test_server_context(), handshakes_, handler_,
                                     std::string_view(hello.data(), static_cast<size_t>(got)));
  stream_->read(buffer_);
  ASSERT_TRUE(until([&] { return peer_->shake_hands(); }));
  peer_->send("hello");
  ASSERT_TRUE(until([&] { return handler_.reads == std::vector<ssize_t>{5}; }));
}

TEST_P(TlsStreams, AnIdleOneIsReadableWhenThereIsSomethingToRead) {
  connect();
  stream_->await_readable();
  ASSERT_TRUE(until([&] { return peer_->shake_hands(); }));
  io::settle(loop_);
  EXPECT_EQ(handler_.readable, 0) << "the handshake is nothing to read";
  peer_->send("x");
  ASSERT_TRUE(until([&] { return handler_.readable == 1; }));
}

TEST_P(TlsStreams, AnEndWithoutCloseNotifyIsNoEndOfTheStream) {
  shake_hands();
  peer_->send("half a story");
  peer_->leave();
  stream_->read(buffer_);
  ASSERT_TRUE(until([&] { return handler_.reads.size() == 1; }));
  EXPECT_EQ(handler_.reads[0], 12);
  for (int i = 1; i <= 2; ++i) {
    stream_->read(buffer_);
    ASSERT_TRUE(until([&] { return handler_.reads.size() == 1u + i; }));
    EXPECT_EQ(handler_.reads.back(), -ECONNRESET);
  }
}

TEST_P(TlsStreams, ShutdownSaysCloseNotifyAndEndsTheConnection) {
  shake_hands();
  write("last words");
  ASSERT_TRUE(until([&] { return handler_.writes.size() == 1; }));
  stream_->shutdown_write();
  EXPECT_EQ(peer_->receive(100), "last words");
  EXPECT_TRUE(peer_->ended()) << "close_notify leaves at once where it can, as the stream may be gone next";
  EXPECT_TRUE(peer_->closed());
  EXPECT_FALSE(peer_->was_reset());
}

TEST_P(TlsStreams, ClosingWithoutShutdownIsNoEndOfTheStream) {
  shake_hands();
  write("half a story");
  ASSERT_TRUE(until([&] { return handler_.writes.size() == 1; }));
  stream_.reset();
  EXPECT_EQ(peer_->receive(100), "half a story");
  ASSERT_TRUE(until([&] { return peer_->closed(); }));
  EXPECT_FALSE(peer_->ended());
}

TEST_P(TlsStreams, MuchGoesBothWaysAtOnceThroughSmallBuffers) {
  shake_hands();
  std::mt19937 random(11);
  std::string up(3 << 20, '\0'), down(3 << 20, '\0');
  for (char& c : up) c = static_cast<char>(random());
  for (char& c : down) c = static_cast<char>(random());
  std::string came_up, came_down;
  size_t sent_up = 0;
  handler_.then_read = [&](ssize_t result) {
    ASSERT_GT(result, 0);
    came_up.append(buffer_.data(), static_cast<size_t>(result));
    if (came_up.size() < up.size()) stream_->read(std::span(buffer_).first(1 + random() % buffer_.size()));
  };
  stream_->read(buffer_);
  write(down);
  ASSERT_TRUE(until([&] {
    sent_up += peer_->send(std::string_view(up).substr(sent_up, 1 + random() % 40'000));
    came_down += peer_->receive(1 + random() % 40'000);
    return came_up.size() == up.size() && came_down.size() == down.size();
  }));
  EXPECT_TRUE(came_up == up);
  EXPECT_TRUE(came_down == down);
  ASSERT_TRUE(until([&] { return handler_.writes == std::vector<ssize_t>{0}; }));
}

TEST_P(TlsStreams, GarbageFailsAndIsAnsweredByAnAlert) {
  using namespace std::string_view_literals;
  const std::string zeros(100, '\0'), ones(100, '\xff');
  const std::string_view cases[] = {
      "GET / HTTP/1.1\r\n\r\n"sv,
      zeros,
      ones,
      "\x16\x03\x01\xff\xff longer than a record may be"sv,
      "\x16\x03\x01\x00\x05\x02\x00\x00\x01\x00"sv,  // a message that no client begins with
      "\x15\x03\x01\x00\x02\x02\x28"sv,              // an alert
  };
  for (const std::string_view garbage : cases) {
    handler_.reads.clear();
    const base::UniqueFd socket = accept();
    send(socket, garbage);
    stream_->read(buffer_);
    ASSERT_TRUE(until([&] { return handler_.reads.size() == 1; })) << garbage;
    EXPECT_EQ(handler_.reads[0], -EPROTO);
    stream_->read(buffer_);
    ASSERT_TRUE(until([&] { return handler_.reads.size() == 2; }));
    EXPECT_EQ(handler_.reads[1], -EPROTO) << "for good";
    write("x");
    ASSERT_TRUE(until([&] { return handler_.writes.size() == 1; }));
    EXPECT_EQ(handler_.writes[0], -EPROTO);
    handler_.writes.clear();
    stream_.reset();
    char answer[100];
    const ssize_t got = ::recv(socket.get(), answer, sizeof answer, 0);
    EXPECT_TRUE(got <= 0 || answer[0] == 0x15) << "what is no alert";
    EXPECT_LE(got, 7);
  }
}

TEST_P(TlsStreams, RandomBytesNeverEstablishAnything) {
  std::mt19937 random(3);
  for (int round = 0; round < 50; ++round) {
    handler_.reads.clear();
    const base::UniqueFd socket = accept();
    std::string bytes(1 + random() % 2000, '\0');
    for (char& c : bytes) c = static_cast<char>(random());
    bytes[0] = first_byte;
    send(socket, bytes);
    ::shutdown(socket.get(), SHUT_WR);
    stream_->read(buffer_);
    ASSERT_TRUE(until([&] { return handler_.reads.size() == 1; }));
    EXPECT_LT(handler_.reads[0], 0);
    EXPECT_FALSE(stream_->established());
  }
}

TEST_P(TlsStreams, AClientThatLeavesInTheHandshakeIsGone) {
  // Before a word; in the middle of its hello; after it.
  for (const int stage : {0, 1, 2}) {
    handler_.reads.clear();
    base::UniqueFd socket = accept();
    if (stage > 0) {
      Engine client(*test_client_context(GetParam()), host("localhost"));
      client.handshake();
      const std::string hello = client.take_output();
      send(socket, stage == 1 ? hello.substr(0, hello.size() / 2) : hello);
    }
    stream_->read(buffer_);
    io::settle(loop_);
    EXPECT_TRUE(handler_.reads.empty());
    ::shutdown(socket.get(), SHUT_WR);
    ASSERT_TRUE(until([&] { return handler_.reads.size() == 1; })) << stage;
    EXPECT_EQ(handler_.reads[0], -ECONNRESET);

    handler_.reads.clear();
    socket = accept();
    stream_->read(buffer_);
    io::settle(loop_);
    io::close_with_reset(std::move(socket));
    ASSERT_TRUE(until([&] { return handler_.reads.size() == 1; })) << stage;
    EXPECT_EQ(handler_.reads[0], -ECONNRESET);
  }
}

TEST_P(TlsStreams, AHandshakeThatComesByteForByteSucceeds) {
  connect();
  stream_->read(buffer_);
  Engine client(*test_client_context(GetParam()), host("localhost"));
  base::UniqueFd socket = accept();
  stream_->read(buffer_);
  std::string to_send;
  ASSERT_TRUE(until([&] {
    const Engine::State state = client.handshake();
    to_send += client.take_output();
    if (!to_send.empty()) {
      EXPECT_EQ(::send(socket.get(), to_send.data(), 1, MSG_NOSIGNAL), 1);
      to_send.erase(0, 1);
      loop_.turn(base::Duration::zero());
    }
    const std::span<char> space = client.input_space();
    const ssize_t got = ::recv(socket.get(), space.data(), space.size(), 0);
    if (got > 0) client.received(static_cast<size_t>(got));
    return state == Engine::State::Done && to_send.empty();
  }));
  EXPECT_TRUE(until([&] { return stream_->established(); }));
}

TEST_P(TlsStreams, MayGoInTheMiddleOfItsHandshake) {
  for (const int stage : {0, 1, 2}) {
    connect();
    stream_->read(buffer_);
    peer_->shake_hands();
    for (int turn = 0; turn < stage; ++turn) loop_.turn(base::Duration::zero());
    stream_.reset();
    io::settle(loop_);
    EXPECT_TRUE(handler_.reads.empty());
  }
}

TEST_P(TlsStreams, MayGoWhenItsHandshakeHasFailed) {
  const base::UniqueFd socket = accept();
  handler_.then_read = [&](ssize_t) { stream_.reset(); };
  handler_.then_write = [&](ssize_t) { stream_.reset(); };
  send(socket, "garbage");
  stream_->read(buffer_);
  write("x");
  ASSERT_TRUE(until([&] { return stream_ == nullptr; }));
  io::settle(loop_);
  EXPECT_EQ(handler_.reads.size() + handler_.writes.size(), 1u);
}

TEST_P(TlsStreams, ACrowdOfHandshakesLeavesTurnsToOthers) {
  constexpr size_t crowd = 40;
  struct One {
    Handler handler;
    std::unique_ptr<Stream> stream;
    std::unique_ptr<Peer> peer;
    std::vector<char> buffer = std::vector<char>(16);
  };
  std::vector<std::unique_ptr<One>> all;
  for (size_t i = 0; i < crowd; ++i) {
    auto one = std::make_unique<One>();
    peer_ = nullptr;
    handler_ = {};
    connect();
    one->stream = std::move(stream_);
    one->stream->set_handler(one->handler);
    one->peer = std::move(peer_);
    one->peer->shake_hands();  // the hello
    one->stream->read(one->buffer);
    all.push_back(std::move(one));
  }
  // The first answer of the server is where its signature is.
  const auto answered = [&] {
    size_t count = 0;
    for (const auto& one : all) {
      char byte;
      count += ::recv(one->peer->fd(), &byte, 1, MSG_PEEK) == 1;
    }
    return count;
  };
  for (size_t before = 0; before < crowd;) {
    loop_.turn(std::chrono::milliseconds(1));
    const size_t now = answered();
    ASSERT_LE(now - before, 2u * Handshakes::steps_per_lap_max);
    before = now;
  }
  for (const auto& one : all) {
    ASSERT_TRUE(until([&] { return one->peer->shake_hands(); }));
  }
}

}  // namespace
}  // namespace sluice::tls
