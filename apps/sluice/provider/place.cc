#include "provider/place.h"

#include <algorithm>

#include <fmt/format.h>

#include "control/providers/contract/signing.h"
#include "service_url.h"

namespace sluice::app {

base::Result<ProviderPlace, std::string> find_provider(const std::string& url) {
  const size_t scheme = url.find("://");
  const size_t slash = scheme == std::string::npos ? scheme : url.find('/', scheme + 3);
  const auto parsed = parse_service_url(url.substr(0, slash));
  std::string path = slash == std::string::npos ? "" : url.substr(slash);
  path.erase(path.find_last_not_of('/') + 1);
  const bool is_path =
      std::ranges::all_of(path, [](char c) { return c > 0x20 && c < 0x7f && c != '?' && c != '#'; });
  if (!parsed || parsed->tls || !is_path) {
    return base::Unexpected{fmt::format(
        "received \"{}\"; accepted: http://HOST:PORT or http://HOST:PORT/PATH (https:// is not spoken to "
        "providers yet)",
        url)};
  }
  const auto endpoint = find_endpoint(*parsed);
  if (!endpoint) return base::Unexpected{endpoint.error()};
  return ProviderPlace{*endpoint, parsed->host, std::move(path)};
}

http::Request signed_request(const ProviderPlace& place, std::string_view path, std::string body,
                             const base::Secret& secret, base::WallTime time) {
  http::Request request{
      .method = "POST", .target = place.prefix + std::string(path), .body = std::move(body)};
  const std::string stamp = base::format_iso8601(time);
  const std::string id = "check-" + stamp;
  request.headers = providers::make_headers(
      secret, {.method = request.method, .path = request.target, .time = stamp, .body = request.body},
      {.request_id = id, .idempotency_key = id, .time_left = provider_answer_max});
  return request;
}

}  // namespace sluice::app
