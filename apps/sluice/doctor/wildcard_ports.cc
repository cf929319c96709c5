#include "doctor/wildcard_ports.h"

#include <algorithm>
#include <charconv>

namespace sluice::app {
namespace {

constexpr std::string_view listening = "0A";  // TCP_LISTEN

// Takes the next word off the front.
std::string_view next_word(std::string_view& line) {
  line.remove_prefix(std::min(line.find_first_not_of(' '), line.size()));
  const std::string_view word = line.substr(0, line.find(' '));
  line.remove_prefix(word.size());
  return word;
}

}  // namespace

std::vector<uint16_t> wildcard_ports(std::string_view proc_net_tcp) {
  std::vector<uint16_t> ports;
  while (!proc_net_tcp.empty()) {
    std::string_view line = proc_net_tcp.substr(0, proc_net_tcp.find('\n'));
    proc_net_tcp.remove_prefix(std::min(line.size() + 1, proc_net_tcp.size()));
    next_word(line);  // the number of the line
    const std::string_view local = next_word(line);
    next_word(line);  // the other end
    const size_t colon = local.find(':');
    if (next_word(line) != listening || colon == std::string_view::npos) continue;
    if (local.substr(0, colon).find_first_not_of('0') != std::string_view::npos) continue;
    const std::string_view digits = local.substr(colon + 1);
    uint16_t port = 0;
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), port, 16);
    if (read.ec == std::errc{} && read.ptr == digits.data() + digits.size()) ports.push_back(port);
  }
  std::ranges::sort(ports);
  const auto repeated = std::ranges::unique(ports);
  ports.erase(repeated.begin(), repeated.end());
  return ports;
}

}  // namespace sluice::app
