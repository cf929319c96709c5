#include "edge/dataplane/l7/error_response.h"

#include <array>
#include <map>
#include <string>

namespace sluice::l7 {
namespace {

using session::Cause;

struct Answer {
  std::string with_body;
  std::string without_body;
};

struct Row {
  int status;
  std::string_view reason;
  std::string_view text;
};

constexpr std::array rows = {
    Row{400, "Bad Request", "The request is not valid HTTP/1.1."},
    Row{408, "Request Timeout", "The request did not arrive in time."},
    Row{414, "URI Too Long", "The request target is too long."},
    Row{431, "Request Header Fields Too Large", "The request head is too large."},
    Row{501, "Not Implemented", "This method is not served by a load balancer."},
    Row{502, "Bad Gateway", "No valid response came from the backend server."},
    Row{503, "Service Unavailable", "No backend server is available."},
    Row{504, "Gateway Timeout", "The backend server did not respond in time."},
    Row{505, "HTTP Version Not Supported", "Only HTTP/1.0 and HTTP/1.1 are served."},
};

Answer compose(const Row& row, bool keep_alive) {
  Answer answer;
  answer.without_body =
      "HTTP/1.1 " + std::to_string(row.status) + " " + std::string(row.reason) +
      "\r\nContent-Type: text/plain\r\nContent-Length: " + std::to_string(row.text.size() + 1) +
      (keep_alive ? "\r\n\r\n" : "\r\nConnection: close\r\n\r\n");
  answer.with_body = answer.without_body + std::string(row.text) + "\n";
  return answer;
}

std::map<int, Answer> compose_all(bool keep_alive) {
  std::map<int, Answer> answers;
  for (const Row& row : rows) answers.emplace(row.status, compose(row, keep_alive));
  return answers;
}

}  // namespace

int status_of(Cause cause) {
  switch (cause) {
    case Cause::RequestMalformed:
      return 400;
    case Cause::RequestTooSlow:
      return 408;
    case Cause::TargetTooLong:
      return 414;
    case Cause::HeadTooLarge:
      return 431;
    case Cause::MethodNotServed:
      return 501;
    case Cause::BackendRefused:
    case Cause::BackendBroken:
    case Cause::BackendMalformed:
      return 502;
    case Cause::NoBackend:
    case Cause::NodeExhausted:
      return 503;
    case Cause::BackendTimedOut:
    case Cause::BackendTooSlow:
      return 504;
    case Cause::VersionNotServed:
      return 505;
    case Cause::ClientGone:
    case Cause::ClientTooSlow:
      return 0;
  }
  return 0;
}

std::string_view error_response(Cause cause, bool answers_head_request, bool keep_alive) {
  static const std::array answers = {compose_all(false), compose_all(true)};
  const auto& of_kind = answers[keep_alive ? 1 : 0];
  const auto at = of_kind.find(status_of(cause));
  if (at == of_kind.end()) return {};
  return answers_head_request ? at->second.without_body : at->second.with_body;
}

}  // namespace sluice::l7
