#pragma once
// The client's end of an HTTP session: owned by the session, lent to the exchange that is under way.

#include <memory>
#include <string_view>

#include "edge/dataplane/l7/http_service.h"
#include "edge/dataplane/l7/limits.h"
#include "edge/dataplane/session/buffer_pool.h"
#include "platform/io/stream.h"

namespace sluice::l7 {

// Received bytes that are not used up: [begin, end) of a pooled buffer, which is held only while there are
// any or the request they came with may have to be sent again. begin >= head_room_bytes.
struct Input {
  session::Buffer buffer;
  size_t begin = 0;
  size_t end = 0;

  char* data() const { return buffer.data() + begin; }
  size_t size() const { return end - begin; }
  bool empty() const { return begin == end; }
  std::string_view view() const { return {data(), size()}; }
  std::span<char> room() const { return buffer.bytes().subspan(end); }
  // An empty buffer of that size.
  void renew(session::BufferPool& pool, session::BufferSize wanted) {
    const bool other =
        wanted == session::BufferSize::Large && buffer.size() < session::BufferPool::large_bytes;
    if (!buffer || other) {
      buffer.release();
      buffer = pool.take(wanted);
    }
    begin = end = head_room_bytes;
  }
};

struct ClientSide {
  ClientSide(HttpService& http_service, base::Ipv4 client_address, std::function<void()> on_timeout)
      : service(http_service), address(client_address), timer(http_service.loop(), std::move(on_timeout)) {}

  HttpService& service;
  const base::Ipv4 address;
  std::unique_ptr<io::Stream> stream;
  Input input;
  io::Timer timer;
  bool draining = false;  // no further request is taken after this one
};

}  // namespace sluice::l7
