#include "platform/http/body.h"

#include <algorithm>
#include <limits>

#include "platform/http/characters.h"

namespace sluice::http {
namespace {

constexpr int size_digits_max = 16;
// Bytes of chunk extensions and trailers beyond the payload that came with them: they carry nothing for us,
// and a sender of one-byte chunks with long extensions only wants to keep us busy.
constexpr uint32_t framing_bytes_max = 16 * 1024;

uint64_t hex_value(char c) {
  if (is_digit(c)) return static_cast<uint64_t>(c - '0');
  return static_cast<uint64_t>((c | 0x20) - 'a' + 10);
}

}  // namespace

BodyReader::BodyReader(const Body& body) : body_(body), left_(body.length) {
  const bool empty = body.kind == BodyKind::None || (body.kind == BodyKind::Length && body.length == 0);
  if (empty) state_ = State::Done;
  if (body.kind == BodyKind::Chunked) left_ = 0;
}

size_t BodyReader::consume(std::string_view bytes, std::string* payload) {
  size_t used = 0;
  while (state_ == State::More && used < bytes.size()) {
    const bool framing = body_.kind == BodyKind::Chunked && chunk_ != Chunk::Data;
    if (framing) {
      if (!step_chunk_framing(bytes[used])) {
        state_ = State::Malformed;
        break;
      }
      ++used;
      continue;
    }
    const uint64_t wanted = body_.kind == BodyKind::UntilClose ? bytes.size() - used : left_;
    const auto taken = static_cast<size_t>(std::min<uint64_t>(wanted, bytes.size() - used));
    if (payload != nullptr) payload->append(bytes.substr(used, taken));
    used += taken;
    payload_bytes_ += taken;
    if (body_.kind == BodyKind::UntilClose) continue;
    left_ -= taken;
    if (left_ > 0) continue;
    if (body_.kind == BodyKind::Length) state_ = State::Done;
    chunk_ = Chunk::DataCr;
  }
  return used;
}

void BodyReader::on_end_of_stream() {
  if (state_ != State::More) return;
  state_ = body_.kind == BodyKind::UntilClose ? State::Done : State::Malformed;
}

// One byte between the data of two chunks (RFC 9112 section 7.1). False if it cannot stand there.
bool BodyReader::step_chunk_framing(char c) {
  switch (chunk_) {
    case Chunk::Size:
      if (is(c, hex_digit)) {
        left_ = left_ * 16 + hex_value(c);
        return ++size_digits_ <= size_digits_max;
      }
      if (size_digits_ == 0 || left_ > static_cast<uint64_t>(std::numeric_limits<int64_t>::max()))
        return false;
      framing_bytes_ -= static_cast<uint32_t>(std::min<uint64_t>(framing_bytes_, left_));
      chunk_ = c == ';' ? Chunk::Extension : Chunk::SizeLf;
      return c == ';' || c == '\r';
    case Chunk::Extension:
      if (c == '\r') {
        chunk_ = Chunk::SizeLf;
        return true;
      }
      return !is_control(c) && ++framing_bytes_ <= framing_bytes_max;
    case Chunk::SizeLf:
      chunk_ = left_ > 0 ? Chunk::Data : Chunk::TrailerStart;
      size_digits_ = 0;
      return c == '\n';
    case Chunk::Data:
      return false;  // taken by consume()
    case Chunk::DataCr:
      chunk_ = Chunk::DataLf;
      return c == '\r';
    case Chunk::DataLf:
      chunk_ = Chunk::Size;
      return c == '\n';
    case Chunk::TrailerStart:
      if (c == '\r') {
        chunk_ = Chunk::EndLf;
        return true;
      }
      chunk_ = Chunk::TrailerName;
      return is(c, token_char) && ++framing_bytes_ <= framing_bytes_max;
    case Chunk::TrailerName:
      if (c == ':') chunk_ = Chunk::TrailerValue;
      return (c == ':' || is(c, token_char)) && ++framing_bytes_ <= framing_bytes_max;
    case Chunk::TrailerValue:
      if (c == '\r') {
        chunk_ = Chunk::TrailerLf;
        return true;
      }
      return !is_control(c) && ++framing_bytes_ <= framing_bytes_max;
    case Chunk::TrailerLf:
      chunk_ = Chunk::TrailerStart;
      return c == '\n';
    case Chunk::EndLf:
      if (c == '\n') state_ = State::Done;
      return c == '\n';
  }
  return false;
}

}  // namespace sluice::http
