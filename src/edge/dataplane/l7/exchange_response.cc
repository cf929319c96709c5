// The response half: the backend's bytes to the client.

#include <cstring>

#include "edge/dataplane/l7/exchange.h"

namespace sluice::l7 {

using session::BufferSize;
using session::Cause;

void Exchange::on_readable() {
  if (!response_) {
    response_ = service().buffers().take(final_head_ ? response_sizer_.next() : BufferSize::Small);
    response_begin_ = response_end_ = final_head_ ? 0 : head_room_bytes;
  }
  upstream().read(response_.bytes().subspan(response_end_));
}

void Exchange::on_read(ssize_t result) {
  if (result <= 0) return on_upstream_end(result);
  response_sizer_.on_read(static_cast<size_t>(result), response_.size() - response_end_);
  response_end_ += static_cast<size_t>(result);
  if (final_head_) return pass_body();
  if (!response_started_) {
    response_started_ = true;
    release_input();
  }
  read_heads();
}

void Exchange::on_upstream_end(ssize_t result) {
  if (!final_head_) {
    if (may_replay()) return replay();
    return fail(Cause::BackendBroken);
  }
  if (result == 0) response_body_.on_end_of_stream();
  if (!response_body_.done()) return fail(Cause::BackendBroken);
  finish();  // a body that lasts until the connection ends
}

// Passes on what heads the buffer holds: any number of interim ones, then the final one.
void Exchange::read_heads() {
  http::ResponseHead& head = service().scratch().response;
  while (true) {
    const auto result = http::parse_response_head({response_data(), response_size()}, head_limits,
                                                  request_.head, head, &response_scanned_);
    switch (result.state) {
      case http::HeadResult::State::Refused:
        return fail(Cause::BackendMalformed);
      case http::HeadResult::State::Incomplete:
        // Interim heads before this one may have left it too little room.
        std::memmove(response_.data() + head_room_bytes, response_data(), response_size());
        response_end_ -= response_begin_ - head_room_bytes;
        response_begin_ = head_room_bytes;
        return upstream().await_readable();
      case http::HeadResult::State::Complete:
        break;
    }
    response_scanned_ = 0;
    if (has_too_many_options(head)) return fail(Cause::BackendMalformed);
    if (head.status >= 200) return pass_final();
    if (head.status == 101) return open_tunnel();
    if (++interim_responses_ > interim_responses_max) return fail(Cause::BackendMalformed);
    if (pass_interim()) return;
  }
}

// True if it is on its way and reading goes on when it is written; false if this client is not to see it.
bool Exchange::pass_interim() {
  const size_t size = service().scratch().response.size;
  char* const end = response_data() + size;
  response_begin_ += size;
  if (request_.http10) return false;
  char* const begin = rewrite_response(end - size, service().scratch(), {});
  const iovec part{begin, static_cast<size_t>(end - begin)};
  client_.stream->write({&part, 1});
  return true;
}

void Exchange::pass_final() {
  const http::ResponseHead& head = service().scratch().response;
  final_head_ = true;
  upstream_reusable_ = head.keep_alive;
  unchunk_ = request_.http10 && head.body.kind == http::BodyKind::Chunked;
  // A request that is still arriving now may never be finished: this is the last moment to say that the
  // connection ends with this response.
  close_client_ = !request_.keep_alive || client_.draining || head.body.kind == http::BodyKind::UntilClose ||
                  unchunk_ || !request_complete();

  response_body_ = http::BodyReader(head.body);
  const std::string_view rest(response_data() + head.size, response_size() - head.size);
  const size_t body_bytes = response_body_.consume(rest, unchunk_ ? &unchunked_ : nullptr);
  if (response_body_.state() == http::BodyReader::State::Malformed) {
    final_head_ = false;  // nothing of it has been passed on
    return fail(Cause::BackendMalformed);
  }
  if (body_bytes < rest.size()) upstream_reusable_ = false;  // bytes that nobody asked for

  const auto connection = close_client_     ? ClientConnection::Close
                          : request_.http10 ? ClientConnection::KeepAliveSaid
                                            : ClientConnection::KeepAlive;
  char* const head_end = response_data() + head.size;
  char* const begin = rewrite_response(response_data(), service().scratch(),
                                       {.connection = connection, .unchunked = request_.http10});
  if (unchunk_) {
    const iovec parts[] = {{begin, static_cast<size_t>(head_end - begin)},
                           {unchunked_.data(), unchunked_.size()}};
    return send_to_client(parts);
  }
  const iovec part{begin, static_cast<size_t>(head_end - begin) + body_bytes};
  send_to_client({&part, 1});
}

void Exchange::pass_body() {
  unchunked_.clear();
  const std::string_view bytes(response_data(), response_size());
  const size_t body_bytes = response_body_.consume(bytes, unchunk_ ? &unchunked_ : nullptr);
  if (response_body_.state() == http::BodyReader::State::Malformed) return fail(Cause::BackendMalformed);
  if (body_bytes < bytes.size()) upstream_reusable_ = false;
  const iovec part =
      unchunk_ ? iovec{unchunked_.data(), unchunked_.size()} : iovec{response_data(), body_bytes};
  send_to_client({&part, 1});
}

void Exchange::send_to_client(std::span<const iovec> parts) {
  for (const iovec& part : parts) service().counters().client_bytes_out.add(part.iov_len);
  client_.timer.arm(transfer_stall_timeout);
  client_.stream->write(parts);
  // The backend is free for another request while a slow client still takes this response.
  if (response_body_.done()) release_upstream();
}

void Exchange::on_client_write(ssize_t result) {
  if (result < 0) return fail(Cause::ClientGone);
  if (final_head_ && response_body_.done()) return finish();
  if (!final_head_ && response_size() > 0) return read_heads();
  response_.release();
  client_.timer.arm(transfer_stall_timeout);
  upstream().await_readable();
}

void Exchange::open_tunnel() {
  if (!request_.tunnel || !request_sent_) return fail(Cause::BackendMalformed);
  char* const begin = rewrite_response(response_data(), service().scratch(), {.tunnel = true});
  const auto offset = static_cast<size_t>(begin - response_.data());
  l4::Pending to_client{std::move(response_), offset, response_end_};
  Input& input = client_.input;
  l4::Pending to_backend{std::move(input.buffer), input.begin, input.end};
  owner_.on_exchange_tunnel(upstream_->release(), std::move(to_backend), std::move(to_client));
}

}  // namespace sluice::l7
