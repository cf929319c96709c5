#pragma once
// One client connection of an HTTP listener.
//
//   Idle ----> Head ----> Exchange ----> Idle ...          requests one after the other; pipelined ones wait
//   in the
//    |          |           |    \                          input buffer, unread ones in the kernel
//    |          v           v     v
//    |        Answer <-------   Tunnel                      Answer: an error response of our own
//    |          |
//    v          v
//   closed <- Linger                                        the answer is out; what the client still sends is
//   dropped
//
// An idle connection holds no buffer. Idle for the listener's idle_timeout_s: closed without a word. A head
// that does not arrive in time: 408. A stopped listener or a draining process lets the running exchange
// finish and says "Connection: close" in its response; tunnels end with their listener and are left alone by
// a drain.

#include <memory>

#include "edge/dataplane/l4/tunnel.h"
#include "edge/dataplane/l7/client_side.h"
#include "edge/dataplane/l7/exchange.h"

namespace sluice::l7 {

class HttpSession final : public session::Session,
                          private io::StreamHandler,
                          private ExchangeOwner,
                          private l4::TunnelOwner {
 public:
  HttpSession(HttpService& service, base::UniqueFd client, base::Ipv4 address);

  // After the service has adopted it.
  void start();

  void on_listener_stopped() override;
  void on_drain() override;
  void close() override;

 private:
  enum class State : uint8_t { Idle, Head, Exchange, Answer, Linger, Tunnel };

  void on_readable() override;
  void on_read(ssize_t result) override;
  void on_write(ssize_t result) override;
  void on_timeout();

  void on_exchange_done(bool keep_alive) override;
  void on_exchange_failed(session::Error error) override;
  void on_exchange_tunnel(std::unique_ptr<io::Stream> backend, l4::Pending to_backend,
                          l4::Pending to_client) override;
  void on_tunnel_end(l4::TunnelEnd end) override;

  void parse_head();
  void next_request();
  void answer(session::Cause cause, bool to_head_request, bool keep_alive);
  void linger();
  void on_lingering_read(ssize_t result);

  ClientSide client_;
  std::unique_ptr<Exchange> exchange_;  // in State::Exchange
  std::unique_ptr<l4::Tunnel> tunnel_;  // in State::Tunnel
  session::StallWatch to_client_;       // in State::Answer
  uint64_t linger_bytes_ = 0;
  size_t scanned_ = 0;  // of an incomplete head
  State state_ = State::Idle;
  bool answer_keeps_alive_ = false;
};

}  // namespace sluice::l7
