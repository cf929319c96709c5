#include "platform/http/server.h"

#include <utility>
#include <vector>

#include "platform/base/log.h"
#include "platform/http/server_connection.h"
#include "platform/io/listen.h"

namespace sluice::http {
namespace {

// A flood of connections must not become a flood of log lines.
constexpr base::Duration refusal_report_interval = std::chrono::seconds(1);

}  // namespace

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
    case Refusal::Overloaded:
      return 503;
    case Refusal::NotAnswered:
      return 500;
  }
  return 400;
}

void Responder::operator()(Response response) const {
  if (const auto exchange = exchange_.lock()) (*exchange)->answer(std::move(response));
}

void Responder::drop() const {
  if (const auto exchange = exchange_.lock()) (*exchange)->drop();
}

Server::Server(io::Loop& loop, base::UniqueFd listening, ServerOptions options, Handler handler,
               OnRefused on_refused)
    : loop_(loop),
      listening_(std::move(listening)),
      options_(options),
      handler_(std::move(handler)),
      on_refused_(std::move(on_refused)),
      handshakes_(loop),
      drain_deadline_(loop, [this] { close_all(); }) {
  acceptor_.emplace(loop, listening_.get(), [this](base::UniqueFd socket, const base::Endpoint& peer) {
    accept(std::move(socket), peer);
  });
}

Server::~Server() = default;

void Server::accept(base::UniqueFd socket, const base::Endpoint& peer) {
  size_t& from_here = by_address_[peer.address.bits].connections;
  if (from_here >= options_.connections_per_address_max) return report_refused_connection(peer);
  ++from_here;
  ++counters_.connections;
  while (connections_.size() + 1 >= options_.connections_max && !idle_.empty()) {
    ++counters_.idle_closed;
    remove(*idle_.front());
  }
  io::set_no_delay(socket.get());
  io::set_send_buffer(socket.get(), options_.send_buffer_bytes);
  auto connection = std::make_unique<ServerConnection>(*this, loop_, std::move(socket), peer);
  ServerConnection* key = connection.get();
  connections_.emplace(key, std::move(connection));
  if (draining_) late_.insert(key);
  if (connections_.size() < options_.connections_max) return;
  // Those who come now wait in the kernel's queue for somebody to leave or to become idle.
  ++counters_.accepting_paused;
  acceptor_->pause();
}

std::list<ServerConnection*>::iterator Server::became_idle(ServerConnection& connection) {
  // Whoever waits in the kernel's queue may take its place.
  if (acceptor_ && connections_.size() >= options_.connections_max) acceptor_->resume();
  return idle_.insert(idle_.end(), &connection);
}

bool Server::change_held(const base::Endpoint& peer, size_t from, size_t to) {
  Share& share = by_address_.at(peer.address.bits);
  const bool is_too_much = held_bytes_ - from + to > options_.held_bytes_max ||
                           share.held_bytes - from + to > options_.held_bytes_per_address_max;
  if (to > from && is_too_much) return false;
  held_bytes_ += to - from;
  share.held_bytes += to - from;
  return true;
}

// Nothing is answered: whoever opens that many connections does not read.
void Server::report_refused_connection(const base::Endpoint& peer) {
  ++counters_.connections_refused;
  if (refusal_reported_at_ && loop_.now() - *refusal_reported_at_ < refusal_report_interval) return;
  refusal_reported_at_ = loop_.now();
  base::log_warning("http.connection_refused", {{"peer", base::format_endpoint(peer)},
                                                {"refused_so_far", counters_.connections_refused}});
}

void Server::remove(ServerConnection& connection) {
  const auto found = connections_.find(&connection);
  if (found == connections_.end()) return;
  connection.detach();
  const auto from_there = by_address_.find(connection.peer().address.bits);
  if (--from_there->second.connections == 0) by_address_.erase(from_there);
  loop_.bury(std::move(found->second));
  connections_.erase(found);
  late_.erase(&connection);
  if (acceptor_ && connections_.size() + 1 == options_.connections_max) acceptor_->resume();
  report_if_drained();
}

void Server::close_all() {
  while (!connections_.empty()) remove(*connections_.begin()->first);
}

void Server::drain(base::Duration deadline, std::function<void()> on_drained) {
  draining_ = true;
  on_drained_ = std::move(on_drained);
  if (!options_.accepts_while_draining) stop_accepting();
  std::vector<ServerConnection*> unused;
  for (const auto& [connection, owner] : connections_) {
    if (connection->unused() && !is_late(connection)) unused.push_back(connection);
  }
  drain_deadline_.arm(deadline);
  for (ServerConnection* connection : unused) remove(*connection);
  report_if_drained();
}

void Server::stop_accepting() {
  acceptor_.reset();
  listening_.reset();
}

void Server::report_if_drained() {
  if (!draining_ || connections_.size() > late_.size() || !on_drained_) return;
  drain_deadline_.disarm();
  loop_.post(std::exchange(on_drained_, nullptr));
  stop_accepting();
  close_all();
}

}  // namespace sluice::http
