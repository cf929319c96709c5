#pragma once
// What a proxy changes in the heads that pass through it (RFC 9110 section 7.6, RFC 9112).
//
//   version                  ours: HTTP/1.1, whatever the sender's was
//   Connection               consumed here, with every header it nominates
//   Keep-Alive, TE,          consumed here: they speak of one connection
//   Proxy-Connection
//   Upgrade                  kept together with "Connection: upgrade" for a tunnel, otherwise consumed. h2c
//   is never
//                            passed on: behind a tunnel of HTTP/2 no rule of this proxy would hold
//   Transfer-Encoding,       kept: the framing of the body passes through unchanged, and is checked on the
//   way. Only for Trailer                  an HTTP/1.0 client a chunked response is taken out of its chunks
//   Expect, 1xx              passed on end to end; not to and from HTTP/1.0 clients
//   Host                     kept; an HTTP/1.0 request without one gets the address it was sent to
//   X-Forwarded-For          if the listener says so: the client's address is appended to what the client
//   sent
//
// A header that decides about framing, routing or the client's address is never removed because Connection
// names it. Via is not added: the peers in this place do not either, and services compare responses with and
// without a proxy.

#include <array>
#include <string_view>
#include <vector>

#include "edge/dataplane/l7/head_edits.h"
#include "platform/base/ip.h"
#include "platform/http/head.h"

namespace sluice::l7 {

// One per worker: what is needed only while a head is looked at.
struct Scratch {
  http::RequestHead request;
  http::ResponseHead response;
  std::vector<HeadEdit> edits;
  std::string inserted;  // backs the edits' texts that are not constant
};

// More than connection_options_max: no honest sender says so much, and the message is to be refused.
bool has_too_many_options(const http::Head& head);

// Whether the request asks for a tunnel that may be granted.
bool asks_for_tunnel(const http::RequestHead& head);

struct RequestRewrite {
  bool tunnel = false;  // asks_for_tunnel()
  bool append_forwarded = false;
  base::Ipv4 client;
  base::Endpoint host;  // where the request was sent to
};

// Rewrites the head that was parsed into `scratch.request` from `buffer`, and returns where it begins now. It
// still ends at buffer + head.size. The views in scratch.request are invalid afterwards.
char* rewrite_request(char* buffer, Scratch& scratch, const RequestRewrite& what);

enum class ClientConnection { KeepAlive, KeepAliveSaid, Close };

struct ResponseRewrite {
  ClientConnection connection =
      ClientConnection::KeepAlive;  // KeepAliveSaid: an HTTP/1.0 client must be told
  bool tunnel = false;              // this is the 101 that opens it
  bool unchunked = false;           // the body is taken out of its chunks
};
char* rewrite_response(char* buffer, Scratch& scratch, const ResponseRewrite& what);

}  // namespace sluice::l7
