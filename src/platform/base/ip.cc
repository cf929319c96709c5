#include "platform/base/ip.h"

#include <charconv>

#include <fmt/format.h>

namespace sluice::base {
namespace {

// A decimal number without sign, blanks or leading zeros, at most `max`.
std::optional<uint32_t> parse_number(std::string_view text, uint32_t max) {
  if (text.empty() || (text.size() > 1 && text[0] == '0')) return std::nullopt;
  uint32_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || value > max) return std::nullopt;
  return value;
}

}  // namespace

std::optional<Ipv4> parse_ipv4(std::string_view text) {
  uint32_t bits = 0;
  for (int part = 0; part < 4; ++part) {
    const size_t dot = part < 3 ? text.find('.') : text.size();
    if (dot == std::string_view::npos) return std::nullopt;
    const auto number = parse_number(text.substr(0, dot), 255);
    if (!number) return std::nullopt;
    bits = bits << 8 | *number;
    text.remove_prefix(part < 3 ? dot + 1 : dot);
  }
  return Ipv4{bits};
}

std::string format_ipv4(Ipv4 address) {
  return fmt::format("{}.{}.{}.{}", address.bits >> 24, address.bits >> 16 & 255, address.bits >> 8 & 255,
                     address.bits & 255);
}

std::optional<Cidr> parse_cidr(std::string_view text) {
  const size_t slash = text.find('/');
  if (slash == std::string_view::npos) return std::nullopt;
  const auto base = parse_ipv4(text.substr(0, slash));
  const auto prefix = parse_number(text.substr(slash + 1), 32);
  if (!base || !prefix) return std::nullopt;
  const Cidr cidr{*base, static_cast<int>(*prefix)};
  if ((cidr.base.bits & ~cidr.mask()) != 0) return std::nullopt;
  return cidr;
}

std::string format_cidr(const Cidr& cidr) {
  return fmt::format("{}/{}", format_ipv4(cidr.base), cidr.prefix);
}

std::optional<Endpoint> parse_endpoint(std::string_view text) {
  const size_t colon = text.rfind(':');
  if (colon == std::string_view::npos) return std::nullopt;
  const auto address = parse_ipv4(text.substr(0, colon));
  const auto port = parse_number(text.substr(colon + 1), 65535);
  if (!address || !port) return std::nullopt;
  return Endpoint{*address, static_cast<uint16_t>(*port)};
}

std::string format_endpoint(const Endpoint& endpoint) {
  return fmt::format("{}:{}", format_ipv4(endpoint.address), endpoint.port);
}

}  // namespace sluice::base
