#include "platform/http/head.h"

#include <optional>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace sluice::http {
namespace {

using State = HeadResult::State;

std::string describe(const HeadResult& result) {
  switch (result.state) {
    case State::Complete:
      return "complete";
    case State::Incomplete:
      return "incomplete";
    case State::Refused:
      break;
  }
  switch (result.error) {
    case HeadError::Malformed:
      return "malformed";
    case HeadError::TargetTooLong:
      return "target too long";
    case HeadError::HeadTooLarge:
      return "head too large";
    case HeadError::VersionNotServed:
      return "version not served";
  }
  return "?";
}

std::string describe(const Body& body) {
  switch (body.kind) {
    case BodyKind::None:
      return "none";
    case BodyKind::Length:
      return "length " + std::to_string(body.length);
    case BodyKind::Chunked:
      return "chunked";
    case BodyKind::UntilClose:
      return "until close";
  }
  return "?";
}

// Everything but the place in memory, so that two parses can be compared.
std::string describe(const Head& head) {
  std::string text = "1." + std::to_string(head.minor_version) +
                     (head.keep_alive ? " keep-alive " : " close ") + describe(head.body) + " size " +
                     std::to_string(head.size);
  for (const Header& header : head.headers()) {
    text += " [" + std::string(header.name) + "=" + std::string(header.value) + "]";
  }
  return text;
}
std::string describe(const RequestHead& head) {
  return std::string(head.method) + " " + std::string(head.target) +
         (head.expects_continue ? " expects" : "") + (head.upgrade ? " upgrade " : " ") +
         describe(static_cast<const Head&>(head));
}
std::string describe(const ResponseHead& head) {
  return std::to_string(head.status) + " '" + std::string(head.reason) + "' " +
         describe(static_cast<const Head&>(head));
}

// Parses `bytes` arriving one by one; the first answer other than Incomplete, with the head if there is one.
template <class HeadType, class Parse>
std::string parse_byte_by_byte(const std::string& bytes, Parse parse) {
  size_t scanned = 0;
  for (size_t size = 0; size <= bytes.size(); ++size) {
    // A fresh copy of exactly these bytes: a parser that looks behind them is caught by the sanitizer.
    const std::vector<char> exact(bytes.begin(), bytes.begin() + static_cast<ptrdiff_t>(size));
    HeadType head;
    const HeadResult result = parse(std::string_view(exact.data(), exact.size()), head, &scanned);
    if (result.state == State::Incomplete) continue;
    EXPECT_EQ(scanned, 0u);
    return describe(result) + (result.state == State::Complete ? " " + describe(head) : "");
  }
  return "incomplete";
}

std::string parse_request(const std::string& bytes, const HeadLimits& limits = {}) {
  RequestHead head;
  const HeadResult result = parse_request_head(bytes, limits, head);
  std::string text = describe(result) + (result.state == State::Complete ? " " + describe(head) : "");
  const std::string split =
      parse_byte_by_byte<RequestHead>(bytes, [&](std::string_view part, RequestHead& out, size_t* scanned) {
        return parse_request_head(part, limits, out, scanned);
      });
  EXPECT_EQ(split, text) << "split at every byte: " << bytes;
  return text;
}

std::string parse_response(const std::string& bytes, bool answers_head = false,
                           const HeadLimits& limits = {}) {
  ResponseHead head;
  const HeadResult result = parse_response_head(bytes, limits, answers_head, head);
  std::string text = describe(result) + (result.state == State::Complete ? " " + describe(head) : "");
  const std::string split =
      parse_byte_by_byte<ResponseHead>(bytes, [&](std::string_view part, ResponseHead& out, size_t* scanned) {
        return parse_response_head(part, limits, answers_head, out, scanned);
      });
  EXPECT_EQ(split, text) << "split at every byte: " << bytes;
  return text;
}

// The requests of the tables: this line, then the lines of the case.
std::string request_with(const std::string& lines) {
  return "POST /p HTTP/1.1\r\nHost: a\r\n" + lines + "\r\n";
}

struct Case {
  std::string bytes;
  std::string expected;
};

TEST(RequestHead, IsReadCompletely) {
  const std::vector<Case> cases{
      {"GET / HTTP/1.1\r\nHost: a\r\n\r\n", "complete GET / 1.1 keep-alive none size 27 [Host=a]"},
      {"GET /?q=%20|{} HTTP/1.1\r\nhost:a:80\r\n\r\n",
       "complete GET /?q=%20|{} 1.1 keep-alive none size 38 [host=a:80]"},
      {"OPTIONS * HTTP/1.1\r\nHOST: \t a \t \r\nX:\r\nY: \t \r\nZ: b \t c\r\n\r\n",
       "complete OPTIONS * 1.1 keep-alive none size 57 [HOST=a] [X=] [Y=] [Z=b \t c]"},
      {"M-SEARCH! http://a/b HTTP/1.1\r\nHost: a\r\n\r\nrest",
       "complete M-SEARCH! http://a/b 1.1 keep-alive none size 42 [Host=a]"},
      {"GET / HTTP/1.0\r\n\r\n", "complete GET / 1.0 close none size 18"},
      {"GET / HTTP/1.1\r\nHost: a\r\nX: caf\xc3\xa9\r\n\r\n",
       "complete GET / 1.1 keep-alive none size 37 [Host=a] [X=caf\xc3\xa9]"},
      {"GET / HTTP/1.1\r\nHost: [::1]:8080\r\nA!#$%&'*+-.^_`|~9: x\r\n\r\n",
       "complete GET / 1.1 keep-alive none size 58 [Host=[::1]:8080] [A!#$%&'*+-.^_`|~9=x]"},
      {"\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n", "complete GET / 1.1 keep-alive none size 31 [Host=a]"},
  };
  for (const Case& c : cases) EXPECT_EQ(parse_request(c.bytes), c.expected);
}

TEST(RequestHead, EveryPrefixIsIncomplete) {
  const std::string whole = "\r\nGET /index HTTP/1.1\r\nHost: example\r\nAccept: */*\r\n\r\n";
  for (size_t size = 0; size < whole.size(); ++size)
    EXPECT_EQ(parse_request(whole.substr(0, size)), "incomplete");
}

TEST(RequestHead, FramingIsDerived) {
  const std::vector<Case> cases{
      {"Content-Length: 0\r\n", "length 0"},
      {"content-length:42\r\n", "length 42"},
      {"Content-Length: 007\r\n", "length 7"},
      {"Content-Length: 5\r\nContent-Length: 5\r\n", "length 5"},
      {"Content-Length: 9223372036854775807\r\n", "length 9223372036854775807"},
      {"Transfer-Encoding: chunked\r\n", "chunked"},
      {"transfer-encoding:CHUNKED \r\n", "chunked"},
      {"", "none"},
      {"Content-Lengthy: 9\r\n", "none"},
  };
  for (const Case& c : cases) {
    RequestHead head;
    const std::string bytes = request_with(c.bytes);
    ASSERT_EQ(describe(parse_request_head(bytes, {}, head)), "complete") << bytes;
    EXPECT_EQ(describe(head.body), c.expected) << bytes;
    parse_request(bytes);
  }
}

// Each of these has been read in two ways by two servers somewhere.
TEST(RequestHead, WhatCouldSmuggleARequestIsRefused) {
  const std::vector<std::string> cases{
      "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n",
      "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n",
      "Transfer-Encoding: chunked\r\nContent-Length: 0\r\n",
      "Content-Length: 5\r\nContent-Length: 6\r\n",
      "Content-Length: 5\r\nContent-Length: 05\r\n",
      "Content-Length: 5, 5\r\n",
      "Content-Length: 5,\r\n",
      "Content-Length: +5\r\n",
      "Content-Length: -5\r\n",
      "Content-Length: 5 5\r\n",
      "Content-Length: 0x5\r\n",
      "Content-Length: 5.0\r\n",
      "Content-Length: 5e1\r\n",
      "Content-Length: \"5\"\r\n",
      "Content-Length:\r\n",
      "Content-Length: \xd9\xa5\r\n",
      "Content-Length: 9223372036854775808\r\n",
      "Content-Length: 18446744073709551616\r\n",
      "Content-Length: 18446744073709551621\r\n",
      "Content-Length: 100000000000000000000000000000005\r\n",
      "Content-Length : 5\r\n",
      "Content-Length\t: 5\r\n",
      "Content-Length\r\n",
      " Content-Length: 5\r\n",
      "Content-Length: 5\n",
      "Content-Length: 5\r\r\n",
      "Content-Length: 5\r\n\n",
      "Content-Length: 5\v\r\n",
      "Content-Length: \f5\r\n",
      std::string("Content-Length: 5\0\r\n", 20),
      "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n",
      "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n",
      "Transfer-Encoding: identity\r\n",
      "Transfer-Encoding: identity\r\nTransfer-Encoding: chunked\r\n",
      "Transfer-Encoding: chunked, identity\r\n",
      "Transfer-Encoding: gzip, chunked\r\n",
      "Transfer-Encoding: chunked, chunked\r\n",
      "Transfer-Encoding: chunked,\r\n",
      "Transfer-Encoding: ,chunked\r\n",
      "Transfer-Encoding: chunked;a=b\r\n",
      "Transfer-Encoding: \"chunked\"\r\n",
      "Transfer-Encoding: xchunked\r\n",
      "Transfer-Encoding: chunke\r\n",
      "Transfer-Encoding: chunked\v\r\n",
      "Transfer-Encoding: \x0b"
      "chunked\r\n",
      "Transfer-Encoding:\r\n",
      "Transfer-Encoding:\r\n chunked\r\n",
      "Transfer-Encoding:\n chunked\r\n",
      "Transfer-Encoding : chunked\r\n",
      " Transfer-Encoding: chunked\r\n",
      "\tTransfer-Encoding: chunked\r\n",
      "X: y\rTransfer-Encoding: chunked\r\n",
      "X: y\nTransfer-Encoding: chunked\r\n",
      "X: y\r\n Transfer-Encoding: chunked\r\n",
      "Transfer\xadncoding: chunked\r\n",
      "Transfer-Encoding\xc2\xa0: chunked\r\n",
      std::string("Transfer-Encoding\0: chunked\r\n", 29),
      ": chunked\r\n",
      "Host: b\r\n",
      "Host: a\r\n",
      "hOST:\r\n",
  };
  for (const std::string& lines : cases) EXPECT_EQ(parse_request(request_with(lines)), "malformed") << lines;
}

TEST(RequestHead, ChunkedInHttp10IsRefused) {
  EXPECT_EQ(parse_request("POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n"), "malformed");
}

TEST(RequestHead, MalformedLinesAreRefused) {
  const std::vector<std::string> cases{
      "GET / HTTP/1.1\nHost: a\n\n",
      "GET / HTTP/1.1\r\nHost: a\n\r\n",
      "\nGET / HTTP/1.1\r\nHost: a\r\n\r\n",
      "\r\rGET / HTTP/1.1\r\nHost: a\r\n\r\n",
      " GET / HTTP/1.1\r\nHost: a\r\n\r\n",
      "GET  / HTTP/1.1\r\nHost: a\r\n\r\n",
      "GET / HTTP/1.1 \r\nHost: a\r\n\r\n",
      "GET /  HTTP/1.1\r\nHost: a\r\n\r\n",
      "GET\t/\tHTTP/1.1\r\nHost: a\r\n\r\n",
      "GET / a HTTP/1.1\r\nHost: a\r\n\r\n",
      "GET /\r\n\r\n",
      "GET\r\n\r\n",
      "GET / \r\n\r\n",
      "GET  HTTP/1.1\r\nHost: a\r\n\r\n",
      "GET /#fragment HTTP/1.1\r\nHost: a\r\n\r\n",
      "GET /\xc3\xa9 HTTP/1.1\r\nHost: a\r\n\r\n",
      "GET /\x7f HTTP/1.1\r\nHost: a\r\n\r\n",
      std::string("GET /\0 HTTP/1.1\r\nHost: a\r\n\r\n", 28),
      "G(T / HTTP/1.1\r\nHost: a\r\n\r\n",
      "GET: / HTTP/1.1\r\nHost: a\r\n\r\n",
      "GET / http/1.1\r\nHost: a\r\n\r\n",
      "GET / HTTP/1\r\nHost: a\r\n\r\n",
      "GET / HTTP/1.10\r\nHost: a\r\n\r\n",
      "GET / HTTP/11.1\r\nHost: a\r\n\r\n",
      "GET / HTTP/1,1\r\nHost: a\r\n\r\n",
      "GET / HTTP 1.1\r\nHost: a\r\n\r\n",
      "GET / HTTPS/1.1\r\nHost: a\r\n\r\n",
      "GET / HTTP/1.1\r\nHost: a\r\nX\r\n\r\n",
      "GET / HTTP/1.1\r\nHost: a\r\nX y: z\r\n\r\n",
      "GET / HTTP/1.1\r\nHost: a\r\nX: \x01\r\n\r\n",
      "GET / HTTP/1.1\r\nHost: a\r\nX: a\x7f\r\n\r\n",
      "GET / HTTP/1.1\r\nHost: a\r\n: x\r\n\r\n",
      "GET / HTTP/1.1\r\n Host: a\r\n\r\n",
      "GET / HTTP/1.1\r\n\r\n",
      "HTTP/1.1 200 OK\r\nHost: a\r\n\r\n",
      "\x16\x03\x01\x02\x05\x01",
  };
  for (const std::string& bytes : cases) EXPECT_EQ(parse_request(bytes), "malformed") << bytes;
}

TEST(RequestHead, WrongBytesAreRefusedBeforeTheHeadIsComplete) {
  for (const std::string bytes :
       {"\x16", "{", "GET / HTTP/1.1\n", "GET / HTTP/1.1\r\nX: \x01", "\r\n\n", "GET /\rX"}) {
    EXPECT_EQ(parse_request(bytes), "malformed") << bytes;
  }
}

TEST(RequestHead, OtherVersionsAreNamedAsSuch) {
  for (const std::string version : {"HTTP/0.9", "HTTP/1.2", "HTTP/2.0", "HTTP/3.0", "HTTP/1.9"}) {
    EXPECT_EQ(parse_request("GET / " + version + "\r\nHost: a\r\n\r\n"), "version not served");
  }
  EXPECT_EQ(parse_request("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"), "version not served");
}

TEST(RequestHead, HostMustBeOneHost) {
  for (const std::string host :
       {"a", "A-1.example.", "127.0.0.1:8680", "[::1]", "[2001:db8::1]:443", "a:", "a_b", "%41"}) {
    EXPECT_TRUE(parse_request("GET / HTTP/1.1\r\nHost: " + host + "\r\n\r\n").starts_with("complete"))
        << host;
  }
  for (const std::string host :
       {"",     " ",  ":80",    "a b", "a,b",  "a/b", "user@a", "a:b",   "a:1:2", "a:123456",
        "[::1", "[]", "[::1]x", "::1", "a\\b", "a?b", "a#b",    "\"a\"", "<a>",   "\xc3\xa9"}) {
    EXPECT_EQ(parse_request("GET / HTTP/1.1\r\nHost: " + host + "\r\n\r\n"), "malformed") << host;
    EXPECT_EQ(parse_request("GET / HTTP/1.0\r\nHost: " + host + "\r\n\r\n"), "malformed") << host;
  }
}

TEST(RequestHead, KeepAliveFollowsVersionAndConnection) {
  struct {
    const char* version;
    const char* lines;
    bool keep_alive;
  } const cases[] = {
      {"1.1", "", true},
      {"1.1", "Connection: close\r\n", false},
      {"1.1", "Connection: CLOSE\r\n", false},
      {"1.1", "Connection: x, close ,y\r\n", false},
      {"1.1", "Connection: x\r\nConnection: close\r\n", false},
      {"1.1", "Connection: keep-alive\r\n", true},
      {"1.1", "Connection: keep-alive, close\r\n", false},
      {"1.1", "Connection: closed\r\n", true},
      {"1.1", "Connection:\r\n", true},
      {"1.1", "Connection: ,,\r\n", true},
      {"1.0", "", false},
      {"1.0", "Connection: keep-alive\r\n", true},
      {"1.0", "Connection: Keep-Alive, x\r\n", true},
      {"1.0", "Connection: keep-alive\r\nConnection: close\r\n", false},
  };
  for (const auto& c : cases) {
    const std::string bytes = std::string("GET / HTTP/") + c.version + "\r\nHost: a\r\n" + c.lines + "\r\n";
    RequestHead head;
    ASSERT_EQ(describe(parse_request_head(bytes, {}, head)), "complete");
    EXPECT_EQ(head.keep_alive, c.keep_alive) << bytes;
  }
}

TEST(RequestHead, ExpectationAndUpgradeAreSeenInHttp11Only) {
  struct {
    const char* version;
    const char* lines;
    bool expects_continue;
    bool upgrade;
  } const cases[] = {
      {"1.1", "Expect: 100-continue\r\n", true, false},
      {"1.1", "expect: 100-Continue\r\n", true, false},
      {"1.0", "Expect: 100-continue\r\n", false, false},
      {"1.1", "Expect: 100-continues\r\n", false, false},
      {"1.1", "Connection: Upgrade\r\nUpgrade: websocket\r\n", false, true},
      {"1.1", "Upgrade: websocket\r\nConnection: keep-alive, upgrade\r\n", false, true},
      {"1.1", "Upgrade: websocket\r\n", false, false},
      {"1.1", "Connection: upgrade\r\n", false, false},
      {"1.0", "Connection: Upgrade\r\nUpgrade: websocket\r\n", false, false},
  };
  for (const auto& c : cases) {
    const std::string bytes = std::string("GET / HTTP/") + c.version + "\r\nHost: a\r\n" + c.lines + "\r\n";
    RequestHead head;
    ASSERT_EQ(describe(parse_request_head(bytes, {}, head)), "complete");
    EXPECT_EQ(head.expects_continue, c.expects_continue) << bytes;
    EXPECT_EQ(head.upgrade, c.upgrade) << bytes;
  }
}

TEST(RequestHead, LimitsAreExact) {
  const std::string head = "GET /0123456789 HTTP/1.1\r\nHost: a\r\n\r\n";
  EXPECT_TRUE(parse_request(head, {.head_bytes_max = head.size()}).starts_with("complete"));
  EXPECT_EQ(parse_request(head, {.head_bytes_max = head.size() - 1}), "head too large");
  EXPECT_EQ(parse_request(head, {.head_bytes_max = 30}), "head too large");
  EXPECT_EQ(parse_request(head, {.head_bytes_max = 20}), "target too long");
  EXPECT_TRUE(parse_request(head, {.target_bytes_max = 11}).starts_with("complete"));
  EXPECT_EQ(parse_request(head, {.target_bytes_max = 10}), "target too long");
  for (size_t limit = 0; limit < head.size(); ++limit) {
    for (const std::string before : {"", "\r\n", "\r\n\r\n\r\n"}) {
      const std::string answer = parse_request(before + head, {.head_bytes_max = limit});
      EXPECT_TRUE(answer == "head too large" || answer == "target too long") << limit << answer;
    }
  }
}

TEST(RequestHead, HeadersAreCounted) {
  std::string lines;
  for (size_t i = 1; i < headers_max; ++i) lines += "X" + std::to_string(i) + ": y\r\n";
  const std::string fits = request_with(lines);
  RequestHead head;
  EXPECT_EQ(describe(parse_request_head(fits, {}, head)), "complete");
  EXPECT_EQ(head.headers().size(), headers_max);
  EXPECT_EQ(parse_request(request_with(lines + "One: more\r\n")), "head too large");
}

TEST(RequestHead, ObjectIsReusable) {
  RequestHead head;
  const std::string first =
      "POST /first HTTP/1.0\r\nHost: a\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n";
  const std::string second = "GET /second HTTP/1.1\r\nHost: b\r\n\r\n";
  ASSERT_EQ(describe(parse_request_head(first, {}, head)), "complete");
  ASSERT_EQ(describe(parse_request_head(second, {}, head)), "complete");
  EXPECT_EQ(describe(head), "GET /second 1.1 keep-alive none size 33 [Host=b]");
}

TEST(RequestHead, HeadersAreFoundInAnyCase) {
  RequestHead head;
  const std::string bytes = request_with("X-Acs-Action: A\r\nx-acs-action: B\r\nEmpty:\r\n");
  ASSERT_EQ(describe(parse_request_head(bytes, {}, head)), "complete");
  EXPECT_EQ(head.header("x-ACS-action"), "A");
  EXPECT_EQ(head.header("absent"), "");
  EXPECT_TRUE(head.has("empty"));
  EXPECT_FALSE(head.has("absent"));
}

TEST(ResponseHead, IsReadCompletely) {
  const std::vector<Case> cases{
      {"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n",
       "complete 200 'OK' 1.1 keep-alive length 3 size 38 [Content-Length=3]"},
      {"HTTP/1.1 404 Not  Found\t!\r\nContent-Length: 0\r\n\r\n",
       "complete 404 'Not  Found\t!' 1.1 keep-alive length 0 size 48 [Content-Length=0]"},
      {"HTTP/1.1 200 \r\nTransfer-Encoding: chunked\r\n\r\n",
       "complete 200 '' 1.1 keep-alive chunked size 45 [Transfer-Encoding=chunked]"},
      {"HTTP/1.1 200\r\nTransfer-Encoding: chunked\r\n\r\n",
       "complete 200 '' 1.1 keep-alive chunked size 44 [Transfer-Encoding=chunked]"},
      {"HTTP/1.1 200 OK\r\n\r\n", "complete 200 'OK' 1.1 close until close size 19"},
      {"HTTP/1.0 200 OK\r\nConnection: keep-alive\r\n\r\n",
       "complete 200 'OK' 1.0 close until close size 43 [Connection=keep-alive]"},
      {"HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nContent-Length: 1\r\n\r\n",
       "complete 200 'OK' 1.0 keep-alive length 1 size 62 [Connection=keep-alive] [Content-Length=1]"},
      {"HTTP/1.1 999 caf\xe9\r\nContent-Length: 0\r\n\r\n",
       "complete 999 'caf\xe9' 1.1 keep-alive length 0 size 40 [Content-Length=0]"},
  };
  for (const Case& c : cases) EXPECT_EQ(parse_response(c.bytes), c.expected);
}

TEST(ResponseHead, BodyFollowsStatusAndRequest) {
  struct {
    const char* status;
    const char* lines;
    bool answers_head;
    const char* body;
    bool keep_alive;
  } const cases[] = {
      {"200", "Content-Length: 9\r\n", true, "none", true},
      {"200", "Transfer-Encoding: chunked\r\n", true, "none", true},
      {"200", "", true, "none", true},
      {"304", "Content-Length: 9\r\n", false, "none", true},
      {"304", "Transfer-Encoding: chunked\r\n", false, "none", true},
      {"204", "", false, "none", true},
      {"204", "Content-Length: 0\r\n", false, "none", true},
      {"204", "Content-Length: 9\r\n", false, "none", false},
      {"204", "Transfer-Encoding: chunked\r\n", false, "none", false},
      {"100", "", false, "none", true},
      {"103", "Link: x\r\n", false, "none", true},
      {"101", "Connection: upgrade\r\nUpgrade: x\r\n", false, "none", false},
      {"500", "Connection: close\r\nContent-Length: 1\r\n", false, "length 1", false},
      {"200", "Connection: close\r\n", false, "until close", false},
      {"205", "", false, "until close", false},
  };
  for (const auto& c : cases) {
    ResponseHead head;
    const std::string bytes = std::string("HTTP/1.1 ") + c.status + " R\r\n" + c.lines + "\r\n";
    ASSERT_EQ(describe(parse_response_head(bytes, {}, c.answers_head, head)), "complete") << bytes;
    EXPECT_EQ(describe(head.body), c.body) << bytes;
    EXPECT_EQ(head.keep_alive, c.keep_alive) << bytes;
    parse_response(bytes, c.answers_head);
  }
}

TEST(ResponseHead, MalformedIsRefused) {
  const std::vector<std::string> cases{
      "HTTP/1.1 20 OK\r\n\r\n",
      "HTTP/1.1 2000 OK\r\n\r\n",
      "HTTP/1.1 099 OK\r\n\r\n",
      "HTTP/1.1 2x0 OK\r\n\r\n",
      "HTTP/1.1  200 OK\r\n\r\n",
      "HTTP/1.1\r\n\r\n",
      "HTTP/1.1 \r\n\r\n",
      "HTTP/1.1 200\tOK\r\n\r\n",
      "HTTP/1.1 200 O\x01K\r\n\r\n",
      "HTTP/1.1 200 OK\n\n",
      "\r\nHTTP/1.1 200 OK\r\n\r\n",
      "http/1.1 200 OK\r\n\r\n",
      "HTTP/x.1 200 OK\r\n\r\n",
      "SSH-2.0",
      "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
      "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n",
      "HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
      "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
      "HTTP/1.1 200 OK\r\n Folded: x\r\n\r\n",
      "HTTP/1.1 200 OK\r\nX : y\r\n\r\n",
  };
  for (const std::string& bytes : cases) EXPECT_EQ(parse_response(bytes), "malformed") << bytes;
  EXPECT_EQ(parse_response("HTTP/2.0 200 OK\r\n\r\n"), "version not served");
  EXPECT_EQ(parse_response("HTTP/1.1 200 OK\r\nX: y\r\n\r\n", false, {.head_bytes_max = 24}),
            "head too large");
}

TEST(ResponseHead, InterimAnswersAreSeparateHeads) {
  const std::string bytes = "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
  ResponseHead head;
  ASSERT_EQ(describe(parse_response_head(bytes, {}, false, head)), "complete");
  EXPECT_EQ(head.status, 100);
  const std::string_view rest = std::string_view(bytes).substr(head.size);
  ASSERT_EQ(describe(parse_response_head(rest, {}, false, head)), "complete");
  EXPECT_EQ(head.status, 200);
}

TEST(ListHeader, ElementsAreTrimmedAndEmptyOnesSkipped) {
  const auto elements = [](std::string_view list) {
    std::vector<std::string> all;
    for_each_element(list, [&all](std::string_view element) { all.emplace_back(element); });
    return all;
  };
  EXPECT_EQ(elements("a, b\t,,c ,"), (std::vector<std::string>{"a", "b", "c"}));
  EXPECT_EQ(elements(" \t, "), std::vector<std::string>{});
}

TEST(EqualIgnoringCase, FoldsLettersOnly) {
  EXPECT_TRUE(equal_ignoring_case("Content-LENGTH", "cONTENT-length"));
  EXPECT_FALSE(equal_ignoring_case("a", "ab"));
  EXPECT_FALSE(equal_ignoring_case("[", "{"));
  EXPECT_FALSE(equal_ignoring_case("@", "`"));
}

}  // namespace
}  // namespace sluice::http
