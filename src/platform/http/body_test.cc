#include "platform/http/body.h"

#include <string>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "platform/base/random.h"

namespace sluice::http {
namespace {

struct Outcome {
  BodyReader::State state;
  size_t used;
  std::string payload;
  bool operator==(const Outcome&) const = default;
};

void PrintTo(const Outcome& outcome, std::ostream* out) {
  *out << static_cast<int>(outcome.state) << " used " << outcome.used << " payload '" << outcome.payload
       << "'";
}

Outcome read_in_steps(const Body& body, std::string_view bytes, size_t step) {
  BodyReader reader(body);
  Outcome outcome{reader.state(), 0, ""};
  while (outcome.used < bytes.size() && reader.state() == BodyReader::State::More) {
    outcome.used += reader.consume(bytes.substr(outcome.used, step), &outcome.payload);
  }
  outcome.state = reader.state();
  EXPECT_EQ(reader.payload_bytes(), outcome.payload.size());
  return outcome;
}

// The same however the bytes are cut, with and without taking the payload.
Outcome read(const Body& body, std::string_view bytes) {
  const Outcome at_once = read_in_steps(body, bytes, std::string_view::npos);
  for (size_t step = 1; step < std::min<size_t>(bytes.size(), 64); ++step) {
    EXPECT_EQ(read_in_steps(body, bytes, step), at_once) << bytes;
  }
  BodyReader passing_on(body);
  EXPECT_EQ(passing_on.consume(bytes), at_once.used);
  EXPECT_EQ(passing_on.state(), at_once.state);
  return at_once;
}

constexpr Body chunked{BodyKind::Chunked};
constexpr auto Done = BodyReader::State::Done;
constexpr auto More = BodyReader::State::More;
constexpr auto Malformed = BodyReader::State::Malformed;

TEST(Body, NoneAndLengthZeroAreDoneAtOnce) {
  EXPECT_EQ(read({BodyKind::None}, "next"), (Outcome{Done, 0, ""}));
  EXPECT_EQ(read({BodyKind::Length, 0}, "next"), (Outcome{Done, 0, ""}));
  EXPECT_TRUE(BodyReader().done());
}

TEST(Body, LengthTakesExactlyItsBytes) {
  EXPECT_EQ(read({BodyKind::Length, 5}, "helloGET /"), (Outcome{Done, 5, "hello"}));
  EXPECT_EQ(read({BodyKind::Length, 5}, "hell"), (Outcome{More, 4, "hell"}));
}

TEST(Body, UntilCloseEndsWithTheStream) {
  BodyReader reader(Body{BodyKind::UntilClose});
  EXPECT_EQ(reader.consume("anything"), 8u);
  EXPECT_EQ(reader.state(), More);
  reader.on_end_of_stream();
  EXPECT_EQ(reader.state(), Done);
  EXPECT_EQ(reader.payload_bytes(), 8u);
}

TEST(Body, EndOfStreamBreaksWhatIsNotDone) {
  for (const Body& body : {Body{BodyKind::Length, 5}, chunked}) {
    BodyReader reader(body);
    reader.on_end_of_stream();
    EXPECT_EQ(reader.state(), Malformed);
  }
  BodyReader done(Body{BodyKind::None});
  done.on_end_of_stream();
  EXPECT_EQ(done.state(), Done);
}

TEST(Body, ChunksAreDecoded) {
  struct {
    std::string bytes;
    Outcome expected;
  } const cases[] = {
      {"0\r\n\r\nnext", {Done, 5, ""}},
      {"5\r\nhello\r\n0\r\n\r\nnext", {Done, 15, "hello"}},
      {"1\r\na\r\n00A\r\n0123456789\r\n000\r\n\r\n", {Done, 30, "a0123456789"}},
      {"a\r\n0123456789\r\n0\r\n\r\n", {Done, 20, "0123456789"}},
      {"0000000000000001\r\nx\r\n0\r\n\r\n", {Done, 26, "x"}},
      {"2;name=value;q=\"a;b\"\r\nab\r\n0;last\r\n\r\n", {Done, 36, "ab"}},
      {"2\r\n\r\n\r\n0\r\n\r\n", {Done, 12, "\r\n"}},
      {"0\r\nTrailer: value\r\nOther:\r\n\r\nnext", {Done, 29, ""}},
      {"5\r\nhel", {More, 6, "hel"}},
      {"5\r\nhello\r\n0\r\n", {More, 13, "hello"}},
      {"5\r\nhello\r\n0\r\nT: v\r\n", {More, 19, "hello"}},
      {"ffff", {More, 4, ""}},
      {"7fffffffffffffff\r\nx", {More, 19, "x"}},
  };
  for (const auto& c : cases) EXPECT_EQ(read(chunked, c.bytes), c.expected) << c.bytes;
}

TEST(Body, WhatCouldSmuggleAChunkIsRefused) {
  struct {
    std::string bytes;
    size_t used;  // up to the offending byte
  } const cases[] = {
      {"\r\n", 0},
      {"\n", 0},
      {" 5\r\nhello", 0},
      {"+5\r\nhello", 0},
      {"-1\r\n", 0},
      {"0x5\r\nhello", 1},
      {"5 \r\nhello", 1},
      {"5 ;x\r\nhello", 1},
      {"5\t\r\nhello", 1},
      {"5\nhello", 1},
      {"5\rhello", 2},
      {"5\r\r\nhello", 2},
      {"g\r\n", 0},
      {";x\r\n", 0},
      {"5;x\nhello", 3},
      {"5;\x01\r\nhello", 2},
      {"5;a\rb", 4},
      {std::string("5;\0", 3), 2},
      {"5\r\nhelloX", 8},
      {"5\r\nhello\n0\r\n", 8},
      {"5\r\nhello\rX", 9},
      {"5\r\nhello!\r\n", 8},
      {"00000000000000005\r\n", 16},
      {"8000000000000000\r\n", 16},
      {"ffffffffffffffff\r\n", 16},
      {"10000000000000005\r\n", 16},
      {"0\r\n\n", 3},
      {"0\r\n\rX", 4},
      {"0\r\n X: y\r\n\r\n", 3},
      {"0\r\nX : y\r\n\r\n", 4},
      {"0\r\nX\r\n\r\n", 4},
      {"0\r\n: y\r\n\r\n", 3},
      {"0\r\nX: y\n\r\n", 7},
      {"0\r\nX: \x7f", 6},
      {"0\r\nX: y\r\n Z: folded\r\n\r\n", 9},
      {"0\r\nGET / HTTP/1.1\r\n", 6},
  };
  for (const auto& c : cases) {
    const Outcome outcome = read(chunked, c.bytes);
    EXPECT_EQ(outcome.state, Malformed) << c.bytes;
    EXPECT_EQ(outcome.used, c.used) << c.bytes;
  }
}

TEST(Body, ExtensionsAndTrailersAreBounded) {
  const std::string long_text(16 * 1024 + 1, 'x');
  EXPECT_EQ(read(chunked, "5;" + long_text).state, Malformed);
  EXPECT_EQ(read(chunked, "0\r\n" + long_text).state, Malformed);
  EXPECT_EQ(read(chunked, "0\r\nX: " + long_text).state, Malformed);

  // Spread over many chunks they are bounded as well, unless payload of the same size came along.
  const std::string extension(1024, 'x');
  std::string mean;
  std::string fair;
  for (int i = 0; i < 17; ++i) {
    mean += "1;" + extension + "\r\ny\r\n";
    fair += "400;" + extension + "\r\n" + std::string(1024, 'y') + "\r\n";
  }
  EXPECT_EQ(read(chunked, mean + "0\r\n\r\n").state, Malformed);
  EXPECT_EQ(read(chunked, fair + "0\r\n\r\n").state, Done);
}

// A body in chunks of any size, with extensions, leading zeros and trailers, cut where it may be.
TEST(Body, WhateverIsPutIntoChunksComesOut) {
  constexpr uint64_t seed = 20261125;
  SCOPED_TRACE(seed);
  base::SeededRandom random(seed);
  const auto below = [&](uint64_t limit) { return static_cast<size_t>(random.next_u64() % limit); };
  for (int round = 0; round < 1'000; ++round) {
    std::string bytes, payload;
    for (size_t left = below(8); left > 0; --left) {
      std::string chunk(1 + below(300), '\0');
      random.fill({reinterpret_cast<uint8_t*>(chunk.data()), chunk.size()});
      const std::string size =
          below(2) == 0 ? fmt::format("{:x}", chunk.size()) : fmt::format("{:06X}", chunk.size());
      bytes += size + (below(3) == 0 ? ";name=\"a value\"" : "") + "\r\n" + chunk + "\r\n";
      payload += chunk;
    }
    bytes += "0\r\n";
    for (size_t left = below(3); left > 0; --left) bytes += "Trailer: value\r\n";
    bytes += "\r\n";
    const Outcome expected{Done, bytes.size(), payload};
    EXPECT_EQ(read_in_steps(chunked, bytes + "GET /", bytes.size()), expected) << "round " << round;
    EXPECT_EQ(read_in_steps(chunked, bytes + "GET /", 1 + below(40)), expected) << "round " << round;
  }
}

TEST(Body, NothingIsConsumedAfterTheEnd) {
  BodyReader reader(chunked);
  EXPECT_EQ(reader.consume("0\r\n\r\n"), 5u);
  EXPECT_EQ(reader.consume("more"), 0u);
  BodyReader broken(chunked);
  EXPECT_EQ(broken.consume("x"), 0u);
  EXPECT_EQ(broken.consume("0\r\n\r\n"), 0u);
  EXPECT_EQ(broken.state(), Malformed);
}

}  // namespace
}  // namespace sluice::http
