#include "edge/dataplane/l7/forwarded_head.h"

#include <algorithm>
#include <cassert>

#include "edge/dataplane/l7/limits.h"

namespace sluice::l7 {
namespace {

using http::equal_ignoring_case;
using http::Header;

enum class Treatment {
  EndToEnd,
  Connection,
  ThisConnection,
  Upgrade,
  TransferEncoding,
  Trailer,
  Expect,
  ForwardedFor
};

// Decided by length first: nearly every header of a real message is none of these.
Treatment treatment_of(std::string_view name) {
  switch (name.size()) {
    case 2:
      if (equal_ignoring_case(name, "TE")) return Treatment::ThisConnection;
      break;
    case 6:
      if (equal_ignoring_case(name, "Expect")) return Treatment::Expect;
      break;
    case 7:
      if (equal_ignoring_case(name, "Upgrade")) return Treatment::Upgrade;
      if (equal_ignoring_case(name, "Trailer")) return Treatment::Trailer;
      break;
    case 10:
      if (equal_ignoring_case(name, "Connection")) return Treatment::Connection;
      if (equal_ignoring_case(name, "Keep-Alive")) return Treatment::ThisConnection;
      break;
    case 15:
      if (equal_ignoring_case(name, "X-Forwarded-For")) return Treatment::ForwardedFor;
      break;
    case 16:
      if (equal_ignoring_case(name, "Proxy-Connection")) return Treatment::ThisConnection;
      break;
    case 17:
      if (equal_ignoring_case(name, "Transfer-Encoding")) return Treatment::TransferEncoding;
      break;
    default:
      break;
  }
  return Treatment::EndToEnd;
}

bool is_connection_option(std::string_view name) {
  return equal_ignoring_case(name, "close") || equal_ignoring_case(name, "keep-alive") ||
         equal_ignoring_case(name, "upgrade");
}

bool nominated(const http::Head& head, std::string_view name) {
  if (equal_ignoring_case(name, "Host") || equal_ignoring_case(name, "Content-Length")) return false;
  bool found = false;
  for (const Header& header : head.headers()) {
    if (treatment_of(header.name) != Treatment::Connection) continue;
    http::for_each_element(
        header.value, [&](std::string_view element) { found = found || equal_ignoring_case(element, name); });
  }
  return found;
}

// Whether Connection names anything but the usual options, so that every header has to be compared.
bool nominates(const http::Head& head) {
  bool any = false;
  for (const Header& header : head.headers()) {
    if (treatment_of(header.name) != Treatment::Connection) continue;
    http::for_each_element(header.value,
                           [&](std::string_view element) { any = any || !is_connection_option(element); });
  }
  return any;
}

// Offsets in a head that lies at `buffer`.
class Layout {
 public:
  Layout(const char* buffer, const http::Head& head) : buffer_(buffer), head_(head) {}

  // Where the first header line is, or the empty line.
  size_t headers_begin() const { return line_begin(0); }
  size_t line_begin(size_t i) const {
    return i < head_.count ? static_cast<size_t>(head_.storage[i].name.data() - buffer_) : head_.size - 2;
  }
  HeadEdit without_line(size_t i) const { return {line_begin(i), line_begin(i + 1) - line_begin(i), {}}; }
  size_t value_end(size_t i) const {
    const std::string_view value = head_.storage[i].value;
    return static_cast<size_t>(value.data() - buffer_) + value.size();
  }

