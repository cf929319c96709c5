#pragma once
// What a certificate can be for: a DNS name (RFC 1123, without its final dot) or an IP address.

#include <compare>
#include <string>
#include <string_view>

#include "platform/base/result.h"

namespace sluice::tls {

class HostName {
 public:
  // DNS names become lower case; "*." may stand before at least two labels. The error is a sentence.
  static base::Result<HostName, std::string> parse(std::string_view text);

  const std::string& text() const { return text_; }
  bool is_address() const { return is_address_; }
  auto operator<=>(const HostName&) const = default;

 private:
  HostName(std::string text, bool is_address) : text_(std::move(text)), is_address_(is_address) {}

  std::string text_;
  bool is_address_;
};

}  // namespace sluice::tls
