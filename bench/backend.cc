// The server behind the proxies that are compared: answers every request that arrives on a connection with
// one fixed response, as cheaply as possible. Requests are recognised by their empty line, so they must have
// no body.
//
//   backend ADDRESS:PORT [BODY_BYTES]

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <unordered_map>

#include "platform/base/clock.h"
#include "platform/base/ip.h"
#include "platform/io/acceptor.h"
#include "platform/io/listen.h"
#include "platform/io/stream.h"

namespace {

using namespace sluice;

class Connection;

struct Server {
  io::Loop& loop;
  const std::string response;
  std::unordered_map<Connection*, std::unique_ptr<Connection>> connections;
};

class Connection final : public io::StreamHandler {
 public:
  Connection(Server& server, base::UniqueFd socket)
      : server_(server), stream_(server.loop, std::move(socket), *this) {
    stream_.read(buffer_);
  }

 private:
  void on_read(ssize_t result) override {
    if (result <= 0) return close();
    owed_ += ends_in({buffer_, static_cast<size_t>(result)});
    if (owed_ == 0) return stream_.read(buffer_);
    answer();
  }

  void on_write(ssize_t result) override {
    if (result < 0) return close();
    if (owed_ > 0) return answer();
    stream_.read(buffer_);
  }

  void answer() {
    --owed_;
    const iovec part{const_cast<char*>(server_.response.data()), server_.response.size()};
    stream_.write({&part, 1});
  }

  void close() { server_.connections.erase(this); }

  // Empty lines that end in these bytes; one may have begun in the bytes before.
  int ends_in(std::string_view bytes) {
    int ends = 0;
    for (const char c : bytes) {
      const bool expected = c == "\r\n\r\n"[matched_];
      matched_ = expected ? matched_ + 1 : (c == '\r' ? 1 : 0);
      if (matched_ < 4) continue;
      matched_ = 0;
      ++ends;
    }
    return ends;
  }

  Server& server_;
  io::Stream stream_;
  int owed_ = 0;     // responses
  int matched_ = 0;  // bytes of an empty line seen at the end
  char buffer_[4096];
};

}  // namespace

int main(int argc, char** argv) {
  const auto endpoint = argc < 2 ? std::nullopt : base::parse_endpoint(argv[1]);
  const size_t body_bytes = argc < 3 ? 1024 : std::strtoull(argv[2], nullptr, 10);
  if (!endpoint) {
    std::fputs("usage: backend ADDRESS:PORT [BODY_BYTES]\n", stderr);
    return 2;
  }
  std::signal(SIGPIPE, SIG_IGN);
  const auto socket = io::listen_tcp(*endpoint);
  if (!socket) {
    std::fprintf(stderr, "backend: cannot listen on %s: errno %d\n", argv[1], socket.error());
    return 1;
  }
  io::set_no_delay(socket->get());
  const base::SystemClock clock;
  io::Loop loop(clock);
  Server server{loop,
                "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: " +
                    std::to_string(body_bytes) + "\r\n\r\n" + std::string(body_bytes, 'x'),
                {}};
  io::Acceptor acceptor(loop, socket->get(), [&server](base::UniqueFd client, const base::Endpoint&) {
    auto connection = std::make_unique<Connection>(server, std::move(client));
    server.connections.emplace(connection.get(), std::move(connection));
  });
  loop.run();
}
