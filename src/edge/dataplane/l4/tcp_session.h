#pragma once
// One TCP connection: choose a backend, connect (another one if that fails), then a tunnel. While there is no
// backend the client's bytes stay in the kernel. A client for whom there is no backend is reset.
//
// A session of a stopped listener is closed at once; a draining process leaves it alone until its deadline.

#include <memory>

#include "edge/dataplane/l4/tunnel.h"
#include "edge/dataplane/session/attempts.h"
#include "edge/dataplane/session/service.h"
#include "platform/io/connector.h"

namespace sluice::l4 {

class TcpSession final : public session::Session, private TunnelOwner {
 public:
  TcpSession(session::Service& service, base::UniqueFd client)
      : Session(service), client_(std::move(client)) {}

  // After the service has adopted it.
  void start() { connect_next(session::Cause::NoBackend); }

  void on_listener_stopped() override { close(); }
  void on_drain() override {}
  void close() override;

 private:
  // `last_failure` is why the attempt before this one failed.
  void connect_next(session::Cause last_failure);
  void on_connected(base::Result<base::UniqueFd, int> result);
  void on_tunnel_end(TunnelEnd end) override;
  void fail(session::Cause cause);

  base::UniqueFd client_;  // until there is a tunnel
  session::Attempts attempts_;
  std::unique_ptr<io::Connector> connector_;
  std::unique_ptr<Tunnel> tunnel_;
};

}  // namespace sluice::l4
