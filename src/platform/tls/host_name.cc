#include "platform/tls/host_name.h"

#include <algorithm>
#include <array>

#include <arpa/inet.h>
#include <fmt/format.h>

namespace sluice::tls {
namespace {

constexpr size_t name_characters_max = 253, label_characters_max = 63;
constexpr size_t received_characters_shown = 300;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool is_label(std::string_view label) {
  const bool clean =
      std::ranges::all_of(label, [](char c) { return is_digit(c) || (c >= 'a' && c <= 'z') || c == '-'; });
  return clean && !label.empty() && label.size() <= label_characters_max && label.front() != '-' &&
         label.back() != '-';
}

bool is_dns_name(std::string_view name) {
  if (name.size() > name_characters_max) return false;
  const bool any = name.starts_with("*.");
  std::string_view rest = any ? name.substr(2) : name;
  size_t labels = 0;
  std::string_view last;
  for (bool more = true; more; ++labels) {
    const size_t dot = rest.find('.');
    last = rest.substr(0, dot);
    if (!is_label(last)) return false;
    more = dot != std::string_view::npos;
    if (more) rest.remove_prefix(dot + 1);
  }
  // What ends with a number would be taken for an address, and is none.
  return !std::ranges::all_of(last, is_digit) && (!any || labels >= 2);
}

// As it is usually written; empty for what is no address.
std::string canonical_address(const std::string& text) {
  if (text.find('\0') != std::string::npos) return {};
  std::array<unsigned char, 16> bytes;
  std::array<char, INET6_ADDRSTRLEN> written;
  for (const int family : {AF_INET, AF_INET6}) {
    if (::inet_pton(family, text.c_str(), bytes.data()) != 1) continue;
    if (::inet_ntop(family, bytes.data(), written.data(), written.size()) != nullptr) return written.data();
  }
  return {};
}

}  // namespace

base::Result<HostName, std::string> HostName::parse(std::string_view text) {
  std::string name(text);
  if (std::string address = canonical_address(name); !address.empty()) {
    return HostName(std::move(address), true);
  }
  for (char& c : name) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  if (is_dns_name(name)) return HostName(std::move(name), false);
  return base::Unexpected{
      fmt::format("received {}; accepted: an IP address, or a DNS name in letters, digits and hyphens "
                  "(international ones in their xn-- form)",
                  text.substr(0, received_characters_shown))};
}

}  // namespace sluice::tls
