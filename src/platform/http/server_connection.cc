#include "platform/http/server_connection.h"

#include <algorithm>
#include <cerrno>

#include "platform/base/log.h"
#include "platform/base/release.h"
#include "platform/io/stream.h"
#include "platform/tls/stream.h"

namespace sluice::http {
namespace {

constexpr size_t read_block_bytes = 16 * 1024;
static_assert(read_block_bytes <= tls::Engine::input_bytes_max);
constexpr std::string_view continue_line = "HTTP/1.1 100 Continue\r\n\r\n";

Refusal refusal_of(HeadError error) {
  switch (error) {
    case HeadError::Malformed:
      return Refusal::Malformed;
    case HeadError::TargetTooLong:
      return Refusal::TargetTooLong;
    case HeadError::HeadTooLarge:
      return Refusal::HeadTooLarge;
    case HeadError::VersionNotServed:
      return Refusal::VersionNotServed;
  }
  return Refusal::Malformed;
}

iovec part_of(std::string_view text) {
  return {const_cast<char*>(text.data()), text.size()};
}

}  // namespace

ServerConnection::ServerConnection(Server& server, io::Loop& loop, base::UniqueFd socket,
                                   const base::Endpoint& peer)
    : server_(server), loop_(loop), peer_(peer), deadline_(loop, [this] { on_deadline(); }) {
  stream_ = std::make_unique<io::Stream>(loop, std::move(socket), static_cast<io::StreamHandler&>(*this));
  await_request();
}

void ServerConnection::detach() {
  leave_idle();
  let_go();
  exchange_.reset();
  deadline_.disarm();
  // Between two requests the end is an orderly one, and TLS has a word for it.
  if (over_tls_ && unused()) stream_->shutdown_write();
  stream_.reset();
}

void ServerConnection::close() {
  server_.remove(*this);
}

void ServerConnection::enter(Phase phase, base::Duration time) {
  leave_idle();
  phase_ = phase;
  if (phase == Phase::Idle) idle_place_ = server_.became_idle(*this);
  deadline_.arm(time);
}

void ServerConnection::on_deadline() {
  switch (phase_) {
    case Phase::Idle:
    case Phase::Lingering:
      break;
    case Phase::Handling:
      base::log_error("http.not_answered", {{"peer", base::format_endpoint(peer_)}});
      return refuse(Refusal::NotAnswered);
    case Phase::Writing:
      // What the client does not take need not stay in the kernel either.
      stream_->reset_on_close();
      [[fallthrough]];
    case Phase::Head:
    case Phase::Body:
      ++server_.counters_.timeouts;
  }
  close();
}

void ServerConnection::await_request() {
  // An idle connection holds no buffer.
  base::release(in_);
  let_go();
  enter(Phase::Idle, server_.options().idle_timeout);
  stream_->await_readable();
}

void ServerConnection::leave_idle() {
  if (idle_place_) server_.idle_.erase(*idle_place_);
  idle_place_.reset();
}

bool ServerConnection::hold(size_t bytes) {
  if (!server_.change_held(peer_, held_bytes_, bytes)) return false;
  held_bytes_ = bytes;
  return true;
}

bool ServerConnection::hold_request() {
  if (hold(in_.size() + head_bytes_ + request_.body.size())) return true;
  refuse(Refusal::Overloaded);
  return false;
}

void ServerConnection::let_go() {
  server_.change_held(peer_, held_bytes_, 0);
  held_bytes_ = 0;
}

void ServerConnection::await_rest() {
  // Without a block to read into: whoever is slow to send holds what he has sent, and no more.
  if (hold_request()) stream_->await_readable();
}

void ServerConnection::on_readable() {
  if (phase_ == Phase::Idle) enter(Phase::Head, server_.options().header_timeout);
  read_more();
}

void ServerConnection::read_more() {
  read_block_.resize(read_block_bytes);
  stream_->read(read_block_);
}

void ServerConnection::begin_tls(std::string_view received) {
  over_tls_ = true;
  // Made as one, and in its callback, after which it touches nothing of itself.
  std::unique_ptr<io::Stream> connection(static_cast<io::Stream*>(stream_.release()));
  stream_ = std::make_unique<tls::Stream>(std::move(connection), *server_.tls_, server_.handshakes_,
                                          static_cast<io::StreamHandler&>(*this), received);
  read_more();
}

void ServerConnection::on_read(ssize_t result) {
  if (result == -EPROTO) ++server_.counters_.tls_failures;
  if (result <= 0) return close();
  if (!std::exchange(begun_, true) && server_.tls_ != nullptr && read_block_.front() == tls::first_byte) {
    return begin_tls({read_block_.data(), static_cast<size_t>(result)});
  }
  if (phase_ == Phase::Lingering) {
    lingered_bytes_ += static_cast<size_t>(result);
    if (lingered_bytes_ > server_.options().linger_bytes_max) return close();
    return read_more();
  }
  in_.append(read_block_.data(), static_cast<size_t>(result));
  base::release(read_block_);
  advance();
}

void ServerConnection::advance() {
  if (phase_ == Phase::Head && !take_head()) return;
  if (phase_ == Phase::Body && !take_body()) return;
  dispatch();
}

// True once the head is taken; else the connection waits for more or is refused.
bool ServerConnection::take_head() {
  const ServerOptions& options = server_.options();
  const HeadLimits limits{.head_bytes_max = options.head_bytes_max,
                          .target_bytes_max = options.target_bytes_max};
  RequestHead head;
  const HeadResult parsed = parse_request_head(in_, limits, head, &scanned_);
  if (parsed.state == HeadResult::State::Incomplete) {
    await_rest();
    return false;
  }
  answers_head_ = parsed.state == HeadResult::State::Complete && head.method == "HEAD";
  if (parsed.state == HeadResult::State::Refused) {
    refuse(refusal_of(parsed.error));
    return false;
  }
  request_ = Request{.method = std::string(head.method),
                     .target = std::string(head.target),
                     .peer = peer_,
                     .over_tls = over_tls_,
                     .is_late = server_.is_late(this)};
  request_.headers.reserve(head.count);
  for (const Header& header : head.headers()) request_.headers.emplace_back(header.name, header.value);
  std::optional<Refusal> refusal;
  if (head.minor_version == 1 && head.has("expect") && !head.expects_continue) {
    refusal = Refusal::ExpectationFailed;
  } else if (head.body.kind == BodyKind::Length && head.body.length > options.body_bytes_max) {
    refusal = Refusal::BodyTooLarge;
  }
  if (refusal) {
    refuse(*refusal);
    return false;
  }
  keep_alive_ = head.keep_alive;
  head_bytes_ = head.size;
  body_ = BodyReader(head.body);
  in_.erase(0, head.size);
  enter(Phase::Body, options.body_timeout);
  // A client that has begun its body does not wait for the word.
  if (head.expects_continue && in_.empty() && !body_.done()) {
    writing_continue_ = true;
    const iovec part = part_of(continue_line);
    stream_->write({&part, 1});
  }
  return true;
}

// True once the body is complete; else the connection waits for more or is refused.
bool ServerConnection::take_body() {
  in_.erase(0, body_.consume(in_, &request_.body));
  if (body_.state() == BodyReader::State::Malformed) {
    refuse(Refusal::Malformed);
    return false;
  }
  if (request_.body.size() > server_.options().body_bytes_max) {
    refuse(Refusal::BodyTooLarge);
    return false;
  }
  if (body_.done()) return true;
  await_rest();
  return false;
}

void ServerConnection::dispatch() {
  if (!hold_request()) return;
  ++requests_;
  ++server_.counters_.requests;
  enter(Phase::Handling, server_.options().handler_timeout);
  exchange_ = std::make_shared<ServerConnection*>(this);
  server_.handler_(std::exchange(request_, {}), Responder(exchange_));
}

void ServerConnection::answer(Response response) {
  const bool last =
      !keep_alive_ || server_.draining() || requests_ >= server_.options().requests_per_connection_max;
  write(std::move(response), last ? AfterAnswer::Close : AfterAnswer::KeepAlive);
}

void ServerConnection::refuse(Refusal refusal) {
  ++server_.counters_.requests_refused;
  write(server_.on_refused_(refusal, request_), AfterAnswer::Close);
}

void ServerConnection::write(Response response, AfterAnswer after) {
  exchange_.reset();  // from here on the request is answered
  base::release(request_.body);
  request_ = {};
  head_bytes_ = 0;
  after_answer_ = after;
  out_head_ = format_response_head(response, after, loop_.clock().wall());
  if (answers_head_ || status_forbids_body(response.status)) response = {};
  out_ = std::move(response);
  const size_t bytes = in_.size() + out_head_.size() + out_.body.capacity();
  if (!hold(bytes - std::min(bytes, server_.options().answer_bytes_unheld))) {
    ++server_.counters_.answers_dropped;
    stream_->reset_on_close();
    return close();
  }
  enter(Phase::Writing, server_.options().write_timeout);
  if (!writing_continue_) send_answer();
}

void ServerConnection::send_answer() {
  const iovec parts[] = {part_of(out_head_), part_of(out_.content())};
  stream_->write(parts);
}

void ServerConnection::on_write(ssize_t result) {
  if (result < 0) return close();
  if (writing_continue_) {
    writing_continue_ = false;
    if (phase_ == Phase::Writing) send_answer();
    return;
  }
  base::release(out_head_);
  base::release(out_.body);
  out_ = {};
  if (after_answer_ == AfterAnswer::Close) {
    // Closing with unread bytes would reset the connection, and the client might never see the answer.
    enter(Phase::Lingering, server_.options().linger_timeout);
    stream_->shutdown_write();
    return read_more();
  }
  if (server_.draining()) return close();
  if (in_.empty()) return await_request();
  let_go();
  enter(Phase::Head, server_.options().header_timeout);
  advance();
}

}  // namespace sluice::http
