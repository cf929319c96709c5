#pragma once
// An HTTP/1.1 server for whole requests (RFC 9112), on one loop, over TLS or not. A handler gets a complete
// request and answers it now or later, once; requests of one connection are answered one at a time, in order.
// Targets and methods are the handler's business, and so is an Upgrade, which may be ignored.
//
// Every wait and every buffer has a bound below. What is beyond them, or cannot be read, goes to
// `on_refused`, whose answer is sent before the connection closes; a client that is only slow or gone is
// closed without a word. Before a connection closes, the client gets the chance to read the last answer (RFC
// 9112 section 9.6).

#include <chrono>
#include <functional>
#include <list>
#include <memory>
#include <optional>
#include <unordered_map>
#include <unordered_set>

#include "platform/base/unique_fd.h"
#include "platform/http/message.h"
#include "platform/io/acceptor.h"
#include "platform/io/loop.h"
#include "platform/tls/context.h"
#include "platform/tls/handshakes.h"

namespace sluice::http {

class ServerConnection;

struct ServerOptions {
  size_t head_bytes_max = 64 * 1024;  // API calls carry all their parameters in the target
  size_t target_bytes_max = 60 * 1024;
  size_t body_bytes_max = 128 * 1024;
  size_t connections_max = 12'000;  // beyond it the one that has been idle longest makes room
  size_t connections_per_address_max = 1024;
  // Of requests from their first byte on, and of their answers until clients have taken them, all together.
  // What an answer has up to answer_bytes_unheld is free, so that a refusal can always be sent.
  size_t held_bytes_max = 64 * 1024 * 1024;
  // Of these, those of one address: it alone must not be able to keep all others from being answered.
  size_t held_bytes_per_address_max = 16 * 1024 * 1024;
  size_t answer_bytes_unheld = 4 * 1024;
  // What the kernel may buffer of an answer, which would otherwise grow to megabytes for each that nobody
  // reads.
  int send_buffer_bytes = 32 * 1024;
  size_t requests_per_connection_max = 100'000;
  base::Duration header_timeout =
      std::chrono::seconds(10);  // a whole head, from its first byte, handshake included
  base::Duration body_timeout = std::chrono::seconds(30);      // a whole body
  base::Duration handler_timeout = std::chrono::seconds(120);  // until the handler answers
  base::Duration idle_timeout = std::chrono::seconds(30);   // between requests; clients expect at least 25 s
  base::Duration write_timeout = std::chrono::seconds(30);  // a whole answer
  base::Duration linger_timeout =
      std::chrono::seconds(2);  // reading on after the last answer, so that it arrives
  size_t linger_bytes_max = 256 * 1024;
  // New connections are still accepted while draining, one request each (Request::is_late), so that whoever
  // asks can be told. They hold nothing up: the draining is over when those that came before are gone.
  bool accepts_while_draining = false;
};

// How often a bound was met, since the start.
struct ServerCounters {
  uint64_t connections = 0;
  uint64_t connections_refused = 0;  // more than connections_per_address_max
  uint64_t idle_closed = 0;          // connections_max reached: an idle one made room
  uint64_t accepting_paused = 0;     // connections_max reached, and none was idle
  uint64_t requests = 0;
  uint64_t requests_refused = 0;  // went to on_refused
  uint64_t answers_dropped = 0;   // larger than what may still be held: the connection was closed
  uint64_t timeouts = 0;          // of a head, a body or an answer; not of idle connections
  uint64_t tls_failures = 0;      // no common version or cipher, or what is no TLS after its first byte
};

// Answers one request, on the loop. What comes after the first answer, or when the connection is gone, is
// dropped. May be copied and destroyed anywhere.
class Responder {
 public:
  explicit Responder(std::weak_ptr<ServerConnection*> exchange) : exchange_(std::move(exchange)) {}
  void operator()(Response response) const;
  // Closes the connection without an answer.
  void drop() const;

 private:
  std::weak_ptr<ServerConnection*> exchange_;
};

enum class Refusal {
  Malformed,
  TargetTooLong,
  HeadTooLarge,
  BodyTooLarge,
  VersionNotServed,
  ExpectationFailed,
  Overloaded,  // held_bytes_max or held_bytes_per_address_max is reached
  NotAnswered  // the handler let handler_timeout pass
};
// 400, 414, 431, 413, 505, 417, 503, 500
int status_of(Refusal refusal);

class Server {
 public:
  using Handler = std::function<void(Request, Responder)>;
  // With the request as far as it was read: without a target where its head could not be, or was handed on.
  using OnRefused = std::function<Response(Refusal, const Request&)>;

  // Takes over a listening socket. Not to be destroyed inside its handler.
  Server(io::Loop& loop, base::UniqueFd listening, ServerOptions options, Handler handler,
         OnRefused on_refused);
  ~Server();

  // From here on, a new connection whose first byte begins a handshake speaks TLS with this context. Others
  // stay plain: Request::over_tls tells the handler. Called again, it replaces the context.
  void serve_tls(std::shared_ptr<const tls::ServerContext> context) { tls_ = std::move(context); }

  // Closes the listening socket (see accepts_while_draining) and idle connections, lets running requests
  // finish, and closes what is left after `deadline`. `on_drained` is called once, in a later step of the
  // loop. Draining again only replaces the two.
  void drain(base::Duration deadline, std::function<void()> on_drained);

  size_t connections() const { return connections_.size(); }
  bool draining() const { return draining_; }
  const ServerOptions& options() const { return options_; }
  const ServerCounters& counters() const { return counters_; }
  size_t held_bytes() const { return held_bytes_; }

 private:
  friend class ServerConnection;
  // What comes from one address.
  struct Share {
    size_t connections = 0;
    size_t held_bytes = 0;
  };
  void accept(base::UniqueFd socket, const base::Endpoint& peer);
  void report_refused_connection(const base::Endpoint& peer);
  void remove(ServerConnection& connection);
  void close_all();
  void stop_accepting();
  void report_if_drained();
  bool is_late(ServerConnection* connection) const { return late_.contains(connection); }
  std::list<ServerConnection*>::iterator became_idle(ServerConnection& connection);
  // False if the bytes are not to be had; giving back always goes.
  bool change_held(const base::Endpoint& peer, size_t from, size_t to);

  io::Loop& loop_;
  base::UniqueFd listening_;
  const ServerOptions options_;
  const Handler handler_;
  const OnRefused on_refused_;
  std::shared_ptr<const tls::ServerContext> tls_;  // none: every connection is plain
  tls::Handshakes handshakes_;
  ServerCounters counters_;
  bool draining_ = false;
  std::function<void()> on_drained_;
  io::Timer drain_deadline_;
  std::optional<base::MonotonicTime> refusal_reported_at_;
  std::unordered_map<uint32_t, Share> by_address_;  // of those that have a connection
  std::unordered_map<ServerConnection*, std::unique_ptr<ServerConnection>> connections_;
  std::list<ServerConnection*> idle_;           // longest idle first
  std::unordered_set<ServerConnection*> late_;  // accepted while draining
  size_t held_bytes_ = 0;
  std::optional<io::Acceptor> acceptor_;  // none while draining
};

}  // namespace sluice::http
