// A request as it comes off the wire, head and body, read as a call. What is read says one thing only:
// reading it again says the same, the envelope's fields are those of its parameters, and a form says the same
// in the query as in the body.

#include <cstdint>
#include <cstdlib>
#include <map>
#include <string>

#include "control/gateway/envelope.h"
#include "platform/base/form.h"
#include "platform/http/head.h"

namespace {

using namespace sluice;

// Query and body.
constexpr size_t parameters_read_max = 2 * signature::parameters_max;

void require(bool holds) {
  if (!holds) std::abort();
}

std::map<std::string, std::string> parameters_of(const gateway::Envelope& envelope) {
  return {envelope.parameters.begin(), envelope.parameters.end()};
}

base::Result<gateway::Envelope, api::Error> read(const signature::Request& request) {
  auto envelope = gateway::read_envelope(request);
  if (!envelope) return envelope;
  if (auto body = gateway::read_signed_body(request, *envelope); !body) {
    return base::Unexpected{std::move(body).error()};
  }
  return envelope;
}

// v1: the body's form, moved to the query.
void require_same_from_query(const signature::Request& request, const gateway::Envelope& envelope) {
  const auto [path, query] = base::split_target(request.target);
  if (!query.empty() || request.body.empty() || request.body.find('#') != std::string_view::npos) return;
  if (!base::parse_form(request.body, signature::parameters_max) || envelope.signed_pairs.empty()) return;
  const std::string target = "/?" + std::string(request.body);
  const auto moved = gateway::read_envelope({"GET", target, request.headers, {}});
  require(moved && parameters_of(*moved) == parameters_of(envelope));
  require(moved->action == envelope.action && moved->signature == envelope.signature);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  http::RequestHead head;
  if (http::parse_request_head(bytes, {}, head).state != http::HeadResult::State::Complete) return 0;
  signature::Request request{head.method, head.target, {}, bytes.substr(head.size)};
  for (const auto& [name, value] : head.headers()) request.headers.emplace_back(name, value);

  const gateway::Format format = gateway::choose_format(request);
  const auto envelope = read(request);
  require(gateway::choose_format(request) == format);
  if (!envelope) {
    require(!envelope.error().code.empty() && envelope.error().http_status >= 400);
    return 0;
  }
  require(envelope->parameters.size() <= parameters_read_max);
  const auto again = read(request);
  require(again && parameters_of(*again) == parameters_of(*envelope));
  if (envelope->dialect == gateway::Dialect::Acs3) {
    require(envelope->signed_pairs.empty());
    return 0;
  }
  const auto parameters = parameters_of(*envelope);
  for (const auto& [name, value] : envelope->signed_pairs) require(parameters.at(name) == value);
  require_same_from_query(request, *envelope);
  return 0;
}
