#include "control/gateway/http_front.h"

#include "control/gateway/documentation.h"
#include "platform/base/form.h"

namespace sluice::gateway {
namespace {

// Browsers may call from anywhere: what protects a call is its signature. Vary is what clients see elsewhere.
constexpr std::pair<std::string_view, std::string_view> on_every_answer[] = {
    {"Access-Control-Allow-Origin", "*"},
    {"Access-Control-Expose-Headers", "*"},
    {"Vary", "Accept-Encoding"}};

http::Response to_http(Rendered content, const model::RequestId& request_id, base::Random& random) {
  http::Response response{.status = content.http_status, .body = std::move(content.body)};
  response.headers = {{"Content-Type", std::string(content.content_type)},
                      {"x-acs-request-id", request_id.get()},
                      {"x-acs-trace-id", random.text(32, "0123456789abcdef")}};
  for (const auto& [name, value] : on_every_answer) response.headers.emplace_back(name, value);
  return response;
}

// Rounded up: whoever waits that long is not too early.
std::string in_milliseconds(base::Duration duration) {
  return std::to_string(std::chrono::ceil<std::chrono::milliseconds>(duration).count());
}

http::Response preflight() {
  return {.status = 204,
          .headers = {{"Access-Control-Allow-Origin", "*"},
                      {"Access-Control-Allow-Methods", "POST, GET, OPTIONS"},
                      {"Access-Control-Allow-Headers", "*, Authorization"},
                      {"Access-Control-Max-Age", "172800"}}};
}

http::Response healthy() {
  return {.status = 200, .headers = {{"Content-Type", "text/plain;charset=utf-8"}}, .body = "ok\n"};
}

signature::Request to_call(const http::Request& request) {
  signature::Request call{.method = request.method, .target = request.target, .body = request.body};
  call.headers.reserve(request.headers.size());
  for (const auto& [name, value] : request.headers) call.headers.emplace_back(name, value);
  return call;
}

api::Error to_error(http::Refusal refusal) {
  if (refusal == http::Refusal::NotAnswered) return api::make_error(api::gateway::internal_error);
  if (refusal == http::Refusal::Overloaded) {
    return api::make_error(api::gateway::service_unavailable, {},
                           "more is being sent than is held at a time; try again later");
  }
  const int status = http::status_of(refusal);
  api::Error error =
      api::make_error(api::gateway::invalid_parameter, "Request", std::string(http::reason_phrase(status)));
  error.http_status = status;
  return error;
}

http::Response stopping(const http::Request& request, base::Random& random) {
  const model::RequestId request_id = model::mint_request_id(random);
  const api::Error error = api::make_error(api::gateway::service_unavailable, {},
                                           "the service is stopping; nothing was done, so try again later");
  const std::string_view host = http::find_header(request.headers, "host");
  return to_http(render_error(choose_format(to_call(request)), error, request_id, host), request_id, random);
}

}  // namespace

http::Server::Handler make_handler(Gateway& gateway, base::Random& random, FindMissing find_missing) {
  const auto documentation = std::make_shared<Documentation>();
  return [&gateway, &random, documentation, find_missing = std::move(find_missing)](http::Request request,
                                                                                    http::Responder respond) {
    if (request.method == "OPTIONS") return respond(preflight());
    if (request.method == "GET" || request.method == "HEAD") {
      const auto path = base::split_target(request.target).path;
      if (path == "/healthz") return respond(healthy());
      if (path == "/readyz") {
        return respond(answer_readiness(find_missing ? find_missing() : std::vector<Missing>()));
      }
    }
    if (request.is_late) return respond(stopping(request, random));
    if (auto page = documentation->answer(request)) return respond(std::move(*page));
    gateway.handle(
        to_call(request), {.over_tls = request.over_tls, .address = request.peer.address},
        [respond, &random](Answered answered) {
          if (answered.never_sent) return respond.drop();
          http::Response response = to_http(std::move(answered.content), answered.request_id, random);
          if (answered.retry_after) {
            response.headers.emplace_back("x-acs-retry-after", in_milliseconds(*answered.retry_after));
          }
          respond(std::move(response));
        });
  };
}

http::Server::OnRefused make_refusal(base::Random& random) {
  return [&random](http::Refusal refusal, const http::Request& request) {
    const model::RequestId request_id = model::mint_request_id(random);
    // A call that was handed on was readable, and nearly every client that sends one reads JSON only.
    const Format format =
        refusal == http::Refusal::NotAnswered ? Format::Json : choose_format(to_call(request));
    const std::string_view host = http::find_header(request.headers, "host");
    return to_http(render_error(format, to_error(refusal), request_id, host), request_id, random);
  };
}

}  // namespace sluice::gateway
