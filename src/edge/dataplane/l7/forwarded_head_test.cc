#include "edge/dataplane/l7/forwarded_head.h"

#include <gtest/gtest.h>

#include "edge/dataplane/l7/limits.h"

namespace sluice::l7 {
namespace {

const base::Ipv4 client = *base::parse_ipv4("198.51.100.7");
const base::Endpoint host = *base::parse_endpoint("127.77.0.1:8080");

// "\n" in the tables is a line end; the empty line is added.
std::string wire(std::string_view lines) {
  std::string text;
  for (const char c : lines) text += c == '\n' ? std::string("\r\n") : std::string(1, c);
  return text + "\r\n\r\n";
}

class Message {
 public:
  explicit Message(const std::string& head)
      : head_size_(head.size()), buffer_(std::string(head_room_bytes, '#') + head + body) {}

  char* data() { return buffer_.data() + head_room_bytes; }
  std::string_view head_and_body() { return std::string_view(buffer_).substr(head_room_bytes); }
  std::string from(const char* begin) {
    const char* end = data() + head_size_;
    EXPECT_EQ(std::string_view(end, 4), body) << "the body must not move";
    return std::string(begin, static_cast<size_t>(end - begin));
  }

 private:
  static constexpr char body[] = "BODY";
  size_t head_size_;
  std::string buffer_;
};

std::string request(std::string_view lines, bool append_forwarded = false) {
  Message message(wire(lines));
  Scratch scratch;
  const auto parsed = http::parse_request_head(message.head_and_body(), head_limits, scratch.request);
  EXPECT_EQ(parsed.state, http::HeadResult::State::Complete) << lines;
  const RequestRewrite what{.tunnel = asks_for_tunnel(scratch.request),
                            .append_forwarded = append_forwarded,
                            .client = client,
                            .host = host};
  return message.from(rewrite_request(message.data(), scratch, what));
}

std::string response(std::string_view lines, const ResponseRewrite& what = {}) {
  Message message(wire(lines));
  Scratch scratch;
  const auto parsed =
      http::parse_response_head(message.head_and_body(), head_limits, false, scratch.response);
  EXPECT_EQ(parsed.state, http::HeadResult::State::Complete) << lines;
  return message.from(rewrite_response(message.data(), scratch, what));
}

struct Row {
  const char* what;
  std::string_view received;
  std::string_view forwarded;
};

TEST(ForwardedRequest, HopByHopHeadersStayHereAndTheOthersPass) {
  const Row rows[] = {
      {"nothing to change", "GET / HTTP/1.1\nHost: a\nAccept: */*", "GET / HTTP/1.1\nHost: a\nAccept: */*"},
      {"no header at all in HTTP/1.0", "GET / HTTP/1.0", "GET / HTTP/1.1\nHost: 127.77.0.1:8080"},
      {"the Host of an HTTP/1.0 request is kept", "GET / HTTP/1.0\nHost: b", "GET / HTTP/1.1\nHost: b"},
      {"keep-alive", "GET / HTTP/1.1\nHost: a\nConnection: keep-alive\nA: 1",
       "GET / HTTP/1.1\nHost: a\nA: 1"},
      {"close", "GET / HTTP/1.1\nConnection: close\nHost: a", "GET / HTTP/1.1\nHost: a"},
      {"nominated headers", "GET / HTTP/1.1\nHost: a\nX-Hop: 1\nConnection: X-Hop, close\nB: 2\nx-hop: 3",
       "GET / HTTP/1.1\nHost: a\nB: 2"},
      {"several Connection lines",
       "GET / HTTP/1.1\nConnection: x-a\nX-A: 1\nHost: a\nConnection: x-b\nX-B: 1",
       "GET / HTTP/1.1\nHost: a"},
      {"what frames or routes cannot be nominated away",
       "POST / HTTP/1.1\nHost: a\nContent-Length: 4\nConnection: content-length, host, transfer-encoding",
       "POST / HTTP/1.1\nHost: a\nContent-Length: 4"},
      {"the client's address cannot be nominated away",
       "GET / HTTP/1.1\nHost: a\nX-Forwarded-For: 1.2.3.4\nConnection: x-forwarded-for",
       "GET / HTTP/1.1\nHost: a\nX-Forwarded-For: 1.2.3.4"},
      {"Keep-Alive, Proxy-Connection, TE",
       "GET / HTTP/1.1\nKeep-Alive: timeout=5\nHost: a\nProxy-Connection: keep-alive\nTE: trailers\nA: 1",
       "GET / HTTP/1.1\nHost: a\nA: 1"},
      {"chunked framing and trailers pass",
       "POST / HTTP/1.1\nHost: a\nTransfer-Encoding: chunked\nTrailer: X-Sum\nConnection: keep-alive",
       "POST / HTTP/1.1\nHost: a\nTransfer-Encoding: chunked\nTrailer: X-Sum"},
      {"expectations pass", "PUT / HTTP/1.1\nHost: a\nExpect: 100-continue\nContent-Length: 4",
       "PUT / HTTP/1.1\nHost: a\nExpect: 100-continue\nContent-Length: 4"},
      {"but not from HTTP/1.0", "PUT / HTTP/1.0\nHost: a\nExpect: 100-continue\nContent-Length: 4",
       "PUT / HTTP/1.1\nHost: a\nContent-Length: 4"},
      {"a tunnel is asked for anew",
       "GET / HTTP/1.1\nHost: a\nUpgrade: websocket\nConnection: keep-alive, Upgrade",
       "GET / HTTP/1.1\nConnection: upgrade\nHost: a\nUpgrade: websocket"},
      {"an Upgrade that is not nominated is dropped", "GET / HTTP/1.1\nHost: a\nUpgrade: websocket",
       "GET / HTTP/1.1\nHost: a"},
      {"HTTP/2 is not smuggled through",
       "GET / HTTP/1.1\nHost: a\nUpgrade: h2c\nHTTP2-Settings: AAMA\nConnection: Upgrade, HTTP2-Settings",
       "GET / HTTP/1.1\nHost: a"},
      {"not even beside another protocol",
       "GET / HTTP/1.1\nHost: a\nUpgrade: websocket, H2C\nConnection: Upgrade", "GET / HTTP/1.1\nHost: a"},
      {"odd spacing and case are nobody's business",
       "GET /x?y HTTP/1.1\nhOST:a\nconnection:\t close \nB:  2 ", "GET /x?y HTTP/1.1\nhOST:a\nB:  2 "},
  };
  for (const Row& row : rows) EXPECT_EQ(request(row.received), wire(row.forwarded)) << row.what;
}

TEST(ForwardedRequest, ClientAddressIsAppendedToWhatTheClientSaid) {
  const Row rows[] = {
      {"nothing said", "GET / HTTP/1.1\nHost: a", "GET / HTTP/1.1\nX-Forwarded-For: 198.51.100.7\nHost: a"},
      {"one address", "GET / HTTP/1.1\nX-Forwarded-For: 10.0.0.1\nHost: a",
       "GET / HTTP/1.1\nX-Forwarded-For: 10.0.0.1, 198.51.100.7\nHost: a"},
      {"a list over two lines",
       "GET / HTTP/1.1\nx-forwarded-for: 1.1.1.1, 2.2.2.2\nHost: a\nX-Forwarded-For: 3.3.3.3",
       "GET / HTTP/1.1\nx-forwarded-for: 1.1.1.1, 2.2.2.2\nHost: a\nX-Forwarded-For: 3.3.3.3, 198.51.100.7"},
      {"an empty line", "GET / HTTP/1.1\nX-Forwarded-For:\nHost: a",
       "GET / HTTP/1.1\nX-Forwarded-For: 198.51.100.7\nHost: a"},
      {"with other changes around it",
       "GET / HTTP/1.0\nConnection: keep-alive, x-z\nX-Z: 1\nX-Forwarded-For: 9.9.9.9\nKeep-Alive: 3\nB: 2",
       "GET / HTTP/1.1\nHost: 127.77.0.1:8080\nX-Forwarded-For: 9.9.9.9, 198.51.100.7\nB: 2"},
  };
  for (const Row& row : rows) EXPECT_EQ(request(row.received, true), wire(row.forwarded)) << row.what;
}

TEST(ForwardedRequest, EmptyLinesBeforeItAreDropped) {
  Message message("\r\n\r\n" + wire("GET / HTTP/1.1\nHost: a\nConnection: close"));
  Scratch scratch;
  ASSERT_EQ(http::parse_request_head(message.head_and_body(), head_limits, scratch.request).state,
            http::HeadResult::State::Complete);
  EXPECT_EQ(message.from(rewrite_request(message.data(), scratch, {})), wire("GET / HTTP/1.1\nHost: a"));
}

TEST(ForwardedRequest, GrowthNeverExceedsTheRoomBeforeTheHead) {
  // The most that can be added to the smallest request.
  const std::string grown =
      request("GET / HTTP/1.1\nHost: a\nUpgrade: x\nConnection: upgrade\nX-Forwarded-For: 1", true);
  EXPECT_LT(grown.size(), head_room_bytes);
  EXPECT_EQ(request("GET / HTTP/1.0", true),
            wire("GET / HTTP/1.1\nX-Forwarded-For: 198.51.100.7\nHost: 127.77.0.1:8080"));
}

TEST(ForwardedResponse, HopByHopHeadersStayHereAndTheOthersPass) {
  const Row rows[] = {
      {"nothing to change", "HTTP/1.1 200 OK\nContent-Length: 4", "HTTP/1.1 200 OK\nContent-Length: 4"},
      {"the version is ours", "HTTP/1.0 200 OK\nContent-Length: 4", "HTTP/1.1 200 OK\nContent-Length: 4"},
      {"no header at all", "HTTP/1.0 200 OK", "HTTP/1.1 200 OK"},
      {"keep-alive", "HTTP/1.1 200 OK\nConnection: keep-alive\nKeep-Alive: timeout=5\nContent-Length: 4",
       "HTTP/1.1 200 OK\nContent-Length: 4"},
      {"nominated headers", "HTTP/1.1 200 OK\nX-Hop: 1\nContent-Length: 4\nConnection: close, x-hop",
       "HTTP/1.1 200 OK\nContent-Length: 4"},
      {"Upgrade outside of a tunnel",
       "HTTP/1.1 200 OK\nUpgrade: h2,h2c\nConnection: Upgrade\nContent-Length: 0",
       "HTTP/1.1 200 OK\nContent-Length: 0"},
      {"chunked framing and trailers pass", "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\nTrailer: X-Sum",
       "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\nTrailer: X-Sum"},
      {"an empty reason", "HTTP/1.1 299 \nContent-Length: 0", "HTTP/1.1 299 \nContent-Length: 0"},
  };
  for (const Row& row : rows) EXPECT_EQ(response(row.received), wire(row.forwarded)) << row.what;
}

TEST(ForwardedResponse, SaysWhatBecomesOfTheClientsConnection) {
  EXPECT_EQ(response("HTTP/1.1 200 OK\nContent-Length: 4", {.connection = ClientConnection::Close}),
            wire("HTTP/1.1 200 OK\nConnection: close\nContent-Length: 4"));
  EXPECT_EQ(response("HTTP/1.1 200 OK\nConnection: close", {.connection = ClientConnection::KeepAliveSaid}),
            wire("HTTP/1.1 200 OK\nConnection: keep-alive"));
}

TEST(ForwardedResponse, TakenOutOfItsChunksItLosesTheirHeaders) {
  EXPECT_EQ(response("HTTP/1.1 200 OK\nTransfer-Encoding: chunked\nTrailer: X-Sum\nA: 1",
                     {.connection = ClientConnection::Close, .unchunked = true}),
            wire("HTTP/1.1 200 OK\nConnection: close\nA: 1"));
}

TEST(ForwardedResponse, TheTunnelsOpeningKeepsItsProtocol) {
  EXPECT_EQ(response("HTTP/1.1 101 Switching Protocols\nUpgrade: websocket\nConnection: Upgrade\nSec-X: y",
                     {.tunnel = true}),
            wire("HTTP/1.1 101 Switching Protocols\nConnection: upgrade\nUpgrade: websocket\nSec-X: y"));
}

}  // namespace
}  // namespace sluice::l7
