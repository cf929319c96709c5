#include "edge/dataplane/l7/http_session.h"

#include <cstring>

#include "edge/dataplane/l7/error_response.h"

namespace sluice::l7 {
namespace {

using session::BufferSize;
using session::Cause;

Cause cause_of(http::HeadError error) {
  switch (error) {
    case http::HeadError::Malformed:
      return Cause::RequestMalformed;
    case http::HeadError::TargetTooLong:
      return Cause::TargetTooLong;
    case http::HeadError::HeadTooLarge:
      return Cause::HeadTooLarge;
    case http::HeadError::VersionNotServed:
      return Cause::VersionNotServed;
  }
  return Cause::RequestMalformed;
}

}  // namespace

HttpSession::HttpSession(HttpService& service, base::UniqueFd client, base::Ipv4 address)
    : Session(service), client_(service, address, [this] { on_timeout(); }) {
  client_.stream =
      std::make_unique<io::Stream>(service.loop(), std::move(client), static_cast<io::StreamHandler&>(*this));
}

void HttpSession::start() {
  next_request();
}

void HttpSession::next_request() {
  scanned_ = 0;
  if (!client_.input.empty()) {
    state_ = State::Head;
    client_.timer.arm(head_arrival_timeout);
    return parse_head();
  }
  client_.input.buffer.release();
  if (client_.draining) return close();
  state_ = State::Idle;
  client_.timer.arm(std::chrono::seconds(service_.settings().idle_timeout_s));
  client_.stream->await_readable();
}

void HttpSession::on_readable() {
  switch (state_) {
    case State::Exchange:
      return exchange_->on_client_readable();
    case State::Idle:
    case State::Linger:
      client_.input.renew(service_.buffers(), BufferSize::Small);
      return client_.stream->read(client_.input.room());
    case State::Head:
    case State::Answer:
    case State::Tunnel:
      return;  // nobody has asked
  }
}

void HttpSession::on_read(ssize_t result) {
  switch (state_) {
    case State::Exchange:
      return exchange_->on_client_read(result);
    case State::Linger:
      return on_lingering_read(result);
    case State::Idle:
      if (result <= 0) return close();
      state_ = State::Head;
      client_.timer.arm(head_arrival_timeout);
      break;
    case State::Head:
      if (result > 0) break;
      service_.count({.cause = Cause::ClientGone});
      return close();
    case State::Answer:
    case State::Tunnel:
      return;
  }
  client_.input.end += static_cast<size_t>(result);
  parse_head();
}

void HttpSession::parse_head() {
  Input& input = client_.input;
  const auto result =
      http::parse_request_head(input.view(), head_limits, client_.service.scratch().request, &scanned_);
  switch (result.state) {
    case http::HeadResult::State::Refused: {
      const Cause cause = cause_of(result.error);
      service_.count({.cause = cause});
      return answer(cause, false, false);
    }
    case http::HeadResult::State::Incomplete:
      if (input.room().empty()) {
        std::memmove(input.buffer.data() + head_room_bytes, input.data(), input.size());
        input.end -= input.begin - head_room_bytes;
        input.begin = head_room_bytes;
      }
      return client_.stream->read(input.room());
    case http::HeadResult::State::Complete:
      state_ = State::Exchange;
      exchange_ = std::make_unique<Exchange>(client_, static_cast<ExchangeOwner&>(*this));
      return exchange_->start();
  }
}

void HttpSession::on_write(ssize_t result) {
  if (state_ == State::Exchange) return exchange_->on_client_write(result);
  if (result < 0) return close();
  if (answer_keeps_alive_) return next_request();
  linger();
}

void HttpSession::on_exchange_done(bool keep_alive) {
  // Only a client that has nothing more to say is left without waiting for it.
  const bool silent =
      exchange_->request_complete() && !exchange_->client_keeps_alive() && client_.input.empty();
  exchange_.reset();
  if (keep_alive) return next_request();
  silent ? close() : linger();
}

void HttpSession::on_exchange_failed(session::Error error) {
  service_.count(error);
  const bool to_head_request = exchange_->answers_head_request();
  const bool keep_alive = exchange_->request_complete() && exchange_->client_keeps_alive() &&
                          !client_.draining && session::origin_of(error.cause) != session::Origin::Downstream;
  exchange_.reset();
  if (error.client_answered || status_of(error.cause) == 0) {
    // A reset, so that a response that was cut off cannot be taken for a complete one.
    client_.stream->reset_on_close();
    return close();
  }
  answer(error.cause, to_head_request, keep_alive);
}

void HttpSession::answer(Cause cause, bool to_head_request, bool keep_alive) {
  state_ = State::Answer;
  answer_keeps_alive_ = keep_alive;
  client_.timer.arm(transfer_stall_timeout);
  const std::string_view text = error_response(cause, to_head_request, keep_alive);
  const iovec part{const_cast<char*>(text.data()), text.size()};
  client_.stream->write({&part, 1});
}

void HttpSession::linger() {
  state_ = State::Linger;
  client_.input.buffer.release();
  client_.stream->shutdown_write();
  client_.timer.arm(linger_timeout);
  client_.stream->await_readable();
}

void HttpSession::on_lingering_read(ssize_t result) {
  if (result <= 0) return close();
  linger_bytes_ += static_cast<uint64_t>(result);
  if (linger_bytes_ > linger_bytes_max) return close();
  client_.stream->await_readable();
}

void HttpSession::on_exchange_tunnel(std::unique_ptr<io::Stream> backend, l4::Pending to_backend,
                                     l4::Pending to_client) {
  exchange_.reset();
  state_ = State::Tunnel;
  client_.timer.disarm();
  tunnel_ = std::make_unique<l4::Tunnel>(service_, tunnel_idle_timeout, static_cast<l4::TunnelOwner&>(*this));
  tunnel_->start(std::move(client_.stream), std::move(backend), std::move(to_backend), std::move(to_client));
}

void HttpSession::on_tunnel_end(l4::TunnelEnd) {
  end();
}

void HttpSession::on_timeout() {
  switch (state_) {
    case State::Head:
      service_.count({.cause = Cause::RequestTooSlow});
      client_.stream->cancel_read();
      return answer(Cause::RequestTooSlow, false, false);
    case State::Exchange:
      return exchange_->on_timeout();
    case State::Answer:
      if (to_client_.moving(*client_.stream)) return client_.timer.arm(transfer_stall_timeout);
      return close();
    case State::Idle:
    case State::Linger:
    case State::Tunnel:
      return close();
  }
}

void HttpSession::on_listener_stopped() {
  if (state_ == State::Tunnel) return close();
  on_drain();
}

void HttpSession::on_drain() {
  client_.draining = true;
  if (state_ == State::Idle) close();
}

void HttpSession::close() {
  client_.timer.disarm();
  exchange_.reset();
  if (tunnel_ != nullptr) tunnel_->close();
  client_.stream.reset();
  client_.input.buffer.release();
  end();
}

}  // namespace sluice::l7
