#include "service_url.h"

#include <charconv>
#include <memory>

#include <fmt/format.h>
#include <netdb.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include "platform/tls/host_name.h"

namespace sluice::app {

base::Result<ServiceUrl, std::string> parse_service_url(std::string_view url) {
  constexpr std::string_view plain = "http://", secure = "https://";
  ServiceUrl service;
  std::string_view rest = url;
  if (rest.starts_with(plain)) rest.remove_prefix(plain.size());
  if (rest.starts_with(secure)) {
    rest.remove_prefix(secure.size());
    service.tls = true;
  }
  if (rest.ends_with('/')) rest.remove_suffix(1);
  const size_t colon = std::min(rest.find(':'), rest.size());
  const std::string_view port = rest.substr(std::min(colon + 1, rest.size()));
  const auto read = std::from_chars(port.data(), port.data() + port.size(), service.port);
  const auto host = tls::HostName::parse(rest.substr(0, colon));
  if (!host || read.ec != std::errc() || read.ptr != port.data() + port.size() || service.port == 0) {
    return base::Unexpected{fmt::format(
        "--endpoint: received {}; accepted: http://HOST:PORT or https://HOST:PORT, where HOST is a name or "
        "an IPv4 address",
        url)};
  }
  service.host = host->text();
  return service;
}

base::Result<base::Endpoint, std::string> find_endpoint(const ServiceUrl& url) {
  if (const auto address = base::parse_ipv4(url.host)) return base::Endpoint{*address, url.port};
  const addrinfo wanted{.ai_family = AF_INET, .ai_socktype = SOCK_STREAM};
  addrinfo* found = nullptr;
  const int error = ::getaddrinfo(url.host.c_str(), nullptr, &wanted, &found);
  if (error != 0) {
    return base::Unexpected{
        fmt::format("cannot find the address of {}: {}", url.host, ::gai_strerror(error))};
  }
  const std::unique_ptr<addrinfo, decltype(&::freeaddrinfo)> owner(found, ::freeaddrinfo);
  const auto& address = *reinterpret_cast<const sockaddr_in*>(found->ai_addr);
  return base::Endpoint{base::Ipv4{ntohl(address.sin_addr.s_addr)}, url.port};
}

}  // namespace sluice::app
