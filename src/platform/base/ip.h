#pragma once
// IPv4 addresses and CIDR blocks as values (RFC 791, RFC 4632).

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace sluice::base {

struct Ipv4 {
  uint32_t bits = 0;  // host byte order
  auto operator<=>(const Ipv4&) const = default;
};

// Dotted quad, no leading zeros.
std::optional<Ipv4> parse_ipv4(std::string_view text);
std::string format_ipv4(Ipv4 address);

struct Cidr {
  Ipv4 base;       // host bits are zero
  int prefix = 0;  // 0 to 32
  auto operator<=>(const Cidr&) const = default;

  uint32_t mask() const { return prefix == 0 ? 0 : ~uint32_t{0} << (32 - prefix); }
  uint64_t size() const { return uint64_t{1} << (32 - prefix); }
  bool contains(Ipv4 address) const { return (address.bits & mask()) == base.bits; }
  bool contains(const Cidr& other) const { return other.prefix >= prefix && contains(other.base); }
  bool overlaps(const Cidr& other) const { return contains(other.base) || other.contains(base); }
};

// "192.168.2.0/24"; nothing if a host bit is set.
std::optional<Cidr> parse_cidr(std::string_view text);
std::string format_cidr(const Cidr& cidr);

struct Endpoint {
  Ipv4 address;
  uint16_t port = 0;
  auto operator<=>(const Endpoint&) const = default;
};

// "127.0.0.1:8680"
std::optional<Endpoint> parse_endpoint(std::string_view text);
std::string format_endpoint(const Endpoint& endpoint);

}  // namespace sluice::base
