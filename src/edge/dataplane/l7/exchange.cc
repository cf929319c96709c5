#include "edge/dataplane/l7/exchange.h"

#include <algorithm>
#include <array>

#include "platform/io/listen.h"

namespace sluice::l7 {
namespace {

using session::Cause;

// RFC 9110 section 9.2.2. An unknown method may do anything.
bool is_idempotent(std::string_view method) {
  constexpr std::array<std::string_view, 6> methods = {"GET", "HEAD", "OPTIONS", "PUT", "DELETE", "TRACE"};
  return std::ranges::find(methods, method) != methods.end();
}

}  // namespace

void Exchange::start() {
  const http::RequestHead& head = service().scratch().request;
  request_ = {.head = head.method == "HEAD",
              .idempotent = is_idempotent(head.method),
              .http10 = head.minor_version == 0,
              .keep_alive = head.keep_alive,
              .tunnel = asks_for_tunnel(head)};
  service().counters().requests.add();
  client_.timer.arm(transfer_stall_timeout);
  // A tunnel to wherever the client likes is not what a load balancer in front of servers is for.
  if (head.method == "CONNECT") return fail(Cause::MethodNotServed);
  if (has_too_many_options(head)) return fail(Cause::RequestMalformed);

  Input& input = client_.input;
  request_body_ = http::BodyReader(head.body);
  const size_t body_bytes = request_body_.consume(input.view().substr(head.size));
  if (request_body_.state() == http::BodyReader::State::Malformed) return fail(Cause::RequestMalformed);
  char* const message_end = input.data() + head.size + body_bytes;
  char* const message_begin = rewrite_request(input.data(), service().scratch(),
                                              {.tunnel = request_.tunnel,
                                               .append_forwarded = service().settings().x_forwarded_for,
                                               .client = client_.address,
                                               .host = service().listener().socket->local()});
  message_ = {message_begin, static_cast<size_t>(message_end - message_begin)};
  input.begin = static_cast<size_t>(message_end - input.buffer.data());
  connect_next(Cause::NoBackend);
}

void Exchange::connect_next(Cause last_failure) {
  const auto backend = attempts_.next(service());
  if (!backend) return fail(last_failure);
  upstream_ = service().upstreams().take(*backend);
  if (upstream_ == nullptr) return dial(*backend);
  reused_ = true;
  service().counters().backend_reuses.add();
  send_message();
}

void Exchange::dial(const base::Endpoint& backend) {
  connector_ = std::make_unique<io::Connector>(service().loop(), backend, session::connect_timeout,
                                               [this, backend](base::Result<base::UniqueFd, int> result) {
                                                 on_connected(backend, std::move(result));
                                               });
}

void Exchange::on_connected(const base::Endpoint& backend, base::Result<base::UniqueFd, int> result) {
  connector_.reset();
  if (!result) {
    const Cause cause = session::cause_of_connect_error(result.error());
    return cause == Cause::NodeExhausted ? fail(cause) : connect_next(cause);
  }
  service().counters().backend_connects.add();
  io::set_no_delay(result->get());
  upstream_ = std::make_unique<UpstreamConnection>(service().upstreams(), backend, *std::move(result));
  reused_ = false;
  send_message();
}

void Exchange::release_upstream() {
  // With nobody to forward it to, no more of the request is taken.
  client_.stream->cancel_read();
  if (upstream_reusable_ && request_sent_) {
    service().upstreams().put(std::move(upstream_));
  } else {
    upstream_.reset();
  }
}

void Exchange::finish() {
  client_.stream->cancel_read();
  upstream_.reset();
  response_.release();
  owner_.on_exchange_done(!close_client_ && request_complete());
}

void Exchange::fail(Cause cause) {
  // An interim response that is still being written cannot be followed by one of ours.
  const bool answered = final_head_ || client_.stream->writing();
  client_.stream->cancel_read();
  connector_.reset();
  upstream_.reset();
  response_.release();
  owner_.on_exchange_failed({.cause = cause, .client_answered = answered});
}

void Exchange::on_timeout() {
  if (client_.stream->writing()) {
    if (!to_client_.moving(*client_.stream)) return fail(Cause::ClientTooSlow);
    return client_.timer.arm(transfer_stall_timeout);
  }
  if (final_head_) return fail(Cause::BackendTooSlow);
  if (request_sent_ || request_refused_ || upstream_ == nullptr) return fail(Cause::BackendTimedOut);
  if (upstream().writing()) {
    if (!to_backend_.moving(upstream())) return fail(Cause::BackendTooSlow);
    return client_.timer.arm(transfer_stall_timeout);
  }
  fail(Cause::RequestTooSlow);
}

}  // namespace sluice::l7
