#pragma once
// HTTP/1.1 message heads (RFC 9112): a strict parser over a contiguous buffer.
//
// Strict means: what two parsers could read differently is refused. CRLF line ends only, no white space
// before the colon, no folded lines, no control characters, one well-formed Host (required in an HTTP/1.1
// request), and no message whose length is told twice (section 6.3): Content-Length together with
// Transfer-Encoding, lengths that differ, any coding but a single "chunked". Methods and targets are not
// interpreted here; a target is visible ASCII without '#'.

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace sluice::http {

struct Header {
  std::string_view name;   // as received
  std::string_view value;  // without white space around it
};

struct HeadLimits {
  size_t head_bytes_max = 16 * 1024;  // start line and headers together
  size_t target_bytes_max = 8 * 1024;
};

inline constexpr size_t headers_max = 100;

enum class HeadError {
  Malformed,         // 400
  TargetTooLong,     // 414
  HeadTooLarge,      // 431
  VersionNotServed,  // 505: neither HTTP/1.0 nor HTTP/1.1
};

// How the end of the body is known (RFC 9112 section 6).
enum class BodyKind { None, Length, Chunked, UntilClose };
struct Body {
  BodyKind kind = BodyKind::None;
  uint64_t length = 0;  // of Length
};

// What both kinds of head share. Views point into the buffer that was parsed.
struct Head {
  int minor_version = 1;
  // Whether the connection may carry another message after this one: by version, Connection header and, for a
  // response, a body that needs no close to end it.
  bool keep_alive = true;
  Body body;
  size_t size = 0;  // bytes of the buffer that the head took, with the empty line

  std::span<const Header> headers() const { return {storage.data(), count}; }
  // First header of that name, any case; empty if there is none.
  std::string_view header(std::string_view name) const;
  bool has(std::string_view name) const;

  std::array<Header, headers_max> storage;
  size_t count = 0;
};

struct RequestHead : Head {
  std::string_view method;
  std::string_view target;
  bool expects_continue = false;  // Expect: 100-continue
  bool upgrade = false;           // Connection: upgrade with an Upgrade header
};

struct ResponseHead : Head {
  int status = 0;
  std::string_view reason;
};

struct HeadResult {
  enum class State { Complete, Incomplete, Refused } state;
  HeadError error = HeadError::Malformed;  // of Refused
};

// `out` is valid after Complete, as long as `buffer` lives and does not move. Leading empty lines before a
// request are skipped (RFC 9112 section 2.2) and count as part of its head. `scanned` (optional) remembers
// how far an incomplete head was searched for its end: 0 before the first call, and set back to 0 once the
// head is complete or refused. A buffer of head_bytes_max bytes is never Incomplete. What the answer is does
// not depend on how the bytes arrived, and bytes that cannot become a head are refused as soon as the first
// wrong one is there, where that is cheap to see.
HeadResult parse_request_head(std::string_view buffer, const HeadLimits& limits, RequestHead& out,
                              size_t* scanned = nullptr);

// Whether a response has a body depends on the request's method (HEAD) and the status.
HeadResult parse_response_head(std::string_view buffer, const HeadLimits& limits, bool answers_head_request,
                               ResponseHead& out, size_t* scanned = nullptr);

bool equal_ignoring_case(std::string_view a, std::string_view b);

// Calls `each` for every element of a comma-separated list header, trimmed; empty elements are skipped.
template <class Fn>
void for_each_element(std::string_view list, Fn each) {
  while (!list.empty()) {
    const size_t comma = list.find(',');
    std::string_view element = list.substr(0, comma);
    list.remove_prefix(comma == std::string_view::npos ? list.size() : comma + 1);
    while (!element.empty() && (element.front() == ' ' || element.front() == '\t')) element.remove_prefix(1);
    while (!element.empty() && (element.back() == ' ' || element.back() == '\t')) element.remove_suffix(1);
    if (!element.empty()) each(element);
  }
}

}  // namespace sluice::http
