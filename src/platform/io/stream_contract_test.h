#pragma once
// What every ByteStream keeps to, as tests. A binary that includes this names the kinds of streams it holds
// to them with INSTANTIATE_TEST_SUITE_P(..., Streams, ...).

#include <functional>
#include <memory>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "platform/io/byte_stream.h"
#include "platform/io/testing.h"

namespace sluice::io {
// Remembers what it is told, and does what the test wants.
struct Handler final : StreamHandler {
  void on_readable() override {
    ++readable;
    if (then_readable) then_readable();
  }
  void on_read(ssize_t result) override {
    reads.push_back(result);
    if (then_read) then_read(result);
  }
  void on_write(ssize_t result) override {
    writes.push_back(result);
    if (then_write) then_write(result);
  }
  int readable = 0;
  std::vector<ssize_t> reads;
  std::vector<ssize_t> writes;
  std::function<void()> then_readable;
  std::function<void(ssize_t)> then_read;
  std::function<void(ssize_t)> then_write;
};

// The other end of a stream under test. It never blocks, and it takes part in what its protocol needs
// whenever it is asked for something.
class StreamPeer {
 public:
  virtual ~StreamPeer() = default;
  // As much as fits into the kernel's buffers; how much that was.
  virtual size_t send(std::string_view bytes) = 0;
  // What has arrived, at most `bytes_max`.
  virtual std::string receive(size_t bytes_max) = 0;
  // The stream has said that no more will come.
  virtual bool ended() = 0;
  // The stream's socket was reset.
  virtual bool was_reset() = 0;
  // Says that no more will come, and goes on receiving.
  virtual void shutdown_write() = 0;
  // Ends the connection in an orderly way, or with a reset.
  virtual void close() = 0;
  virtual void reset() = 0;
};

struct StreamPair {
  std::shared_ptr<void> beside;  // what the stream needs on its loop
  std::unique_ptr<StreamPeer> peer;
  std::unique_ptr<ByteStream> stream;
};

// A kind of stream under test.
struct StreamKind {
  const char* name;
  // Connected through small buffers and ready for use.
  StreamPair (*connect)(Loop& loop, StreamHandler& handler);
};

class Streams : public testing::TestWithParam<StreamKind> {
 protected:
  Streams() {
    StreamPair pair = GetParam().connect(loop_, handler_);
    beside_ = std::move(pair.beside);
    peer_ = std::move(pair.peer);
    stream_ = std::move(pair.stream);
  }

  void peer_sends(std::string_view bytes) { ASSERT_EQ(peer_->send(bytes), bytes.size()); }
  std::string peer_receives(size_t bytes_max = 1 << 20) { return peer_->receive(bytes_max); }
  void write(std::vector<std::string_view> parts) {
    std::vector<iovec> vectors;
    for (const auto part : parts) vectors.push_back({const_cast<char*>(part.data()), part.size()});
    stream_->write(vectors);
  }
  bool reads_arrive(size_t count) {
    return turn_until(loop_, [&] { return handler_.reads.size() >= count; });
  }
  bool writes_arrive(size_t count) {
    return turn_until(loop_, [&] { return handler_.writes.size() >= count; });
  }

