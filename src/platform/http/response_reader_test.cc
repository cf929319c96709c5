#include "platform/http/response_reader.h"

#include <string>

#include <gtest/gtest.h>

namespace sluice::http {
namespace {

using ReaderState = ResponseReader::State;

constexpr ResponseLimits small{.head_bytes_max = 200, .body_bytes_max = 10, .interim_answers_max = 2};

// "STATUS BODY" and whether the connection can be used again, or what is wrong.
std::string read_response(std::string_view bytes, bool then_ends, size_t step, bool answers_head = false) {
  ResponseReader reader(answers_head, small);
  for (size_t at = 0; at < bytes.size(); at += step) reader.feed(bytes.substr(at, step));
  if (then_ends && reader.state() == ReaderState::More) reader.end_of_stream();
  if (reader.state() == ReaderState::More) return "more";
  if (reader.state() == ReaderState::Failed) return reader.error();
  const bool reusable = reader.connection_reusable();
  const Response response = reader.take();
  return std::to_string(response.status) + " " + response.body + (reusable ? " keep" : " close");
}

TEST(ResponseReader, IsATableOfBytesAndAnswers) {
  struct {
    std::string bytes;
    bool then_ends;
    std::string expected;
  } const cases[] = {
      {"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok", false, "200 ok keep"},
      {"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\no", false, "more"},
      {"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\no", true,
       "the connection was closed in the answer's body"},
      {"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok", false, "200 ok close"},
      {"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nokHTTP/1.1 200", false, "200 ok close"},
      {"HTTP/1.0 200 OK\r\n\r\nuntil", true, "200 until close"},
      {"HTTP/1.1 200 OK\r\n\r\nuntil", false, "more"},
      {"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n1;x\r\n!\r\n0\r\nT: v\r\n\r\n", false,
       "200 ok! keep"},
      {"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nokX", false,
       "the answer's body is malformed"},
      {"HTTP/1.1 204 No Content\r\n\r\n", false, "204  keep"},
      {"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early\r\n\r\nHTTP/1.1 201 Created\r\nContent-Length: "
       "0\r\n\r\n",
       false, "201  keep"},
      {"HTTP/1.1 100 Continue\r\n\r\n", true, "the connection was closed before the answer was complete"},
      {"HTTP/1.1 100 C\r\n\r\nHTTP/1.1 100 C\r\n\r\nHTTP/1.1 100 C\r\n\r\n", false,
       "there are too many interim answers"},
      {"HTTP/1.1 101 Switching\r\n\r\n", false, "the answer changes the protocol, which was not asked for"},
      {"", true, "the connection was closed before the answer was complete"},
      {"HTTP/1.1 200", true, "the connection was closed before the answer was complete"},
      {"SSH-2.0-x\r\n", false, "the answer is not HTTP/1.1"},
      {"HTTP/2.0 200 OK\r\n\r\n", false, "the answer is not HTTP/1.1"},
      {"HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n", false,
       "the answer is not HTTP/1.1"},
      {"HTTP/1.1 200 OK\r\nX: " + std::string(300, 'x'), false, "the answer's head is too large"},
      {"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n0123456789", false, "200 0123456789 keep"},
      {"HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\n01234567890", false,
       "the answer is larger than 10 bytes"},
      {"HTTP/1.1 200 OK\r\n\r\n01234567890", false, "the answer is larger than 10 bytes"},
  };
  for (const auto& c : cases) {
    for (const size_t step : {1, 2, 3, 7, 1000}) {
      // Bytes behind the answer are only seen together with it, or as bytes that nobody asked for.
      EXPECT_EQ(read_response(c.bytes, c.then_ends, step), c.expected) << c.bytes << " in steps of " << step;
    }
  }
}

TEST(ResponseReader, AnAnswerToHeadHasNoBody) {
  EXPECT_EQ(read_response("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n", false, 1, true), "200  keep");
}

TEST(ResponseReader, KeepsTheHeaders) {
  ResponseReader reader(false, {});
  ASSERT_EQ(reader.feed("HTTP/1.1 200 OK\r\nX-Request-Id: 7\r\nContent-Length: 0\r\n\r\n"),
            ReaderState::Done);
  EXPECT_EQ(find_header(reader.take().headers, "x-request-id"), "7");
}

TEST(ResponseReader, TheEndAfterTheAnswerOnlyEndsTheConnection) {
  ResponseReader reader(false, {});
  ASSERT_EQ(reader.feed("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"), ReaderState::Done);
  EXPECT_TRUE(reader.connection_reusable());
  EXPECT_EQ(reader.end_of_stream(), ReaderState::Done);
  EXPECT_FALSE(reader.connection_reusable());
}

}  // namespace
}  // namespace sluice::http
