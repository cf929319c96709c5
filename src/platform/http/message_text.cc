#include "platform/http/message_text.h"

#include <algorithm>
#include <array>
#include <ctime>

#include <fmt/format.h>

#include "platform/http/characters.h"

namespace sluice::http {
namespace {

constexpr std::array<std::string_view, 4> framing_headers{"content-length", "transfer-encoding", "connection",
                                                          "keep-alive"};

bool is_framing(std::string_view name) {
  return std::any_of(framing_headers.begin(), framing_headers.end(),
                     [name](std::string_view known) { return equal_ignoring_case(name, known); });
}

bool is_token(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return is(c, token_char); });
}

void append_header(std::string& text, std::string_view name, std::string_view value) {
  if (!is_token(name) || is_framing(name)) return;
  text += name;
  text += ": ";
  for (const char c : value) text += is_control(c) ? ' ' : c;
  text += "\r\n";
}

}  // namespace

bool status_forbids_body(int status) {
  return status < 200 || status == 204 || status == 304;
}

std::string format_response_head(const Response& response, AfterAnswer after, base::WallTime now) {
  std::string text = fmt::format("HTTP/1.1 {} {}\r\nDate: {}\r\n", response.status,
                                 reason_phrase(response.status), format_http_date(now));
  for (const auto& [name, value] : response.headers) {
    if (!equal_ignoring_case(name, "date")) append_header(text, name, value);
  }
  if (!status_forbids_body(response.status))
    text += fmt::format("Content-Length: {}\r\n", response.content().size());
  if (after == AfterAnswer::KeepAlive) {
    text +=
        fmt::format("Connection: keep-alive\r\nKeep-Alive: timeout={}\r\n\r\n", keep_alive_promise.count());
  } else {
    text += "Connection: close\r\n\r\n";
  }
  return text;
}

std::string format_request_head(const Request& request, std::string_view host) {
  std::string text = fmt::format("{} {} HTTP/1.1\r\n", request.method, request.target);
  if (find_header(request.headers, "host").empty()) append_header(text, "Host", host);
  for (const auto& [name, value] : request.headers) append_header(text, name, value);
  const bool suggests_body = request.method == "POST" || request.method == "PUT" || request.method == "PATCH";
  if (suggests_body || !request.body.empty())
    text += fmt::format("Content-Length: {}\r\n", request.body.size());
  return text + "\r\n";
}

std::string format_http_date(base::WallTime time) {
  constexpr const char* days[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  constexpr const char* months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                    "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const std::time_t seconds = base::to_unix_ms(time) / 1000;
  std::tm parts{};
  ::gmtime_r(&seconds, &parts);
  return fmt::format("{}, {:02} {} {} {:02}:{:02}:{:02} GMT", days[parts.tm_wday], parts.tm_mday,
                     months[parts.tm_mon], parts.tm_year + 1900, parts.tm_hour, parts.tm_min, parts.tm_sec);
}

}  // namespace sluice::http
