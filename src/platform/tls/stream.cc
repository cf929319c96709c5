#include "platform/tls/stream.h"

#include <algorithm>
#include <cassert>
#include <cerrno>

#include "platform/base/release.h"

namespace sluice::tls {

Stream::Stream(std::unique_ptr<io::Stream> connection, const ServerContext& context, Handshakes& handshakes,
               io::StreamHandler& handler, std::string_view received)
    : engine_(context), connection_(std::move(connection)), handshakes_(handshakes), handler_(&handler) {
  assert(!connection_->reading() && !connection_->writing());
  connection_->set_handler(*this);
  if (received.empty()) return;
  assert(received.size() <= Engine::input_bytes_max);
  std::ranges::copy(received, engine_.input_space().begin());
  engine_.received(received.size());
}

void Stream::read(std::span<char> buffer) {
  assert(read_ == Read::None && !buffer.empty());
  read_ = Read::Buffer;
  read_buffer_ = buffer;
  loop().deliver_later(*this);
}

void Stream::await_readable() {
  assert(read_ == Read::None);
  read_ = Read::Readiness;
  loop().deliver_later(*this);
}

void Stream::cancel_read() {
  read_ = Read::None;
  if (!wants_input()) connection_->cancel_read();
}

void Stream::write(std::span<const iovec> parts) {
  assert(!write_active_ && parts.size() <= write_parts_max);
  parts_end_ = parts.size();
  std::ranges::copy(parts, parts_.begin());
  parts_next_ = 0;
  write_active_ = true;
  loop().deliver_later(*this);
}

size_t Stream::unwritten_bytes() const {
  if (!write_active_) return 0;
  size_t bytes = engine_.output().size() + connection_->unwritten_bytes();
  for (size_t i = parts_next_; i < parts_end_; ++i) bytes += parts_[i].iov_len;
  return bytes;
}

void Stream::shutdown_write() {
  assert(!write_active_);
  if (shut_down_) return;
  shut_down_ = true;
  engine_.close();
  if (send_output_now()) connection_->shutdown_write();  // else on_write() goes on
}

// --- the connection underneath

void Stream::on_readable() {
  if (wants_input()) connection_->read(engine_.input_space());
}

void Stream::on_read(ssize_t result) {
  if (result > 0) {
    engine_.received(static_cast<size_t>(result));
  } else {
    input_error_ = result == 0 ? -ECONNRESET : static_cast<int>(result);
  }
  complete();
}

void Stream::on_write(ssize_t result) {
  base::release(sending_);
  if (result < 0) output_error_ = static_cast<int>(result);
  send_output();
  if (shut_down_ && !connection_->writing()) connection_->shutdown_write();
  complete();
}

void Stream::request_input() {
  if (connection_->reading()) return;
  engine_.release_input();
  connection_->await_readable();
}

void Stream::send_output() {
  if (connection_->writing() || engine_.output().empty()) return;
  sending_ = engine_.take_output();
  if (output_error_ != 0) return sending_.clear();
  const iovec part{sending_.data(), sending_.size()};
  connection_->write({&part, 1});
}

// The same for what should leave although the stream may be gone in a moment: close_notify and alerts. True
// if it is on its way entirely.
bool Stream::send_output_now() {
  if (connection_->writing()) return false;
  sending_ = engine_.take_output();
  sending_.erase(0, connection_->write_now(sending_));
  if (sending_.empty()) return true;
  const iovec part{sending_.data(), sending_.size()};
  connection_->write({&part, 1});
  return false;
}

void Stream::await_output() {
  // What cannot be sent any more is gone already.
  if (!connection_->writing()) loop().deliver_later(*this);
}

void Stream::fail(int error) {
  error_ = error;
  send_output_now();
}

// --- progress

// In a step of the loop, so the handler may be called. Ends with at most one such call.
void Stream::complete() {
  if (read_ == Read::None && !write_active_) return;
  if (needs_handshake()) return handshakes_.enter(*this);
  ssize_t result = 0;
  if (write_active_ && advance_write(result)) {
    // The read side gets its turn through the queue, as the handler may destroy this stream.
    if (read_ != Read::None) loop().deliver_later(*this);
    write_active_ = false;
    return handler_->on_write(result);
  }
  if (read_ == Read::None || !advance_read(result)) return;
  if (std::exchange(read_, Read::None) == Read::Readiness) return handler_->on_readable();
  handler_->on_read(result);
}

void Stream::take_step() {
  if (!needs_handshake()) return complete();
  const Engine::State state = engine_.handshake();
  if (state == Engine::State::Failed || state == Engine::State::Ended) {
    fail(-EPROTO);
    return complete();
  }
  send_output();
  if (state == Engine::State::Done) return complete();
  if (state == Engine::State::NeedsOutput) return await_output();
  if (input_error_ == 0) return request_input();
  error_ = input_error_;
  complete();
}

bool Stream::advance_read(ssize_t& result) {
  result = error_;
  if (error_ != 0) return true;
  Engine::Step step;
  if (read_ == Read::Readiness) {
    step.state = engine_.peek();
  } else {
    step = engine_.read(read_buffer_);
  }
  send_output();  // reading may ask for answers
  switch (step.state) {
    case Engine::State::Done:
      result = static_cast<ssize_t>(step.bytes);
      return true;
    case Engine::State::Ended:
      return true;
    case Engine::State::NeedsInput:
      result = input_error_;
      if (input_error_ == 0) request_input();
      return input_error_ != 0;
    case Engine::State::NeedsOutput:
      await_output();
      return false;
    case Engine::State::Failed:
      fail(-EPROTO);
      result = error_;
      return true;
  }
  return false;
}

bool Stream::advance_write(ssize_t& result) {
  if (error_ != 0 || output_error_ != 0 || shut_down_) {
    result = error_ != 0 ? error_ : output_error_ != 0 ? output_error_ : -EPIPE;
    return true;
  }
  // What is sealed leaves first, so that it stays little.
  if (connection_->writing()) return false;
  while (parts_next_ < parts_end_ && engine_.output().size() < output_batch_bytes) {
    iovec& part = parts_[parts_next_];
    if (part.iov_len == 0) {
      ++parts_next_;
      continue;
    }
    const Engine::Step step = engine_.write({static_cast<const char*>(part.iov_base), part.iov_len});
    if (step.state != Engine::State::Done) {
      fail(-EPROTO);
      result = error_;
      return true;
    }
    part.iov_base = static_cast<char*>(part.iov_base) + step.bytes;
    part.iov_len -= step.bytes;
  }
  send_output();
  result = 0;
  return !connection_->writing();
}

}  // namespace sluice::tls
