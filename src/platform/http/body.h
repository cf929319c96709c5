#pragma once
// Finding the end of a message body while it streams by.

#include <cstdint>
#include <string>
#include <string_view>

#include "platform/http/head.h"

namespace sluice::http {

// Follows one body. A proxy passes the bytes on as they are and asks only how many belong to the message; a
// server also takes the payload out.
class BodyReader {
 public:
  enum class State { More, Done, Malformed };

  BodyReader() : BodyReader(Body{}) {}
  explicit BodyReader(const Body& body);

  // Consumes a prefix of `bytes` that belongs to this body and returns its length; less than bytes.size()
  // only once the body is Done or Malformed (then the byte behind it is the offending one). With `payload`
  // the data without chunk framing is appended to it.
  size_t consume(std::string_view bytes, std::string* payload = nullptr);

  State state() const { return state_; }
  bool done() const { return state_ == State::Done; }
  // The connection has ended: completes UntilClose, breaks everything else that is not done.
  void on_end_of_stream();
  // Payload bytes seen so far.
  uint64_t payload_bytes() const { return payload_bytes_; }

 private:
  enum class Chunk {
    Size,
    Extension,
    SizeLf,
    Data,
    DataCr,
    DataLf,
    TrailerStart,
    TrailerName,
    TrailerValue,
    TrailerLf,
    EndLf
  };
  bool step_chunk_framing(char c);

  Body body_;
  State state_ = State::More;
  Chunk chunk_ = Chunk::Size;
  uint64_t left_ = 0;  // of the length, or of the current chunk
  int size_digits_ = 0;
  uint32_t framing_bytes_ = 0;  // of extensions and trailers, not yet outweighed by payload
  uint64_t payload_bytes_ = 0;
};

}  // namespace sluice::http
