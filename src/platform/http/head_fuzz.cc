// Heads and bodies read in random pieces are the same as read at once, and what is accepted obeys the rules
// that keep two readers of one message in agreement.
//
// Input: the first byte chooses the kind of message, the second seeds the places where it is cut.

#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>

#include "platform/http/body.h"
#include "platform/http/head.h"

namespace {

using namespace sluice::http;
using State = HeadResult::State;

void require(bool condition) {
  if (!condition) std::abort();
}

// Deterministic steps of 1 to 16 bytes.
class Cuts {
 public:
  explicit Cuts(uint8_t seed) : state_(seed * 2654435761u + 1) {}
  size_t next() {
    state_ = state_ * 1664525u + 1013904223u;
    return 1 + (state_ >> 28);
  }

 private:
  uint32_t state_;
};

bool same(const Head& a, const Head& b) {
  if (a.minor_version != b.minor_version || a.keep_alive != b.keep_alive || a.body.kind != b.body.kind ||
      a.body.length != b.body.length || a.size != b.size || a.count != b.count) {
    return false;
  }
  for (size_t i = 0; i < a.count; ++i) {
    if (a.storage[i].name != b.storage[i].name || a.storage[i].value != b.storage[i].value) return false;
  }
  return true;
}

void check_accepted(const Head& head, std::string_view bytes) {
  require(head.size <= bytes.size() && bytes.substr(0, head.size).ends_with("\r\n\r\n"));
  size_t lengths = 0;
  size_t codings = 0;
  for (const Header& header : head.headers()) {
    require(!header.name.empty());
    require(header.name.find_first_of(std::string_view(" \t\r\n:\0", 6)) == std::string_view::npos);
    require(header.value.find_first_of(std::string_view("\r\n\0", 3)) == std::string_view::npos);
    if (equal_ignoring_case(header.name, "content-length")) ++lengths;
    if (equal_ignoring_case(header.name, "transfer-encoding")) ++codings;
  }
  require(lengths == 0 || codings == 0);
  require(codings <= 1);
}

// Both ways of reading the body that follows.
void check_body(const Body& body, std::string_view bytes, Cuts& cuts) {
  std::string whole_payload;
  BodyReader whole(body);
  const size_t whole_used = whole.consume(bytes, &whole_payload);

  std::string payload;
  BodyReader reader(body);
  size_t used = 0;
  while (used < bytes.size() && reader.state() == BodyReader::State::More) {
    const std::string_view piece = bytes.substr(used, cuts.next());
    const size_t taken = reader.consume(piece, &payload);
    require(taken == piece.size() || reader.state() != BodyReader::State::More);
    used += taken;
  }
  require(used == whole_used && payload == whole_payload && reader.state() == whole.state());
  require(whole.payload_bytes() == whole_payload.size() && whole_payload.size() <= whole_used);
}

template <class HeadType, class Parse>
void check(std::string_view bytes, Cuts cuts, Parse parse) {
  HeadType at_once;
  const HeadResult expected = parse(bytes, at_once, nullptr);

  HeadType head;
  HeadResult result{State::Incomplete};
  size_t scanned = 0;
  std::unique_ptr<char[]> exact;  // so that the sanitizer sees a read behind the end
  for (size_t size = 0; result.state == State::Incomplete; size += cuts.next()) {
    size = std::min(size, bytes.size());
    exact = std::make_unique<char[]>(size);
    bytes.copy(exact.get(), size);
    result = parse(std::string_view(exact.get(), size), head, &scanned);
    if (size == bytes.size()) break;
  }
  require(result.state == expected.state);
  if (result.state == State::Refused) require(result.error == expected.error);
  if (result.state != State::Complete) return;
  require(same(head, at_once));
  check_accepted(at_once, bytes);
  check_body(at_once.body, bytes.substr(at_once.size), cuts);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size < 2) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 2, size - 2);
  const Cuts cuts(data[1]);
  // Small enough that the limits are met.
  const HeadLimits limits{.head_bytes_max = 512, .target_bytes_max = 128};
  switch (data[0] % 4) {
    case 0:
      check<RequestHead>(bytes, cuts, [&limits](std::string_view part, RequestHead& out, size_t* scanned) {
        const HeadResult result = parse_request_head(part, limits, out, scanned);
        if (result.state == State::Complete) require(!out.method.empty() && !out.target.empty());
        return result;
      });
      break;
    case 1:
    case 2: {
      const bool answers_head = data[0] % 4 == 2;
      check<ResponseHead>(bytes, cuts, [&](std::string_view part, ResponseHead& out, size_t* scanned) {
        const HeadResult result = parse_response_head(part, limits, answers_head, out, scanned);
        if (result.state == State::Complete) require(out.status >= 100 && out.status <= 999);
        return result;
      });
      break;
    }
    default: {
      Cuts own = cuts;
      check_body(Body{BodyKind::Chunked}, bytes, own);
      check_body(Body{BodyKind::Length, data[1]}, bytes, own);
      check_body(Body{BodyKind::UntilClose}, bytes, own);
    }
  }
  return 0;
}
