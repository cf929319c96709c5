#include "platform/http/server_connection.h"

#include <ctime>

#include <fmt/format.h>

namespace sluice::http {
namespace {

constexpr size_t read_block_bytes = 16 * 1024;
constexpr std::string_view continue_line = "HTTP/1.1 100 Continue\r\n\r\n";

Refusal refusal_of(HeadError error) {
  switch (error) {
    case HeadError::Malformed:
      return Refusal::Malformed;
    case HeadError::TargetTooLong:
      return Refusal::TargetTooLong;
    case HeadError::HeadTooLarge:
      return Refusal::HeadTooLarge;
    case HeadError::VersionNotServed:
      return Refusal::VersionNotServed;
  }
  return Refusal::Malformed;
}

// RFC 9110 section 5.6.7: "Sun, 06 Nov 1994 08:49:37 GMT"
std::string http_date(base::WallTime time) {
  constexpr const char* days[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  constexpr const char* months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                    "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const std::time_t seconds = base::to_unix_ms(time) / 1000;
  std::tm parts{};
  ::gmtime_r(&seconds, &parts);
  return fmt::format("{}, {:02} {} {} {:02}:{:02}:{:02} GMT", days[parts.tm_wday], parts.tm_mday,
                     months[parts.tm_mon], parts.tm_year + 1900, parts.tm_hour, parts.tm_min, parts.tm_sec);
}

iovec part_of(std::string_view text) {
  return {const_cast<char*>(text.data()), text.size()};
}

}  // namespace

ServerConnection::ServerConnection(Server& server, io::Loop& loop, base::UniqueFd socket,
                                   const base::Endpoint& peer)
    : server_(server),
      loop_(loop),
      peer_(peer),
      stream_(loop, std::move(socket), *this),
      deadline_(loop, [this] { close(); }),
      self_(std::make_shared<ServerConnection*>(this)) {
  await_request();
}

void ServerConnection::detach() {
  self_.reset();
  deadline_.disarm();
  stream_.cancel_read();
}

void ServerConnection::close() {
  server_.remove(*this);
}

void ServerConnection::await_request() {
  phase_ = Phase::Idle;
  in_ = std::string();  // an idle connection holds no buffer
  read_block_ = std::string();
  deadline_.arm(server_.options().idle_timeout);
  stream_.await_readable();
}

void ServerConnection::on_readable() {
  if (phase_ == Phase::Idle) {
    phase_ = Phase::Head;
    deadline_.disarm();
    deadline_.arm(server_.options().header_timeout);
  }
  read_more();
}

void ServerConnection::read_more() {
  read_block_.resize(read_block_bytes);
  stream_.read(read_block_);
}

void ServerConnection::on_read(ssize_t result) {
  if (result <= 0) return close();
  if (phase_ == Phase::Lingering) {
    lingered_bytes_ += static_cast<size_t>(result);
    if (lingered_bytes_ > server_.options().linger_bytes_max) return close();
    return read_more();
  }
  in_.append(read_block_.data(), static_cast<size_t>(result));
  advance();
}

void ServerConnection::advance() {
  if (phase_ == Phase::Head && !take_head()) return;
  if (phase_ == Phase::Body && !take_body()) return;
  dispatch();
}

bool ServerConnection::take_head() {
  const ServerOptions& options = server_.options();
  RequestHead head;
  const HeadResult parsed = parse_request_head(
      in_, {.head_bytes_max = options.head_bytes_max, .target_bytes_max = options.target_bytes_max}, head,
      &scanned_);
  if (parsed.state == HeadResult::State::Incomplete) {
    read_more();
    return false;
  }
  if (parsed.state == HeadResult::State::Refused) {
    refuse(refusal_of(parsed.error));
    return false;
  }
  if (head.has("expect") && !head.expects_continue) {
    refuse(Refusal::ExpectationFailed);
    return false;
  }
  if (head.body.kind == BodyKind::Length && head.body.length > options.body_bytes_max) {
    refuse(Refusal::BodyTooLarge);
    return false;
  }
  request_ = Request{.method = std::string(head.method), .target = std::string(head.target), .peer = peer_};
  for (const Header& header : head.headers()) request_.headers.emplace_back(header.name, header.value);
  keep_alive_ = head.keep_alive;
  wants_body_in_answer_ = head.method != "HEAD";
  body_ = BodyReader(head.body);
  in_.erase(0, head.size);
  scanned_ = 0;
  phase_ = Phase::Body;
  deadline_.disarm();
  deadline_.arm(options.body_timeout);
  // A client that has begun its body does not wait for the word.
  if (head.expects_continue && in_.empty() && !body_.done()) {
    writing_continue_ = true;
    const iovec parts[] = {part_of(continue_line)};
    stream_.write(parts);
  }
  return true;
}

bool ServerConnection::take_body() {
  in_.erase(0, body_.consume(in_, &request_.body));
  if (body_.state() == BodyReader::State::Malformed) {
    refuse(Refusal::Malformed);
    return false;
  }
  if (request_.body.size() > server_.options().body_bytes_max) {
    refuse(Refusal::BodyTooLarge);
    return false;
  }
  if (body_.done()) return true;
  read_more();
  return false;
}

void ServerConnection::dispatch() {
  phase_ = Phase::Handling;
  deadline_.disarm();  // the handler has its own bounds
  ++requests_;
  server_.handler_(std::move(request_), Responder(self_));
}

void ServerConnection::answer(Response response) {
  if (phase_ != Phase::Handling) return;
  const bool keep_alive =
      keep_alive_ && !server_.draining() && requests_ < server_.options().requests_per_connection_max;
  write(response, keep_alive);
}

void ServerConnection::refuse(Refusal refusal) {
  linger_after_write_ = true;
  Response response = server_.on_refused_(refusal);
  write(response, false);
}

void ServerConnection::write(const Response& response, bool keep_alive) {
  phase_ = Phase::Writing;
  close_after_write_ = !keep_alive;
  out_head_ = fmt::format("HTTP/1.1 {} {}\r\nDate: {}\r\n", response.status, reason_phrase(response.status),
                          http_date(loop_.clock().wall()));
  for (const auto& [name, value] : response.headers) out_head_ += fmt::format("{}: {}\r\n", name, value);
  out_head_ += fmt::format("Content-Length: {}\r\n", response.body.size());
  out_head_ +=
      keep_alive ? "Connection: keep-alive\r\nKeep-Alive: timeout=25\r\n\r\n" : "Connection: close\r\n\r\n";
  out_body_ = wants_body_in_answer_ ? response.body : std::string();
  deadline_.disarm();
  deadline_.arm(server_.options().write_timeout);
  if (writing_continue_) return;  // goes out when the interim answer is through
  const iovec parts[] = {part_of(out_head_), part_of(out_body_)};
  stream_.write(parts);
}

void ServerConnection::on_write(ssize_t result) {
  if (result < 0) return close();
  if (writing_continue_) {
    writing_continue_ = false;
    if (phase_ != Phase::Writing) return;
    const iovec parts[] = {part_of(out_head_), part_of(out_body_)};
    return stream_.write(parts);
  }
  finish_write();
}

void ServerConnection::finish_write() {
  out_head_ = std::string();
  out_body_ = std::string();
  if (linger_after_write_) {
    phase_ = Phase::Lingering;
    deadline_.disarm();
    deadline_.arm(server_.options().linger_timeout);
    stream_.shutdown_write();
    return read_more();
  }
  if (close_after_write_ || server_.draining()) return close();
  if (in_.empty()) return await_request();
  phase_ = Phase::Head;  // the next request is here already
  deadline_.disarm();
  deadline_.arm(server_.options().header_timeout);
  advance();
}

}  // namespace sluice::http
