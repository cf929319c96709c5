#pragma once
// Collects one response from the bytes of a connection: a value without sockets or clocks, for clients of any
// kind. Interim answers (1xx) are skipped, chunks are decoded.

#include <string>
#include <string_view>

#include "platform/http/body.h"
#include "platform/http/message.h"

namespace sluice::http {

struct ResponseLimits {
  size_t head_bytes_max = 64 * 1024;
  size_t body_bytes_max = 64 * 1024 * 1024;
  int interim_answers_max = 16;
};

class ResponseReader {
 public:
  enum class State { More, Done, Failed };

  ResponseReader(bool answers_head_request, const ResponseLimits& limits)
      : answers_head_request_(answers_head_request), limits_(limits) {}

  State feed(std::string_view bytes);
  // The connection has ended.
  State end_of_stream();

  State state() const { return state_; }
  // Of Failed, a sentence.
  const std::string& error() const { return error_; }
  // Done, and the connection is ready for the next request.
  bool connection_reusable() const { return state_ == State::Done && reusable_; }
  // Of Done, once.
  Response take() { return std::move(response_); }

 private:
  State advance();
  State fail(std::string error);
  bool take_head();

  const bool answers_head_request_;
  const ResponseLimits limits_;
  State state_ = State::More;
  std::string error_;
  std::string in_;  // received and not consumed
  size_t scanned_ = 0;
  int interim_answers_ = 0;
  bool has_head_ = false;
  bool reusable_ = false;
  BodyReader body_;
  Response response_;
};

}  // namespace sluice::http
