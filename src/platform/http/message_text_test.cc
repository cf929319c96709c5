#include "platform/http/message_text.h"

#include <gtest/gtest.h>

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

}  // namespace
}  // namespace sluice::http
