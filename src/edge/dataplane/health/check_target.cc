#include "edge/dataplane/health/check_target.h"

#include <algorithm>

#include "platform/base/encoding.h"

namespace sluice::health {
namespace {

bool is_visible(char c) {
  return c > ' ' && c < 0x7f;
}

}  // namespace

std::string key_of(const CheckTarget& target) {
  const nodelink::HealthCheck& check = target.settings;
  const nodelink::StatusClasses& expected = check.expected;
  std::string key = base::format_endpoint(target.endpoint);
  for (const int part :
       {static_cast<int>(check.kind), static_cast<int>(check.port), check.interval_s, check.timeout_s,
        check.healthy_threshold, check.unhealthy_threshold, static_cast<int>(check.method),
        expected.c2xx * 1 + expected.c3xx * 2 + expected.c4xx * 4 + expected.c5xx * 8,
        static_cast<int>(check.domain.size())}) {
    key += '/' + std::to_string(part);
  }
  return key + '/' + check.domain + check.uri;
}

std::string request_text(const CheckTarget& target) {
  const nodelink::HealthCheck& check = target.settings;
  std::string uri;
  for (const char c : check.uri) uri += is_visible(c) ? std::string(1, c) : base::percent_encode({&c, 1});
  const bool usable_domain = !check.domain.empty() && std::ranges::all_of(check.domain, is_visible);
  return std::string(check.method == nodelink::HealthCheckMethod::Head ? "HEAD " : "GET ") +
         (uri.starts_with('/') ? uri : "/" + uri) +
         " HTTP/1.1\r\nHost: " + (usable_domain ? check.domain : base::format_endpoint(target.endpoint)) +
         "\r\nUser-Agent: sluice-health-check\r\nAccept: */*\r\nConnection: close\r\n\r\n";
}

bool is_expected(int status, const nodelink::StatusClasses& expected) {
  switch (status / 100) {
    case 2:
      return expected.c2xx;
    case 3:
      return expected.c3xx;
    case 4:
      return expected.c4xx;
    case 5:
      return expected.c5xx;
    default:
      return false;
  }
}

}  // namespace sluice::health