  base::SystemClock clock_;
  Loop loop_{clock_};
  Handler handler_;
  std::shared_ptr<void> beside_;
  std::unique_ptr<StreamPeer> peer_;
  std::unique_ptr<ByteStream> stream_;
  std::vector<char> buffer_ = std::vector<char>(16 * 1024);
};

TEST_P(Streams, ReadsWhatIsThereAndWhatComesLater) {
  peer_sends("first");
  stream_->read(buffer_);
  EXPECT_TRUE(handler_.reads.empty()) << "the handler was called inside read()";
  ASSERT_TRUE(reads_arrive(1));
  EXPECT_EQ(handler_.reads[0], 5);
  EXPECT_EQ(std::string(buffer_.data(), 5), "first");

  stream_->read(buffer_);
  settle(loop_);
  EXPECT_EQ(handler_.reads.size(), 1u);
  EXPECT_TRUE(stream_->reading());
  peer_sends("second");
  ASSERT_TRUE(reads_arrive(2));
  EXPECT_EQ(std::string(buffer_.data(), 6), "second");
  EXPECT_FALSE(stream_->reading());
}

TEST_P(Streams, SmallBuffersSeeEveryByteInOrder) {
  std::string received;
  handler_.then_read = [&](ssize_t result) {
    ASSERT_GT(result, 0);
    received.append(buffer_.data(), static_cast<size_t>(result));
    if (received.size() < 1000) stream_->read(std::span(buffer_).first(7));
  };
  std::string sent;
  for (int i = 0; sent.size() < 1000; ++i) sent += std::to_string(i);
  sent.resize(1000);
  peer_sends(sent);
  stream_->read(std::span(buffer_).first(7));
  ASSERT_TRUE(turn_until(loop_, [&] { return received.size() == 1000; }));
  EXPECT_EQ(received, sent);
}

TEST_P(Streams, EndOfStreamIsZero) {
  peer_->close();
  stream_->read(buffer_);
  ASSERT_TRUE(reads_arrive(1));
  EXPECT_EQ(handler_.reads[0], 0);
}

TEST_P(Streams, EndOfStreamIsSeenAfterAShortReadBeforeIt) {
  // Data and end are in the queue before the loop looks at all: only one edge tells of both.
  peer_sends("last words");
  peer_->close();
  settle(loop_);
  stream_->read(buffer_);
  ASSERT_TRUE(reads_arrive(1));
  EXPECT_EQ(handler_.reads[0], 10);
  stream_->read(buffer_);
  ASSERT_TRUE(reads_arrive(2));
  EXPECT_EQ(handler_.reads[1], 0);
}

TEST_P(Streams, EndOfStreamIsSeenAfterAShortReadThatDrainedTheSocket) {
  peer_sends("words");
  stream_->read(buffer_);
  ASSERT_TRUE(reads_arrive(1));
  stream_->read(buffer_);
  settle(loop_);
  EXPECT_EQ(handler_.reads.size(), 1u);
  peer_->close();
  ASSERT_TRUE(reads_arrive(2));
  EXPECT_EQ(handler_.reads[1], 0);
}

TEST_P(Streams, EndOfStreamMayBeReadAgain) {
  peer_->close();
  for (size_t i = 1; i <= 3; ++i) {
    stream_->read(buffer_);
    ASSERT_TRUE(reads_arrive(i));
    EXPECT_EQ(handler_.reads.back(), 0);
  }
}

TEST_P(Streams, HalfClosedPeerStillReceives) {
  peer_sends("request");
  peer_->shutdown_write();
  stream_->read(buffer_);
  ASSERT_TRUE(reads_arrive(1));
  stream_->read(buffer_);
  ASSERT_TRUE(reads_arrive(2));
  EXPECT_EQ(handler_.reads[1], 0);
  write({"answer"});
  ASSERT_TRUE(writes_arrive(1));
  EXPECT_EQ(handler_.writes[0], 0);
  std::string answer;
  ASSERT_TRUE(turn_until(loop_, [&] { return (answer += peer_receives()) == "answer"; }));
}

TEST_P(Streams, ShutdownWriteEndsThePeersReadingOnly) {
  stream_->shutdown_write();
  ASSERT_TRUE(turn_until(loop_, [&] { return peer_->ended(); }));
  peer_sends("still heard");
  stream_->read(buffer_);
  ASSERT_TRUE(reads_arrive(1));
  EXPECT_EQ(handler_.reads[0], 11);
  write({"x"});
  ASSERT_TRUE(writes_arrive(1));
  EXPECT_EQ(handler_.writes[0], -EPIPE);
}

TEST_P(Streams, ResetIsAnError) {
  stream_->read(buffer_);
  settle(loop_);
  peer_->reset();
  ASSERT_TRUE(reads_arrive(1));
  EXPECT_EQ(handler_.reads[0], -ECONNRESET);
  write({"x"});
  ASSERT_TRUE(writes_arrive(1));
  EXPECT_EQ(handler_.writes[0], -EPIPE);
}

TEST_P(Streams, ResetFailsAWriteThatWaits) {
  const std::string much(4 << 20, 'x');
  write({much});
  settle(loop_);
  ASSERT_TRUE(handler_.writes.empty());
  peer_->reset();
  ASSERT_TRUE(writes_arrive(1));
  EXPECT_LT(handler_.writes[0], 0);
}

TEST_P(Streams, ResetOnCloseReachesThePeer) {
  stream_->reset_on_close();
  stream_.reset();
  ASSERT_TRUE(turn_until(loop_, [&] { return peer_->was_reset(); }));
}

TEST_P(Streams, WriteCompletesOnlyWhenASlowReaderHasTakenEnough) {
  std::mt19937 random(7);
  std::string data(4 << 20, '\0');
  for (char& c : data) c = static_cast<char>(random());
  write({data});
  EXPECT_TRUE(handler_.writes.empty()) << "the handler was called inside write()";

  std::string received;
  bool completed_early = false;
  ASSERT_TRUE(turn_until(loop_, [&] {
    // The kernel's buffers hold a fraction of it, so most of the data waits for this reader.
    received += peer_receives(64 * 1024);
    if (!handler_.writes.empty() && received.size() < data.size() / 4) completed_early = true;
    loop_.turn(base::Duration::zero());
    return received.size() == data.size();
  }));
  EXPECT_FALSE(completed_early);
  ASSERT_EQ(handler_.writes, std::vector<ssize_t>{0});
  EXPECT_FALSE(stream_->writing());
  EXPECT_TRUE(received == data);
}

TEST_P(Streams, UnwrittenBytesShrinkAsTheReaderTakesThem) {
  const std::string data(4 << 20, 'x');
  write({data});
  EXPECT_EQ(stream_->unwritten_bytes(), data.size());
  settle(loop_);
  const size_t before = stream_->unwritten_bytes();
  ASSERT_GT(before, 0u);
  ASSERT_LT(before, data.size());
  ASSERT_TRUE(
      turn_until(loop_, [&] { return peer_receives().empty() && stream_->unwritten_bytes() < before; }));
}

TEST_P(Streams, AllPartsAreWrittenInOrder) {
  std::vector<std::string> parts;
  std::string expected;
  for (size_t i = 0; i < ByteStream::write_parts_max; ++i) {
    parts.emplace_back(i % 3 == 1 ? 0 : (i + 1) * 100'000, static_cast<char>('a' + i));
    expected += parts.back();
  }
  write({parts.begin(), parts.end()});
  std::string received;
  ASSERT_TRUE(turn_until(loop_, [&] {
    received += peer_receives(100'000);
    return received.size() == expected.size();
  }));
  EXPECT_TRUE(received == expected);
  ASSERT_TRUE(writes_arrive(1));
  EXPECT_EQ(handler_.writes[0], 0);
}

TEST_P(Streams, EmptyWriteCompletes) {
  write({"", ""});
  ASSERT_TRUE(writes_arrive(1));
  write({});
  ASSERT_TRUE(writes_arrive(2));
  EXPECT_EQ(handler_.writes, (std::vector<ssize_t>{0, 0}));
}

TEST_P(Streams, ReadAndWriteAreIndependent) {
  const std::string much(4 << 20, 'x');
  write({much});
  stream_->read(buffer_);
  settle(loop_);
  peer_sends("while the other way is blocked");
  ASSERT_TRUE(reads_arrive(1));
  EXPECT_EQ(handler_.reads[0], 30);
  EXPECT_TRUE(handler_.writes.empty());
}

TEST_P(Streams, AwaitReadableHoldsNoBuffer) {
  stream_->await_readable();
  settle(loop_);
  EXPECT_EQ(handler_.readable, 0);
  EXPECT_TRUE(stream_->reading());
  peer_sends("now");
  ASSERT_TRUE(turn_until(loop_, [&] { return handler_.readable == 1; }));
  EXPECT_FALSE(stream_->reading());
  stream_->read(buffer_);
  ASSERT_TRUE(reads_arrive(1));
  EXPECT_EQ(handler_.reads[0], 3);
}

TEST_P(Streams, AwaitReadableSeesTheEndAndTheReset) {
  stream_->await_readable();
  peer_->close();
  ASSERT_TRUE(turn_until(loop_, [&] { return handler_.readable == 1; }));
  stream_->read(buffer_);
  ASSERT_TRUE(reads_arrive(1));
  EXPECT_EQ(handler_.reads[0], 0);

  const StreamPair other = GetParam().connect(loop_, handler_);
  other.stream->await_readable();
  settle(loop_);
  other.peer->reset();
  ASSERT_TRUE(turn_until(loop_, [&] { return handler_.readable == 2; }));
  other.stream->read(buffer_);
  ASSERT_TRUE(reads_arrive(2));
  EXPECT_EQ(handler_.reads[1], -ECONNRESET);
}

TEST_P(Streams, ACancelledReadLosesNothing) {
  stream_->read(buffer_);
  settle(loop_);
  stream_->cancel_read();
  peer_sends("kept");
  settle(loop_);
  EXPECT_TRUE(handler_.reads.empty());
  stream_->read(buffer_);
  ASSERT_TRUE(reads_arrive(1));
  EXPECT_EQ(handler_.reads[0], 4);
}

TEST_P(Streams, AReadCancelledWhenItIsQueuedIsNotDelivered) {
  peer_sends("kept");
  settle(loop_);
  stream_->read(buffer_);
  stream_->cancel_read();
  settle(loop_);
  EXPECT_TRUE(handler_.reads.empty());
}

TEST_P(Streams, MayBeDestroyedWhenItCanBeRead) {
  handler_.then_readable = [&] { stream_.reset(); };
  stream_->await_readable();
  write({"x"});
  peer_sends("x");
  ASSERT_TRUE(turn_until(loop_, [&] { return handler_.readable == 1; }));
  settle(loop_);
  EXPECT_TRUE(handler_.reads.empty());
}

TEST_P(Streams, MayBeDestroyedWhenItHasRead) {
  handler_.then_read = [&](ssize_t) { stream_.reset(); };
  const std::string much(4 << 20, 'x');
  write({much});
  stream_->read(buffer_);
  peer_sends("x");
  ASSERT_TRUE(reads_arrive(1));
  settle(loop_);
  EXPECT_TRUE(handler_.writes.empty());
}

TEST_P(Streams, MayBeDestroyedWhenItHasWritten) {
  handler_.then_write = [&](ssize_t) { stream_.reset(); };
  peer_sends("x");
  settle(loop_);
  stream_->read(buffer_);
  write({"x"});
  ASSERT_TRUE(writes_arrive(1));
  settle(loop_);
  EXPECT_TRUE(handler_.reads.empty());
}

TEST_P(Streams, MayBeDestroyedByAnotherOneInTheSameTurn) {
  Handler second_handler;
  auto [beside, other, second] = GetParam().connect(loop_, second_handler);
  std::vector<char> second_buffer(100);
  handler_.then_read = [&, &second = second](ssize_t) { second.reset(); };
  second_handler.then_read = [&](ssize_t) { stream_.reset(); };
  settle(loop_);
  stream_->read(buffer_);
  second->read(second_buffer);
  peer_sends("x");
  ASSERT_EQ(other->send("y"), 1u);
  ASSERT_TRUE(turn_until(loop_, [&] { return !handler_.reads.empty() || !second_handler.reads.empty(); }));
  settle(loop_);
  EXPECT_EQ(handler_.reads.size() + second_handler.reads.size(), 1u);
}

TEST_P(Streams, AFloodedStreamLeavesTurnsToOthers) {
  // Reads again at once, forever; a posted task still runs.
  const std::string flood(1 << 20, 'x');
  handler_.then_read = [&](ssize_t) {
    peer_->send(flood);
    stream_->read(std::span(buffer_).first(1));
  };
  peer_sends("x");
  stream_->read(std::span(buffer_).first(1));
  ASSERT_TRUE(reads_arrive(10));
  bool posted = false;
  loop_.post([&] { posted = true; });
  const size_t before = handler_.reads.size();
  ASSERT_TRUE(turn_until(loop_, [&] { return posted; }));
  EXPECT_LE(handler_.reads.size(), before + 10);
  stream_.reset();
}

TEST_P(Streams, TheHandlerCanBeExchanged) {
  Handler other;
  stream_->read(buffer_);
  stream_->set_handler(other);
  peer_sends("x");
  ASSERT_TRUE(turn_until(loop_, [&] { return other.reads.size() == 1; }));
  EXPECT_TRUE(handler_.reads.empty());
}

}  // namespace sluice::io
