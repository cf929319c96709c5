#include "platform/http/client.h"

#include <array>
#include <cerrno>
#include <cstring>

#include <fmt/format.h>
#include <poll.h>
#include <sys/socket.h>

#include "platform/http/body.h"
#include "platform/io/listen.h"
#include "platform/io/sockaddr.h"

namespace sluice::http {
namespace {

base::Unexpected<std::string> failed(std::string_view what, int error) {
  return base::Unexpected{fmt::format("{}: {}", what, error == EAGAIN ? "timed out" : std::strerror(error))};
}

void set_io_timeout(int fd, std::chrono::milliseconds timeout) {
  const timeval value{.tv_sec = timeout.count() / 1000, .tv_usec = timeout.count() % 1000 * 1000};
  ::setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &value, sizeof value);
  ::setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &value, sizeof value);
}

base::Result<void, std::string> send_all(int fd, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t sent = ::send(fd, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent < 0 && errno == EINTR) continue;
    if (sent < 0) return failed("cannot send", errno);
    bytes.remove_prefix(static_cast<size_t>(sent));
  }
  return {};
}

std::string serialise(const Request& request, const base::Endpoint& server) {
  std::string text = fmt::format("{} {} HTTP/1.1\r\n", request.method, request.target);
  if (find_header(request.headers, "host").empty())
    text += fmt::format("Host: {}\r\n", base::format_endpoint(server));
  for (const auto& [name, value] : request.headers) text += fmt::format("{}: {}\r\n", name, value);
  const bool has_length = !find_header(request.headers, "content-length").empty();
  if (!has_length && !request.body.empty())
    text += fmt::format("Content-Length: {}\r\n", request.body.size());
  return text + "\r\n" + request.body;
}

}  // namespace

base::Result<Response, std::string> Client::send(const Request& request) {
  const bool reused = static_cast<bool>(socket_);
  bool answered = false;
  auto response = exchange(request, answered);
  if (response || !reused || answered) return response;
  socket_.reset();
  return exchange(request, answered);
}

base::Result<Response, std::string> Client::exchange(const Request& request, bool& answered) {
  if (!socket_) {
    if (auto connected = connect(); !connected) return base::Unexpected{std::move(connected).error()};
  }
  if (auto sent = send_all(socket_.get(), serialise(request, server_)); !sent) {
    return base::Unexpected{std::move(sent).error()};
  }
  return receive(request.method == "HEAD", answered);
}

base::Result<void, std::string> Client::connect() {
  base::UniqueFd fd(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
  if (!fd) return failed("cannot make a socket", errno);
  // The send timeout bounds connect() as well.
  set_io_timeout(fd.get(), options_.connect_timeout);
  const sockaddr_in address = io::to_sockaddr(server_);
  if (::connect(fd.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
    return failed(fmt::format("cannot connect to {}", base::format_endpoint(server_)),
                  errno == EINPROGRESS ? EAGAIN : errno);
  }
  set_io_timeout(fd.get(), options_.io_timeout);
  io::set_no_delay(fd.get());
  socket_ = std::move(fd);
  return {};
}

base::Result<Response, std::string> Client::receive(bool answers_head_request, bool& answered) {
  constexpr HeadLimits limits{.head_bytes_max = 64 * 1024};
  std::string in;
  std::array<char, 16 * 1024> block;
  const auto receive_some = [&]() -> base::Result<bool, std::string> {
    const ssize_t got = ::recv(socket_.get(), block.data(), block.size(), 0);
    if (got < 0) return failed("cannot receive", errno);
    answered |= got > 0;
    in.append(block.data(), static_cast<size_t>(got));
    return got > 0;
  };
  ResponseHead head;
  size_t scanned = 0;
  while (true) {
    const HeadResult parsed = parse_response_head(in, limits, answers_head_request, head, &scanned);
    if (parsed.state == HeadResult::State::Refused)
      return base::Unexpected{std::string("the answer is not HTTP/1.1")};
    const bool interim =
        parsed.state == HeadResult::State::Complete && head.status >= 100 && head.status < 200;
    if (parsed.state == HeadResult::State::Complete && !interim) break;
    if (interim) {
      in.erase(0, head.size);
      scanned = 0;
      continue;
    }
    const auto more = receive_some();
    if (!more) return base::Unexpected{more.error()};
    if (!*more)
      return base::Unexpected{std::string("the connection was closed before the answer was complete")};
  }
  Response response{.status = head.status};
  for (const Header& header : head.headers()) response.headers.emplace_back(header.name, header.value);
  const bool keep_alive = head.keep_alive && head.body.kind != BodyKind::UntilClose;
  BodyReader body(head.body);
  in.erase(0, head.size);
  while (true) {
    in.erase(0, body.consume(in, &response.body));
    if (body.done()) break;
    if (body.state() == BodyReader::State::Malformed)
      return base::Unexpected{std::string("the answer's body is malformed")};
    if (response.body.size() > options_.response_bytes_max) {
      return base::Unexpected{fmt::format("the answer is larger than {} bytes", options_.response_bytes_max)};
    }
    const auto more = receive_some();
    if (!more) return base::Unexpected{more.error()};
    if (!*more) body.on_end_of_stream();
    if (!*more && !body.done())
      return base::Unexpected{std::string("the connection was closed in the answer's body")};
  }
  if (!keep_alive) socket_.reset();
  return response;
}

base::Result<Response, std::string> fetch(const base::Endpoint& server, const Request& request,
                                          ClientOptions options) {
  return Client(server, options).send(request);
}

}  // namespace sluice::http
