// The request half: the client's bytes to the backend.

#include "edge/dataplane/l7/exchange.h"

namespace sluice::l7 {

using session::Cause;

void Exchange::send_message() {
  io::Stream& backend = upstream();
  backend.set_handler(*this);
  const iovec part{const_cast<char*>(message_.data()), message_.size()};
  service().counters().client_bytes_in.add(message_.size());
  backend.write({&part, 1});
  backend.await_readable();
}

void Exchange::on_write(ssize_t result) {
  if (result < 0) {
    // The backend may have answered before it closed; what there is to read tells.
    request_refused_ = true;
    return;
  }
  if (request_body_.done()) {
    request_sent_ = true;
    if (!response_started_) client_.timer.arm(std::chrono::seconds(service().settings().request_timeout_s));
    return release_input();
  }
  client_.stream->await_readable();
  client_.timer.arm(transfer_stall_timeout);
}

void Exchange::on_client_readable() {
  whole_in_buffer_ = false;
  client_.input.renew(service().buffers(), request_sizer_.next());
  client_.stream->read(client_.input.room());
}

void Exchange::on_client_read(ssize_t result) {
  if (result <= 0) return fail(Cause::ClientGone);
  Input& input = client_.input;
  request_sizer_.on_read(static_cast<size_t>(result), input.room().size());
  input.end += static_cast<size_t>(result);
  const size_t body_bytes = request_body_.consume(input.view());
  if (request_body_.state() == http::BodyReader::State::Malformed) return fail(Cause::RequestMalformed);
  const iovec part{input.data(), body_bytes};
  input.begin += body_bytes;
  service().counters().client_bytes_in.add(body_bytes);
  client_.timer.arm(transfer_stall_timeout);
  upstream().write({&part, 1});
}

bool Exchange::may_replay() const {
  return reused_ && !replayed_ && !response_started_ && request_.idempotent && whole_in_buffer_;
}

void Exchange::replay() {
  replayed_ = true;
  request_sent_ = request_refused_ = false;
  service().counters().backend_retries.add();
  const base::Endpoint backend = upstream_->backend();
  upstream_.reset();
  client_.stream->cancel_read();
  client_.timer.arm(transfer_stall_timeout);
  dial(backend);
}

void Exchange::release_input() {
  if (request_sent_ && client_.input.empty() && !may_replay()) client_.input.buffer.release();
}

}  // namespace sluice::l7
