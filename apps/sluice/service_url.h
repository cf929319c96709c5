#pragma once
// Where a service is, as its users write it.

#include <string>
#include <string_view>

#include "platform/base/ip.h"
#include "platform/base/result.h"

namespace sluice::app {

inline constexpr std::string_view default_endpoint = "http://127.0.0.1:8680";

struct ServiceUrl {
  bool tls = false;
  std::string host;  // an IPv4 address or a name
  uint16_t port = 0;

  std::string host_and_port() const { return host + ":" + std::to_string(port); }
};

// http://HOST:PORT or https://HOST:PORT; the error is a sentence that names --endpoint.
base::Result<ServiceUrl, std::string> parse_service_url(std::string_view url);

// Asks the system for the address of a name, which may take a while. The error is a sentence.
base::Result<base::Endpoint, std::string> find_endpoint(const ServiceUrl& url);

}  // namespace sluice::app
