// Whatever head the parser lets through, what is forwarded must mean the same to the next parser: one
// message, the same length, no header that was to stay here.

#include <cstdlib>
#include <cstring>

#include "edge/dataplane/l7/forwarded_head.h"
#include "edge/dataplane/l7/limits.h"

namespace {

using namespace sluice;

void require(bool holds) {
  if (!holds) std::abort();
}

// What rewriting adds may bring a head over the parser's bound of headers, which this test cannot read then.
constexpr size_t headers_added_max = 3;

bool same(const http::Body& a, const http::Body& b) {
  return a.kind == b.kind && a.length == b.length;
}

void check_request(std::string& buffer, bool append_forwarded) {
  l7::Scratch scratch;
  char* const received = buffer.data() + l7::head_room_bytes;
  const std::string_view text = std::string_view(buffer).substr(l7::head_room_bytes);
  if (http::parse_request_head(text, l7::head_limits, scratch.request).state !=
      http::HeadResult::State::Complete)
    return;
  if (scratch.request.count + headers_added_max > http::headers_max) return;
  const http::Body body = scratch.request.body;
  const std::string method(scratch.request.method);
  const std::string target(scratch.request.target);
  char* const end = received + scratch.request.size;
  const bool tunnel = l7::asks_for_tunnel(scratch.request);
  char* const begin = l7::rewrite_request(received, scratch,
                                          {.tunnel = tunnel,
                                           .append_forwarded = append_forwarded,
                                           .client = base::Ipv4{0xc6336407},
                                           .host = {base::Ipv4{0x7f4d0001}, 65535}});
  require(begin >= buffer.data());
  const std::string forwarded(begin, static_cast<size_t>(end - begin));
  http::RequestHead again;
  require(http::parse_request_head(forwarded, {.head_bytes_max = 1 << 20, .target_bytes_max = 1 << 20}, again)
              .state == http::HeadResult::State::Complete);
  require(again.size == forwarded.size());
  require(again.minor_version == 1);
  require(again.method == method && again.target == target);
  require(same(again.body, body));
  require(again.has("Host"));
  require(again.upgrade == tunnel);
  require(again.has("Connection") == tunnel);
  for (const char* name : {"Keep-Alive", "Proxy-Connection", "TE"}) require(!again.has(name));
  if (append_forwarded) require(again.has("X-Forwarded-For"));
}

void check_response(std::string& buffer, const l7::ResponseRewrite& what, bool answers_head) {
  l7::Scratch scratch;
  char* const received = buffer.data() + l7::head_room_bytes;
  const std::string_view text = std::string_view(buffer).substr(l7::head_room_bytes);
  if (http::parse_response_head(text, l7::head_limits, answers_head, scratch.response).state !=
      http::HeadResult::State::Complete)
    return;
  if (scratch.response.count + headers_added_max > http::headers_max) return;
  const http::Body body = scratch.response.body;
  const int status = scratch.response.status;
  char* const end = received + scratch.response.size;
  char* const begin = l7::rewrite_response(received, scratch, what);
  require(begin >= buffer.data());
  const std::string forwarded(begin, static_cast<size_t>(end - begin));
  http::ResponseHead again;
  require(http::parse_response_head(forwarded, {.head_bytes_max = 1 << 20, .target_bytes_max = 1 << 20},
                                    answers_head, again)
              .state == http::HeadResult::State::Complete);
  require(again.size == forwarded.size());
  require(again.status == status);
  require(what.unchunked || same(again.body, body));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size == 0 || size > session::BufferPool::small_bytes - l7::head_room_bytes) return 0;
  const uint8_t choice = data[0];
  const std::string input =
      std::string(l7::head_room_bytes, '#') + std::string(reinterpret_cast<const char*>(data + 1), size - 1);
  std::string buffer = input;
  check_request(buffer, (choice & 1) != 0);
  buffer = input;
  const l7::ResponseRewrite what{.connection = static_cast<l7::ClientConnection>((choice >> 1) % 3),
                                 .tunnel = (choice & 8) != 0,
                                 .unchunked = (choice & 16) != 0};
  check_response(buffer, what, (choice & 32) != 0);
  return 0;
}
