#include "platform/http/message_text.h"

#include <gtest/gtest.h>

#include "platform/base/random.h"
#include "platform/http/response_reader.h"

namespace sluice::http {
namespace {

constexpr auto rfc_example = base::WallTime{std::chrono::milliseconds{784'111'777'000}};

TEST(HttpDate, HasTheFormOfTheStandard) {
  EXPECT_EQ(format_http_date(rfc_example), "Sun, 06 Nov 1994 08:49:37 GMT");
  EXPECT_EQ(format_http_date(base::from_unix_ms(1'798'761'599'999)), "Thu, 31 Dec 2026 23:59:59 GMT");
}

TEST(ResponseHeadText, IsExact) {
  const Response response{
      .status = 404, .headers = {{"Content-Type", "text/plain"}, {"X-Empty", ""}}, .body = "gone"};
  EXPECT_EQ(format_response_head(response, AfterAnswer::KeepAlive, rfc_example),
            "HTTP/1.1 404 Not Found\r\n"
            "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\n"
            "Content-Type: text/plain\r\n"
            "X-Empty: \r\n"
            "Content-Length: 4\r\n"
            "Connection: keep-alive\r\n"
            "Keep-Alive: timeout=25\r\n"
            "\r\n");
  EXPECT_EQ(format_response_head({}, AfterAnswer::Close, rfc_example),
            "HTTP/1.1 200 OK\r\n"
            "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\n"
            "Content-Length: 0\r\n"
            "Connection: close\r\n"
            "\r\n");
}

TEST(ResponseHeadText, TellsNoLengthWhereThereIsNeverABody) {
  for (const int status : {204, 304}) {
    const std::string text = format_response_head({.status = status}, AfterAnswer::KeepAlive, rfc_example);
    EXPECT_EQ(text.find("Content-Length"), std::string::npos) << status;
  }
}

TEST(ResponseHeadText, FramingIsNotTheCallers) {
  const Response response{.headers = {{"content-length", "99"},
                                      {"Transfer-Encoding", "chunked"},
                                      {"CONNECTION", "upgrade"},
                                      {"Keep-Alive", "timeout=1"},
                                      {"Date", "yesterday"}},
                          .body = "x"};
  EXPECT_EQ(format_response_head(response, AfterAnswer::Close, rfc_example),
            "HTTP/1.1 200 OK\r\n"
            "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\n"
            "Content-Length: 1\r\n"
            "Connection: close\r\n"
            "\r\n");
}

TEST(ResponseHeadText, NoValueEndsALine) {
  const Response response{.headers = {{"X", "a\r\nSet-Cookie: b"},
                                      {"Y", std::string("a\0b\x7f", 4)},
                                      {"Z\r\nW", "c"},
                                      {"", "d"},
                                      {"V W", "e"},
                                      {"Tab", "a\tb"}}};
  const std::string text = format_response_head(response, AfterAnswer::Close, rfc_example);
  EXPECT_NE(text.find("X: a  Set-Cookie: b\r\nY: a b \r\nTab: a\tb\r\nContent-Length"), std::string::npos)
      << text;
}

TEST(RequestHeadText, IsExact) {
  const Request request{
      .method = "POST", .target = "/?Action=A", .headers = {{"x-acs-action", "A"}}, .body = "k=v"};
  EXPECT_EQ(format_request_head(request, "127.0.0.1:8680"),
            "POST /?Action=A HTTP/1.1\r\n"
            "Host: 127.0.0.1:8680\r\n"
            "x-acs-action: A\r\n"
            "Content-Length: 3\r\n"
            "\r\n");
}

TEST(RequestHeadText, TellsALengthForABodyOrAMethodThatSuggestsOne) {
  const auto has_length = [](const Request& request) {
    return format_request_head(request, "a").find("Content-Length: ") != std::string::npos;
  };
  EXPECT_FALSE(has_length({.method = "GET"}));
  EXPECT_TRUE(has_length({.method = "GET", .body = "x"}));
  EXPECT_TRUE(has_length({.method = "POST"}));
  EXPECT_TRUE(has_length({.method = "PUT"}));
  EXPECT_FALSE(has_length({.method = "DELETE"}));
}

TEST(RequestHeadText, KeepsAHostThatIsGiven) {
  const std::string text = format_request_head({.headers = {{"host", "example"}}}, "127.0.0.1:1");
  EXPECT_EQ(text, "GET / HTTP/1.1\r\nhost: example\r\n\r\n");
}

constexpr uint64_t seed = 20261125;

// Whatever a head can hold.
class Draw {
 public:
  size_t below(size_t limit) { return random_.next_u64() % limit; }
  std::string token() { return random_.text(1 + below(12), "abcXYZ019!#$%&'*+-.^_`|~"); }
  std::string target() { return "/" + random_.text(below(60), "abcXYZ019-._~%?&=+*!'();:@,$/\"<>[]{}|^`"); }
  // Bytes beyond ASCII are opaque, blanks around are not part of it.
  std::string value() {
    return "v" + random_.text(below(30), "abcXYZ019 \t\"'()<>@,;:\\/[]?={}~\xE4\xB8\xAD") + "v";
  }
  std::string body() { return random_.text(below(200), "ab \r\n:0\xFF"); }
  Headers headers() {
    Headers headers;
    for (size_t left = below(20); left > 0; --left) {
      headers.emplace_back("X-" + token(), below(8) == 0 ? "" : value());
    }
    return headers;
  }

 private:
  base::SeededRandom random_{seed};
};

TEST(RequestHeadText, WhatIsWrittenReadsBack) {
  SCOPED_TRACE(seed);
  Draw draw;
  for (int round = 0; round < 2'000; ++round) {
    SCOPED_TRACE(round);
    const Request request{
        .method = draw.token(), .target = draw.target(), .headers = draw.headers(), .body = draw.body()};
    const std::string text = format_request_head(request, "127.0.0.1:8680") + request.body;
    RequestHead head;
    ASSERT_EQ(parse_request_head(text, {}, head).state, HeadResult::State::Complete) << text;
    EXPECT_EQ(head.size, text.size() - request.body.size());
    EXPECT_EQ(head.method, request.method);
    EXPECT_EQ(head.target, request.target);
    EXPECT_EQ(head.header("host"), "127.0.0.1:8680");
    EXPECT_EQ(head.body.length, request.body.size());
    // Between what the writer adds before and behind.
    ASSERT_GE(head.count, 1 + request.headers.size());
    for (size_t i = 0; i < request.headers.size(); ++i) {
      EXPECT_EQ(head.headers()[i + 1].name, request.headers[i].first);
      EXPECT_EQ(head.headers()[i + 1].value, request.headers[i].second);
    }
  }
}

TEST(ResponseHeadText, WhatIsWrittenReadsBack) {
  constexpr int statuses[] = {200, 204, 304, 400, 404, 503, 599};
  SCOPED_TRACE(seed);
  Draw draw;
  for (int round = 0; round < 2'000; ++round) {
    SCOPED_TRACE(round);
    Response response{.status = statuses[draw.below(std::size(statuses))], .headers = draw.headers()};
    if (!status_forbids_body(response.status)) response.body = draw.body();
    const bool kept = draw.below(2) == 0;
    const std::string text =
        format_response_head(response, kept ? AfterAnswer::KeepAlive : AfterAnswer::Close, rfc_example) +
        response.body;
    ResponseReader reader(false, {});
    for (size_t at = 0, step = 1 + draw.below(100); at < text.size(); at += step) {
      reader.feed(std::string_view(text).substr(at, step));
    }
    ASSERT_EQ(reader.state(), ResponseReader::State::Done) << reader.error() << text;
    EXPECT_EQ(reader.connection_reusable(), kept);
    const Response read = reader.take();
    EXPECT_EQ(read.status, response.status);
    EXPECT_EQ(read.body, response.body);
    ASSERT_GE(read.headers.size(), 1 + response.headers.size());
    for (size_t i = 0; i < response.headers.size(); ++i) {
      EXPECT_EQ(read.headers[i + 1], response.headers[i]);
    }
  }
}

}  // namespace
}  // namespace sluice::http
