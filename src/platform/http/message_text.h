#pragma once
// Whole messages as text: what the server and the client send (RFC 9112).
//
// Framing belongs to the writer: Content-Length, Transfer-Encoding, Connection, Keep-Alive and (in answers)
// Date among the caller's headers are left out. A header whose name is no token is left out as well, and
// control characters in a value become spaces: no value that came from a stranger can end a line here.

#include <string>
#include <string_view>

#include "platform/base/clock.h"
#include "platform/http/message.h"

namespace sluice::http {

enum class AfterAnswer { KeepAlive, Close };

// What clients are told; the server waits some seconds longer, so that a request sent in the last moment
// arrives.
inline constexpr std::chrono::seconds keep_alive_promise{25};

// Status line and headers with the empty line. The length is that of the body, which a HEAD request is told,
// too; none for a status that never has a body.
std::string format_response_head(const Response& response, AfterAnswer after, base::WallTime now);

// 1xx, 204 and 304.
bool status_forbids_body(int status);

// Request line and headers with the empty line. `host` is used unless there is a Host header. A length is
// written if there is a body, or for a method that suggests one.
std::string format_request_head(const Request& request, std::string_view host);

// "Sun, 06 Nov 1994 08:49:37 GMT" (RFC 9110 section 5.6.7).
std::string format_http_date(base::WallTime time);

}  // namespace sluice::http
