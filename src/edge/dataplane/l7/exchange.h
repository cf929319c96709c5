#pragma once
// One request and its response, from the moment the request's head is complete.
//
//                  request half                                   response half
//   client  ->  [ head, first of the body ]  ->  backend  ->  [ head, first of the body ]  ->  client
//               then body, a buffer at a time                 then body, a buffer at a time
//
// The halves run side by side: a response may begin, and end, while its request is still being sent. Each
// half holds one buffer and reads again only after everything in it was written, so a slow receiver slows the
// sender down. Bodies pass through in their own framing; what belongs to them is followed byte by byte.
//
// Trying again, which the client never notices:
//   - while no backend is connected: another backend, session::connect_attempts_max in all, whatever the
//   method;
//   - a pooled connection that ends before any byte of a response: once, on a fresh connection to the same
//   backend, if
//     the request is idempotent (RFC 9110 section 9.2.2: a proxy must not repeat the others, as the backend
//     may have acted on them) and still whole in its buffer.
//
// A response that is complete before its request: the rest of the request is not forwarded, and the client's
// connection is closed in an orderly way after the response, which says so.

#include <memory>
#include <string>

#include "edge/dataplane/l4/tunnel.h"
#include "edge/dataplane/l7/client_side.h"
#include "edge/dataplane/session/attempts.h"
#include "edge/dataplane/session/error.h"
#include "edge/dataplane/session/stall.h"
#include "platform/http/body.h"
#include "platform/io/connector.h"

namespace sluice::l7 {

// Each call ends the exchange, which may be destroyed inside.
class ExchangeOwner {
 public:
  // The response has been handed over completely.
  virtual void on_exchange_done(bool keep_alive) = 0;
  virtual void on_exchange_failed(session::Error error) = 0;
  // The backend has agreed to another protocol (101); the response is in `to_client`.
  virtual void on_exchange_tunnel(std::unique_ptr<io::Stream> backend, l4::Pending to_backend,
                                  l4::Pending to_client) = 0;

 protected:
  ~ExchangeOwner() = default;
};

class Exchange final : private io::StreamHandler {
 public:
  Exchange(ClientSide& client, ExchangeOwner& owner) : client_(client), owner_(owner) {}

  // The head that stands at the beginning of the client's input has been parsed into the service's
  // scratch.request. The owner may be called inside.
  void start();

  // What happens at the client's socket and timer while the exchange is under way.
  void on_client_readable();
  void on_client_read(ssize_t result);
  void on_client_write(ssize_t result);
  void on_timeout();

  // All of the request has been taken from the client; another one may follow it.
  bool request_complete() const { return request_body_.done(); }
  bool client_keeps_alive() const { return request_.keep_alive; }
  bool answers_head_request() const { return request_.head; }

 private:
  // What has to be known of the request once its head is rewritten.
  struct Request {
    bool head = false;  // the method is HEAD
    bool idempotent = false;
    bool http10 = false;
    bool keep_alive = false;
    bool tunnel = false;
  };

  // exchange.cc
  void connect_next(session::Cause last_failure);
  void dial(const base::Endpoint& backend);
  void on_connected(const base::Endpoint& backend, base::Result<base::UniqueFd, int> result);
  void release_upstream();
  void finish();
  void fail(session::Cause cause);
  io::Stream& upstream() { return upstream_->stream(); }
  HttpService& service() { return client_.service; }

  // exchange_request.cc
  void send_message();
  void on_write(ssize_t result) override;
  bool may_replay() const;
  void replay();
  void release_input();

  // exchange_response.cc
  void on_readable() override;
  void on_read(ssize_t result) override;
  void on_upstream_end(ssize_t result);
  void read_heads();
  bool pass_interim();
  void pass_final();
  void pass_body();
  void send_to_client(std::span<const iovec> parts);
  void open_tunnel();
  char* response_data() { return response_.data() + response_begin_; }
  size_t response_size() const { return response_end_ - response_begin_; }

  ClientSide& client_;
  ExchangeOwner& owner_;
  Request request_;

  // Towards the backend.
  session::Attempts attempts_;
  std::unique_ptr<io::Connector> connector_;
  std::unique_ptr<UpstreamConnection> upstream_;
  bool reused_ = false;           // it came from the pool
  bool replayed_ = false;         // a fresh connection replaced it
  bool whole_in_buffer_ = true;   // everything read of the request is still in the client's input buffer
  bool request_sent_ = false;     // all of it
  bool request_refused_ = false;  // the backend stopped taking it; its answer may still come
  std::string_view message_;      // what is being written: in the client's input buffer
  http::BodyReader request_body_;
  session::BufferSizer request_sizer_;
  session::StallWatch to_backend_;

  // Towards the client.
  session::Buffer response_;
  size_t response_begin_ = 0;
  size_t response_end_ = 0;
  size_t response_scanned_ = 0;
  int interim_responses_ = 0;
  bool response_started_ = false;  // the backend has said something
  bool final_head_ = false;        // the final response's head has been passed on
  bool close_client_ = false;
  bool upstream_reusable_ = false;
  bool unchunk_ = false;
  std::string unchunked_;  // payload on its way to an HTTP/1.0 client
  http::BodyReader response_body_;
  session::BufferSizer response_sizer_;
  session::StallWatch to_client_;
};

}  // namespace sluice::l7
