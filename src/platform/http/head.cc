#include "platform/http/head.h"

#include <algorithm>
#include <cstring>
#include <limits>

#include "platform/http/characters.h"
#include "platform/http/head_scan.h"

namespace sluice::http {
namespace {

using State = HeadResult::State;

constexpr HeadResult complete{State::Complete};
constexpr HeadResult incomplete{State::Incomplete};
constexpr HeadResult refused(HeadError error) {
  return {State::Refused, error};
}
constexpr HeadResult malformed = refused(HeadError::Malformed);

constexpr char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
}

// `known` is in lower case and as long as `name`.
bool is_name(std::string_view name, std::string_view known) {
  for (size_t i = 0; i < known.size(); ++i) {
    if (lower(name[i]) != known[i]) return false;
  }
  return true;
}

// Takes the next line, without its end. There is one: find_head_end() has seen it.
std::string_view take_line(std::string_view& rest) {
  const size_t length = static_cast<const char*>(std::memchr(rest.data(), '\r', rest.size())) - rest.data();
  const std::string_view line = rest.substr(0, length);
  rest.remove_prefix(length + 2);
  return line;
}

bool is_blank(char c) {
  return c == ' ' || c == '\t';
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

size_t span_of(std::string_view text, CharacterClass wanted) {
  size_t length = 0;
  while (length < text.size() && is(text[length], wanted)) ++length;
  return length;
}

// uri-host [":" port] (RFC 9110 section 7.2). Never empty here, though the grammar allows that: no request to
// a proxy or to the gateway is for nobody.
bool is_host(std::string_view value) {
  size_t end;
  if (value.starts_with('[')) {
    end = 1;
    while (end < value.size() && (is(value[end], hex_digit) || value[end] == ':' || value[end] == '.')) ++end;
    if (end == 1 || end == value.size() || value[end] != ']') return false;
    ++end;
  } else {
    end = span_of(value, host_char);
    if (end == 0) return false;
  }
  const std::string_view port = value.substr(end);
  return port.empty() ||
         (port.front() == ':' && port.size() <= 6 && std::all_of(port.begin() + 1, port.end(), is_digit));
}

// 1*DIGIT up to the largest signed 64-bit number, as some other reader of the same message may have no more.
bool parse_length(std::string_view text, uint64_t& out) {
  constexpr uint64_t length_max = std::numeric_limits<int64_t>::max();
  if (text.empty()) return false;
  out = 0;
  for (const char c : text) {
    if (!is_digit(c)) return false;
    const auto digit = static_cast<uint64_t>(c - '0');
    if (out > (length_max - digit) / 10) return false;
    out = out * 10 + digit;
  }
  return true;
}

// What the header lines say about framing and the connection.
struct Facts {
  bool has_length = false;
  bool chunked = false;
  bool close = false;
  bool keep_alive = false;
  bool connection_upgrade = false;
  bool has_upgrade = false;
  bool expects_continue = false;
  uint64_t length = 0;
  std::string_view length_text;
  std::string_view host;
};

// False for what makes the whole message untrustworthy.
bool note(const Header& header, Facts& facts) {
  const auto [name, value] = header;
  switch (name.size()) {
    case 4:
      if (!is_name(name, "host")) break;
      if (!facts.host.empty() || !is_host(value)) return false;
      facts.host = value;
      break;
    case 6:
      if (is_name(name, "expect") && equal_ignoring_case(value, "100-continue"))
        facts.expects_continue = true;
      break;
    case 7:
      if (is_name(name, "upgrade")) facts.has_upgrade = true;
      break;
    case 10:
      if (!is_name(name, "connection")) break;
      for_each_element(value, [&facts](std::string_view option) {
        if (equal_ignoring_case(option, "close")) facts.close = true;
        if (equal_ignoring_case(option, "keep-alive")) facts.keep_alive = true;
        if (equal_ignoring_case(option, "upgrade")) facts.connection_upgrade = true;
      });
      break;
    case 14:
      if (!is_name(name, "content-length")) break;
      if (facts.has_length) return value == facts.length_text;
      facts.has_length = true;
      facts.length_text = value;
      return parse_length(value, facts.length);
    case 17:
      if (!is_name(name, "transfer-encoding")) break;
      // One line, one coding. Lists ("gzip, chunked") are legal, but two readers that split them differently
      // are how requests are smuggled, and no client of ours needs them.
      if (facts.chunked || !equal_ignoring_case(value, "chunked")) return false;
      facts.chunked = true;
      break;
    default:
      break;
  }
  return true;
}

// Reads the header lines up to the empty one.
HeadResult parse_headers(std::string_view rest, Head& out, Facts& facts) {
  out.count = 0;
  for (std::string_view line = take_line(rest); !line.empty(); line = take_line(rest)) {
    // Also refuses folded lines and white space before the colon, as neither is a token.
    const size_t name_length = span_of(line, token_char);
    if (name_length == 0 || name_length == line.size() || line[name_length] != ':') return malformed;
    if (out.count == headers_max) return refused(HeadError::HeadTooLarge);
    Header& header = out.storage[out.count++];
    header = {line.substr(0, name_length), trimmed(line.substr(name_length + 1))};
    if (!note(header, facts)) return malformed;
  }
  // The length told twice, or in a version that did not know the coding (RFC 9112 section 6.1, 6.3).
  if (facts.chunked && (facts.has_length || out.minor_version == 0)) return malformed;
  out.keep_alive = !facts.close && (out.minor_version == 1 || facts.keep_alive);
  return complete;
}

// "HTTP/1.1"
HeadResult parse_version(std::string_view text, Head& out) {
  if (text.size() != 8 || !text.starts_with("HTTP/") || !is_digit(text[5]) || text[6] != '.' ||
      !is_digit(text[7])) {
    return malformed;
  }
  if (text[5] != '1' || text[7] > '1') return refused(HeadError::VersionNotServed);
  out.minor_version = text[7] - '0';
  return complete;
}

HeadResult parse_request_line(std::string_view line, const HeadLimits& limits, RequestHead& out) {
  const size_t method_length = span_of(line, token_char);
  if (method_length == 0 || method_length == line.size() || line[method_length] != ' ') return malformed;
  out.method = line.substr(0, method_length);
  line.remove_prefix(method_length + 1);
  const size_t target_length = span_of(line, target_char);
  if (target_length == 0 || target_length == line.size() || line[target_length] != ' ') return malformed;
  out.target = line.substr(0, target_length);
  if (target_length > limits.target_bytes_max) return refused(HeadError::TargetTooLong);
  return parse_version(line.substr(target_length + 1), out);
}

HeadResult parse_status_line(std::string_view line, ResponseHead& out) {
  if (const auto version = parse_version(line.substr(0, 8), out); version.state != State::Complete)
    return version;
  line.remove_prefix(8);
  if (line.size() < 4 || line[0] != ' ' || line[1] < '1' || !is_digit(line[1]) || !is_digit(line[2]) ||
      !is_digit(line[3])) {
    return malformed;
  }
  out.status = (line[1] - '0') * 100 + (line[2] - '0') * 10 + (line[3] - '0');
  line.remove_prefix(4);
  // The space is required even before an empty reason, but servers that leave it out are common and harmless.
  if (!line.empty() && line[0] != ' ') return malformed;
  out.reason = line.empty() ? line : line.substr(1);
  return complete;
}

// Finds the head's end in `searched` (the buffer up to the limit), from where the last call stopped. Complete
// says that `head` is all of it.
HeadResult find_end(std::string_view searched, size_t start, const HeadLimits& limits, size_t& scanned,
                    std::string_view& head) {
  const HeadScan scan = find_head_end(searched, start, std::max(start, scanned));
  switch (scan.state) {
    case HeadScan::State::Found:
      head = searched.substr(0, scan.position);
      return complete;
    case HeadScan::State::Malformed:
      return malformed;
    case HeadScan::State::NotFound:
      break;
  }
  scanned = scan.position;
  return searched.size() < limits.head_bytes_max ? incomplete : refused(HeadError::HeadTooLarge);
}

Body response_body(const Facts& facts, int status, bool answers_head_request) {
  const bool never = status < 200 || status == 204 || status == 304 || answers_head_request;
  if (never) return {BodyKind::None};
  if (facts.chunked) return {BodyKind::Chunked};
  if (facts.has_length) return {BodyKind::Length, facts.length};
  return {BodyKind::UntilClose};
}

HeadResult read_request(std::string_view searched, const HeadLimits& limits, RequestHead& out,
                        size_t& scanned) {
  size_t start = 0;
  while (searched.substr(start).starts_with("\r\n")) start += 2;
  // Bytes that can never become a request (a TLS greeting, say) are refused before a timeout has to.
  const bool begun = start < searched.size();
  if (begun && searched[start] != '\r' && !is(searched[start], token_char)) return malformed;

  std::string_view head;
  if (const auto found = find_end(searched, start, limits, scanned, head); found.state != State::Complete) {
    const bool too_large = found.state == State::Refused && found.error == HeadError::HeadTooLarge;
    const bool in_request_line = begun && searched.find('\n', start) == std::string_view::npos;
    return too_large && in_request_line ? refused(HeadError::TargetTooLong) : found;
  }
  std::string_view rest = head.substr(start);
  const auto line = parse_request_line(take_line(rest), limits, out);
  if (line.state != State::Complete) return line;
  Facts facts;
  if (const auto headers = parse_headers(rest, out, facts); headers.state != State::Complete) return headers;
  if (out.minor_version == 1 && facts.host.empty()) return malformed;

  out.size = head.size();
  out.body = facts.chunked      ? Body{BodyKind::Chunked}
             : facts.has_length ? Body{BodyKind::Length, facts.length}
                                : Body{BodyKind::None};
  // RFC 9110 sections 7.8 and 10.1.1: both are ignored in HTTP/1.0.
  out.expects_continue = facts.expects_continue && out.minor_version == 1;
  out.upgrade = facts.connection_upgrade && facts.has_upgrade && out.minor_version == 1;
  return complete;
}

HeadResult read_response(std::string_view searched, const HeadLimits& limits, bool answers_head_request,
                         ResponseHead& out, size_t& scanned) {
  constexpr std::string_view beginning = "HTTP/";
  if (!beginning.starts_with(searched.substr(0, beginning.size()))) return malformed;

  std::string_view head;
  const auto found = find_end(searched, 0, limits, scanned, head);
  if (found.state != State::Complete) return found;
  std::string_view rest = head;
  if (const auto line = parse_status_line(take_line(rest), out); line.state != State::Complete) return line;
  Facts facts;
  if (const auto headers = parse_headers(rest, out, facts); headers.state != State::Complete) return headers;

  out.size = head.size();
  out.body = response_body(facts, out.status, answers_head_request);
  // A status that never has a body, announced with one: what follows may be that body, so nothing else is
  // read from this connection. The same after 101, when it speaks another protocol.
  const bool contradicts = (out.status < 200 || out.status == 204) && (facts.chunked || facts.length > 0);
  if (out.body.kind == BodyKind::UntilClose || out.status == 101 || contradicts) out.keep_alive = false;
  return complete;
}

// Keeps the caller's mark only while the head is incomplete.
template <class Read>
HeadResult resume(size_t* scanned, Read read) {
  size_t position = scanned == nullptr ? 0 : *scanned;
  const HeadResult result = read(position);
  if (scanned != nullptr) *scanned = result.state == State::Incomplete ? position : 0;
  return result;
}

}  // namespace

std::string_view Head::header(std::string_view name) const {
  for (const Header& header : headers()) {
    if (equal_ignoring_case(header.name, name)) return header.value;
  }
  return {};
}

bool Head::has(std::string_view name) const {
  return std::any_of(headers().begin(), headers().end(),
                     [name](const Header& header) { return equal_ignoring_case(header.name, name); });
}

HeadResult parse_request_head(std::string_view buffer, const HeadLimits& limits, RequestHead& out,
                              size_t* scanned) {
  return resume(scanned, [&](size_t& position) {
    return read_request(buffer.substr(0, limits.head_bytes_max), limits, out, position);
  });
}

HeadResult parse_response_head(std::string_view buffer, const HeadLimits& limits, bool answers_head_request,
                               ResponseHead& out, size_t* scanned) {
  return resume(scanned, [&](size_t& position) {
    return read_response(buffer.substr(0, limits.head_bytes_max), limits, answers_head_request, out,
                         position);
  });
}

bool equal_ignoring_case(std::string_view a, std::string_view b) {
  return a.size() == b.size() &&
         std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) { return lower(x) == lower(y); });
}

}  // namespace sluice::http
