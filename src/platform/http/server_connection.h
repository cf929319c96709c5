#pragma once
// One connection of a Server: reads a request, hands it over, writes the answer, and again.
//
//   Idle -> Head -> Body -> Handling -> Writing -> Idle, or Head if the next request is here already
//             \______\__________\_______> Writing -> Lingering -> closed      (refused, or the last answer)
//
// Its first byte tells whether it is TLS, where the server speaks it; from there on both kinds are alike.
//
// The deadline is armed on every change of phase; when it passes, the connection closes, except that a
// handler that has not answered is answered for.

#include <memory>
#include <optional>
#include <string>

#include "platform/http/body.h"
#include "platform/http/message_text.h"
#include "platform/http/server.h"
#include "platform/io/byte_stream.h"

namespace sluice::http {

class ServerConnection final : public io::Mortal, private io::StreamHandler {
 public:
  ServerConnection(Server& server, io::Loop& loop, base::UniqueFd socket, const base::Endpoint& peer);

  void answer(Response response);
  // Closes without an answer.
  void drop() { close(); }
  // Nothing of a request has arrived.
  bool unused() const { return phase_ == Phase::Idle || (phase_ == Phase::Head && in_.empty()); }
  const base::Endpoint& peer() const { return peer_; }
  // The server lets go: the socket closes, and nothing calls back any more.
  void detach();

 private:
  enum class Phase { Idle, Head, Body, Handling, Writing, Lingering };

  void on_readable() override;
  void on_read(ssize_t result) override;
  void on_write(ssize_t result) override;
  void on_deadline();

  void enter(Phase phase, base::Duration time);
  void await_request();
  void leave_idle();
  void read_more();
  void await_rest();
  // Accounts for that many bytes instead of those before; false if the server holds too much already.
  bool hold(size_t bytes);
  // For what there is of the request, which is refused if that is too much.
  bool hold_request();
  void let_go();
  void begin_tls(std::string_view received);
  // Goes as far as the bytes that are there allow.
  void advance();
  bool take_head();
  bool take_body();
  void dispatch();
  void refuse(Refusal refusal);
  void write(Response response, AfterAnswer after);
  void send_answer();
  void close();

  Server& server_;
  io::Loop& loop_;
  const base::Endpoint peer_;
  std::unique_ptr<io::ByteStream> stream_;
  io::Timer deadline_;
  Phase phase_ = Phase::Idle;
  bool begun_ = false;  // its first byte is here
  bool over_tls_ = false;
  bool writing_continue_ = false;  // a 100 (Continue) is under way while the body is read
  size_t requests_ = 0;
  size_t held_bytes_ = 0;  // of the request, as the server counts them
  std::optional<std::list<ServerConnection*>::iterator> idle_place_;  // among the server's, in Phase::Idle
  size_t lingered_bytes_ = 0;

  std::string in_;          // received and not consumed
  size_t head_bytes_ = 0;   // of request_
  size_t scanned_ = 0;      // how far in_ was searched for the end of a head
  std::string read_block_;  // where the read that is under way puts its bytes; empty while idle, like in_
  Request request_;
  BodyReader body_;
  bool keep_alive_ = true;
  bool answers_head_ = false;  // the answer to a HEAD request has no body
  std::shared_ptr<ServerConnection*>
      exchange_;  // of the request that is handled: what its Responder holds on to
  std::string out_head_;
  Response out_;  // its content is what follows the head
  AfterAnswer after_answer_ = AfterAnswer::KeepAlive;
};

}  // namespace sluice::http
