#include "edge/dataplane/l4/tunnel.h"

namespace sluice::l4 {

Tunnel::Tunnel(session::Service& service, base::Duration idle_timeout, TunnelOwner& owner)
    : service_(service),
      owner_(owner),
      idle_timeout_(idle_timeout),
      idle_(service.loop(), [this] { on_idle(); }) {
  client_.tunnel = backend_.tunnel = this;
  client_.opposite = &backend_;
  backend_.opposite = &client_;
  client_.bytes = &service.counters().client_bytes_in;
  backend_.bytes = &service.counters().client_bytes_out;
}

void Tunnel::start(base::UniqueFd client, base::UniqueFd backend) {
  io::Loop& loop = service_.loop();
  start(std::make_unique<io::Stream>(loop, std::move(client), client_),
        std::make_unique<io::Stream>(loop, std::move(backend), backend_), {}, {});
}

void Tunnel::start(std::unique_ptr<io::Stream> client, std::unique_ptr<io::Stream> backend,
                   Pending to_backend, Pending to_client) {
  client_.stream = std::move(client);
  backend_.stream = std::move(backend);
  client_.stream->set_handler(client_);
  backend_.stream->set_handler(backend_);
  idle_.arm(idle_timeout_);
  client_.carry(std::move(to_backend));
  backend_.carry(std::move(to_client));
}

void Tunnel::close() {
  idle_.disarm();
  client_.stream.reset();
  backend_.stream.reset();
}

void Tunnel::Side::carry(Pending pending) {
  if (pending.begin == pending.end) return stream->await_readable();
  buffer_ = std::move(pending.buffer);
  const iovec part{buffer_.data() + pending.begin, pending.end - pending.begin};
  bytes->add(part.iov_len);
  opposite->stream->write({&part, 1});
}

void Tunnel::Side::on_readable() {
  buffer_ = tunnel->service_.buffers().take(sizer_.next());
  stream->read(buffer_.bytes());
}

void Tunnel::Side::on_read(ssize_t result) {
  if (result > 0) {
    const auto count = static_cast<size_t>(result);
    tunnel->idle_.arm(tunnel->idle_timeout_);
    sizer_.on_read(count, buffer_.size());
    bytes->add(count);
    const iovec part{buffer_.data(), count};
    return opposite->stream->write({&part, 1});
  }
  buffer_.release();
  if (result < 0) return tunnel->finish(tunnel->reset_of(*this));
  opposite->stream->shutdown_write();
  ended = true;
  tunnel->on_side_ended();
}

// What was written to this socket had been read at the opposite one.
void Tunnel::Side::on_write(ssize_t result) {
  opposite->on_carried(result);
}

void Tunnel::Side::on_carried(ssize_t result) {
  buffer_.release();
  if (result == 0) {
    tunnel->idle_.arm(tunnel->idle_timeout_);
    return stream->await_readable();
  }
  tunnel->end_ = tunnel->reset_of(*opposite);
  ended = true;
  tunnel->on_side_ended();
}

void Tunnel::on_side_ended() {
  if (client_.ended && backend_.ended) finish(end_);
}

void Tunnel::on_idle() {
  const bool to_client = client_.outgoing.moving(*client_.stream);
  const bool to_backend = backend_.outgoing.moving(*backend_.stream);
  if (to_client || to_backend) return idle_.arm(idle_timeout_);
  finish(TunnelEnd::Idle);
}

void Tunnel::finish(TunnelEnd end) {
  if (end == TunnelEnd::ClientReset || end == TunnelEnd::BackendReset) {
    client_.stream->reset_on_close();
    backend_.stream->reset_on_close();
  }
  close();
  owner_.on_tunnel_end(end);
}

}  // namespace sluice::l4
