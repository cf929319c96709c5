#pragma once
// What is checked, and how.

#include <string>

#include "contract/nodelink/desired.h"
#include "platform/base/clock.h"
#include "platform/base/ip.h"

namespace sluice::health {

struct CheckTarget {
  base::Endpoint endpoint;  // the backend's address and the port to be checked
  nodelink::HealthCheck settings;
  bool operator==(const CheckTarget&) const = default;
};

// Equal for equal targets only.
std::string key_of(const CheckTarget& target);

inline base::Duration interval_of(const nodelink::HealthCheck& settings) {
  return std::chrono::seconds(settings.interval_s);
}
// For the whole check. A timeout below the interval counts as the interval.
inline base::Duration timeout_of(const nodelink::HealthCheck& settings) {
  return std::chrono::seconds(settings.timeout_s < settings.interval_s ? settings.interval_s
                                                                       : settings.timeout_s);
}

// The request of an HTTP check. What could break a request line or a header apart is percent-encoded in the
// URI; a domain with such characters is replaced by the backend's address.
std::string request_text(const CheckTarget& target);
bool is_expected(int status, const nodelink::StatusClasses& expected);

}  // namespace sluice::health
