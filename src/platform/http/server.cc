#include "platform/http/server.h"

#include "platform/base/log.h"
#include "platform/http/server_connection.h"
#include "platform/io/listen.h"

namespace sluice::http {

int status_of(Refusal refusal) {
  switch (refusal) {
    case Refusal::Malformed:
      return 400;
    case Refusal::TargetTooLong:
      return 414;
    case Refusal::HeadTooLarge:
      return 431;
    case Refusal::BodyTooLarge:
      return 413;
    case Refusal::VersionNotServed:
      return 505;
    case Refusal::ExpectationFailed:
      return 417;
  }
  return 400;
}

void Responder::operator()(Response response) const {
  if (const auto connection = connection_.lock()) (*connection)->answer(std::move(response));
}

Server::Server(io::Loop& loop, base::UniqueFd listening, ServerOptions options, Handler handler,
               OnRefused on_refused)
    : loop_(loop),
      listening_(std::move(listening)),
      options_(options),
      handler_(std::move(handler)),
      on_refused_(std::move(on_refused)),
      drain_deadline_(loop,
                      [this] {
                        while (!connections_.empty()) remove(*connections_.begin()->first);
                      }),
      acceptor_(loop, listening_.get(), [this](base::UniqueFd socket, const base::Endpoint& peer) {
        accept(std::move(socket), peer);
      }) {}

Server::~Server() = default;

void Server::accept(base::UniqueFd socket, const base::Endpoint& peer) {
  size_t& from_here = connections_by_address_[peer.address.bits];
  if (connections_.size() >= options_.connections_max || from_here >= options_.connections_per_address_max) {
    base::log_warning("http.connection_refused",
                      {{"peer", base::format_endpoint(peer)}, {"connections", connections_.size()}});
    if (from_here == 0) connections_by_address_.erase(peer.address.bits);
    return;  // closes the socket
  }
  ++from_here;
  io::set_no_delay(socket.get());
  auto connection = std::make_unique<ServerConnection>(*this, loop_, std::move(socket), peer);
  ServerConnection* key = connection.get();
  connections_.emplace(key, std::move(connection));
}

void Server::remove(ServerConnection& connection) {
  const auto found = connections_.find(&connection);
  if (found == connections_.end()) return;
  const uint32_t address = connection.peer().address.bits;
  if (--connections_by_address_[address] == 0) connections_by_address_.erase(address);
  connection.detach();
  loop_.bury(std::move(found->second));
  connections_.erase(found);
  report_if_drained();
}

void Server::drain(base::Duration deadline, std::function<void()> on_drained) {
  draining_ = true;
  on_drained_ = std::move(on_drained);
  acceptor_.pause();
  std::vector<ServerConnection*> idle;
  for (const auto& [connection, owner] : connections_) {
    if (connection->idle()) idle.push_back(connection);
  }
  for (ServerConnection* connection : idle) remove(*connection);
  drain_deadline_.arm(deadline);
  report_if_drained();
}

void Server::report_if_drained() {
  if (!draining_ || !connections_.empty() || !on_drained_) return;
  drain_deadline_.disarm();
  loop_.post(std::exchange(on_drained_, nullptr));
}

}  // namespace sluice::http
