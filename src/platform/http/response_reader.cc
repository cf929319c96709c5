#include "platform/http/response_reader.h"

#include <fmt/format.h>

namespace sluice::http {

ResponseReader::State ResponseReader::feed(std::string_view bytes) {
  if (state_ != State::More) {
    // Nobody asked for it, and what it belongs to is unknown.
    reusable_ = reusable_ && bytes.empty();
    return state_;
  }
  in_.append(bytes);
  return advance();
}

ResponseReader::State ResponseReader::end_of_stream() {
  reusable_ = false;
  if (state_ != State::More) return state_;
  if (!has_head_) return fail("the connection was closed before the answer was complete");
  body_.on_end_of_stream();
  if (!body_.done()) return fail("the connection was closed in the answer's body");
  return state_ = State::Done;
}

ResponseReader::State ResponseReader::advance() {
  while (!has_head_) {
    if (!take_head()) return state_;
  }
  in_.erase(0, body_.consume(in_, &response_.body));
  if (body_.state() == BodyReader::State::Malformed) return fail("the answer's body is malformed");
  if (response_.body.size() > limits_.body_bytes_max) {
    return fail(fmt::format("the answer is larger than {} bytes", limits_.body_bytes_max));
  }
  if (!body_.done()) return state_;
  reusable_ = reusable_ && in_.empty();
  return state_ = State::Done;
}

// Takes one head, interim or final. False if there is none yet, or none that can be used.
bool ResponseReader::take_head() {
  ResponseHead head;
  const HeadLimits limits{.head_bytes_max = limits_.head_bytes_max};
  const HeadResult parsed = parse_response_head(in_, limits, answers_head_request_, head, &scanned_);
  if (parsed.state == HeadResult::State::Incomplete) return false;
  if (parsed.state == HeadResult::State::Refused) {
    fail(parsed.error == HeadError::HeadTooLarge ? "the answer's head is too large"
                                                 : "the answer is not HTTP/1.1");
    return false;
  }
  if (head.status == 101) {
    fail("the answer changes the protocol, which was not asked for");
    return false;
  }
  has_head_ = head.status >= 200;
  if (has_head_) {
    response_.status = head.status;
    response_.headers.reserve(head.count);
    for (const Header& header : head.headers()) response_.headers.emplace_back(header.name, header.value);
    body_ = BodyReader(head.body);
    reusable_ = head.keep_alive;
  } else if (++interim_answers_ > limits_.interim_answers_max) {
    fail("there are too many interim answers");
    return false;
  }
  in_.erase(0, head.size);
  return true;
}

ResponseReader::State ResponseReader::fail(std::string error) {
  error_ = std::move(error);
  reusable_ = false;
  return state_ = State::Failed;
}

}  // namespace sluice::http
