#pragma once
// One connection of a Server: reads a request, hands it over, writes the answer, and again.
//
//   Idle -> Head -> Body -> Handling -> Writing -> Idle
//             \______\________________________-> Writing -> Lingering -> closed      (refused)

#include <memory>
#include <string>

#include "platform/http/body.h"
#include "platform/http/server.h"
#include "platform/io/stream.h"

namespace sluice::http {

class ServerConnection final : public io::Mortal, private io::StreamHandler {
 public:
  ServerConnection(Server& server, io::Loop& loop, base::UniqueFd socket, const base::Endpoint& peer);

  void answer(Response response);
  bool idle() const { return phase_ == Phase::Idle; }
  const base::Endpoint& peer() const { return peer_; }
  // The server has let go: nothing may be sent to it from here on.
  void detach();

 private:
  enum class Phase { Idle, Head, Body, Handling, Writing, Lingering };

  void on_readable() override;
  void on_read(ssize_t result) override;
  void on_write(ssize_t result) override;

  void await_request();
  void read_more();
  // Goes as far as the bytes that are there allow.
  void advance();
  bool take_head();
  bool take_body();
  void dispatch();
  void refuse(Refusal refusal);
  void write(const Response& response, bool keep_alive);
  void finish_write();
  void close();

  Server& server_;
  io::Loop& loop_;
  const base::Endpoint peer_;
  io::Stream stream_;
  io::Timer deadline_;
  std::shared_ptr<ServerConnection*> self_;  // what Responders hold on to
  Phase phase_ = Phase::Idle;
  bool writing_continue_ = false;  // a 100 (Continue) is under way while the body is read
  bool close_after_write_ = false;
  bool linger_after_write_ = false;
  size_t requests_ = 0;
  size_t lingered_bytes_ = 0;

  std::string in_;          // received and not consumed; empty while idle
  size_t scanned_ = 0;      // how far in_ was searched for the end of a head
  std::string read_block_;  // where the read that is under way puts its bytes
  Request request_;
  BodyReader body_;
  bool keep_alive_ = true;
  bool wants_body_in_answer_ = true;  // not for HEAD
  std::string out_head_, out_body_;
};

}  // namespace sluice::http
