#include "edge/agent/backend_ports.h"

#include <charconv>
#include <optional>

namespace sluice::agent {
namespace {

std::optional<uint16_t> read_port(std::string_view text) {
  uint16_t port = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
  if (error != std::errc() || end != text.data() + text.size() || port == 0) return std::nullopt;
  return port;
}

}  // namespace

base::Result<BackendPorts, std::string> BackendPorts::parse(std::string_view text) {
  BackendPorts ports;
  if (text == "all") return ports;
  const auto refused = [whole = std::string(text)] {
    return base::Unexpected{"received " + whole +
                            "; accepted: all, or ports from 1 to 65535 and ranges of them such as "
                            "80,443,8000-8999"};
  };
  ports.ports_.reset();
  for (bool more = true; more;) {
    const size_t comma = text.find(',');
    const std::string_view part = text.substr(0, comma);
    const size_t dash = part.find('-');
    const auto first = read_port(part.substr(0, dash));
    const auto last = dash == std::string_view::npos ? first : read_port(part.substr(dash + 1));
    if (!first || !last || *first > *last) return refused();
    for (size_t port = *first; port <= *last; ++port) ports.ports_.set(port);
    more = comma != std::string_view::npos;
    if (more) text.remove_prefix(comma + 1);
  }
  return ports;
}

}  // namespace sluice::agent
