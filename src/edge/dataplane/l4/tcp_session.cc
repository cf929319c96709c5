#include "edge/dataplane/l4/tcp_session.h"

#include <sys/socket.h>

#include "edge/dataplane/l4/tcp_service.h"
#include "platform/io/listen.h"

namespace sluice::l4 {

void TcpService::accept(base::UniqueFd client, const base::Endpoint&) {
  auto session = std::make_unique<TcpSession>(*this, std::move(client));
  TcpSession& started = *session;
  adopt(std::move(session));
  started.start();
}

void TcpSession::connect_next(session::Cause last_failure) {
  const auto backend = attempts_.next(service_);
  if (!backend) return fail(last_failure);
  connector_ = std::make_unique<io::Connector>(
      service_.loop(), *backend, session::connect_timeout,
      [this](base::Result<base::UniqueFd, int> result) { on_connected(std::move(result)); });
}

void TcpSession::on_connected(base::Result<base::UniqueFd, int> result) {
  connector_.reset();
  if (!result) {
    const session::Cause cause = session::cause_of_connect_error(result.error());
    return cause == session::Cause::NodeExhausted ? fail(cause) : connect_next(cause);
  }
  service_.counters().backend_connects.add();
  io::set_no_delay(result->get());
  tunnel_ =
      std::make_unique<Tunnel>(service_, std::chrono::seconds(service_.settings().established_timeout_s),
                               static_cast<TunnelOwner&>(*this));
  tunnel_->start(std::move(client_), *std::move(result));
}

void TcpSession::fail(session::Cause cause) {
  service_.count({.cause = cause});
  const linger reset{.l_onoff = 1, .l_linger = 0};
  ::setsockopt(client_.get(), SOL_SOCKET, SO_LINGER, &reset, sizeof reset);
  close();
}

void TcpSession::on_tunnel_end(TunnelEnd end_of_tunnel) {
  if (end_of_tunnel == TunnelEnd::ClientReset) service_.count({.cause = session::Cause::ClientGone});
  if (end_of_tunnel == TunnelEnd::BackendReset) service_.count({.cause = session::Cause::BackendBroken});
  end();
}

void TcpSession::close() {
  connector_.reset();
  client_.reset();
  if (tunnel_ != nullptr) tunnel_->close();
  end();
}

}  // namespace sluice::l4