 private:
  const char* buffer_;
  const http::Head& head_;
};

// `start` is the offset of the start line: a request may have empty lines before it.
char* finish(char* buffer, size_t start, Scratch& scratch, const http::Head& head) {
  for (HeadEdit& edit : scratch.edits) edit.at -= start;
  assert(growth_of(scratch.edits) <= static_cast<ptrdiff_t>(head_room_bytes));
  return apply_edits(buffer + start, buffer + head.size, scratch.edits);
}

}  // namespace

bool has_too_many_options(const http::Head& head) {
  size_t options = 0;
  for (const Header& header : head.headers()) {
    if (treatment_of(header.name) != Treatment::Connection) continue;
    http::for_each_element(header.value, [&](std::string_view) { ++options; });
  }
  return options > connection_options_max;
}

bool asks_for_tunnel(const http::RequestHead& head) {
  if (!head.upgrade) return false;
  bool h2c = false;
  for (const Header& header : head.headers()) {
    if (treatment_of(header.name) != Treatment::Upgrade) continue;
    http::for_each_element(
        header.value, [&](std::string_view protocol) { h2c = h2c || equal_ignoring_case(protocol, "h2c"); });
  }
  return !h2c;
}

char* rewrite_request(char* buffer, Scratch& scratch, const RequestRewrite& what) {
  const http::RequestHead& head = scratch.request;
  const Layout layout(buffer, head);
  const bool http10 = head.minor_version == 0;
  const bool compare_all = nominates(head);
  bool has_host = false;
  size_t forwarded_at = head.count;  // the last X-Forwarded-For line that says something

  scratch.edits.clear();
  scratch.inserted.clear();
  scratch.edits.push_back({.at = layout.headers_begin()});
  for (size_t i = 0; i < head.count; ++i) {
    const std::string_view name = head.storage[i].name;
    bool removed = false;
    switch (treatment_of(name)) {
      case Treatment::Connection:
      case Treatment::ThisConnection:
        removed = true;
        break;
      case Treatment::Upgrade:
        removed = !what.tunnel;
        break;
      case Treatment::Expect:
        removed = http10;
        break;
      case Treatment::ForwardedFor:
        if (what.append_forwarded && head.storage[i].value.empty()) {
          removed = true;
        } else {
          forwarded_at = i;
        }
        break;
      case Treatment::EndToEnd:
        has_host = has_host || equal_ignoring_case(name, "Host");
        removed = compare_all && nominated(head, name);
        break;
      case Treatment::TransferEncoding:
      case Treatment::Trailer:
        break;
    }
    if (removed) scratch.edits.push_back(layout.without_line(i));
  }

  // Everything inserted is put together first, as the edits refer to it.
  const std::string client = base::format_ipv4(what.client);
  const bool append = what.append_forwarded && forwarded_at < head.count;
  if (what.append_forwarded && !append) scratch.inserted += "X-Forwarded-For: " + client + "\r\n";
  if (what.tunnel) scratch.inserted += "Connection: upgrade\r\n";
  if (!has_host && http10) scratch.inserted += "Host: " + base::format_endpoint(what.host) + "\r\n";
  const size_t lines_bytes = scratch.inserted.size();
  if (append) scratch.inserted += ", " + client;
  const std::string_view inserted = scratch.inserted;

  scratch.edits.front().inserted = inserted.substr(0, lines_bytes);
  if (append) {
    const HeadEdit edit{.at = layout.value_end(forwarded_at), .inserted = inserted.substr(lines_bytes)};
    scratch.edits.insert(std::ranges::upper_bound(scratch.edits, edit.at, {}, &HeadEdit::at), edit);
  }
  const auto start = static_cast<size_t>(head.method.data() - buffer);
  buffer[layout.headers_begin() - 3] = '1';  // the last digit of "HTTP/1.x\r\n"
  return finish(buffer, start, scratch, head);
}

char* rewrite_response(char* buffer, Scratch& scratch, const ResponseRewrite& what) {
  const http::ResponseHead& head = scratch.response;
  const Layout layout(buffer, head);
  const bool compare_all = nominates(head);

  scratch.edits.clear();
  scratch.edits.push_back({.at = layout.headers_begin()});
  for (size_t i = 0; i < head.count; ++i) {
    const std::string_view name = head.storage[i].name;
    bool removed = false;
    switch (treatment_of(name)) {
      case Treatment::Connection:
      case Treatment::ThisConnection:
        removed = true;
        break;
      case Treatment::Upgrade:
        removed = !what.tunnel;
        break;
      case Treatment::TransferEncoding:
      case Treatment::Trailer:
        removed = what.unchunked;
        break;
      case Treatment::EndToEnd:
        removed = compare_all && nominated(head, name);
        break;
      case Treatment::Expect:
      case Treatment::ForwardedFor:
        break;
    }
    if (removed) scratch.edits.push_back(layout.without_line(i));
  }
  std::string_view& inserted = scratch.edits.front().inserted;
  if (what.tunnel) {
    inserted = "Connection: upgrade\r\n";
  } else if (what.connection == ClientConnection::Close) {
    inserted = "Connection: close\r\n";
  } else if (what.connection == ClientConnection::KeepAliveSaid) {
    inserted = "Connection: keep-alive\r\n";
  }
  constexpr size_t version_digit = std::string_view("HTTP/1.").size();
  buffer[version_digit] = '1';
  return finish(buffer, 0, scratch, head);
}

}  // namespace sluice::l7
