#include "contract/api/formats.h"

#include <algorithm>

#include "contract/api/characters.h"
#include "platform/base/clock.h"
#include "platform/base/encoding.h"
#include "platform/base/ip.h"

namespace sluice::api {
namespace {

constexpr std::string_view uri_punctuation = "-._~:/?#[]@!$&'()*+,;=%";
constexpr size_t user_data_bytes_max = size_t{16} << 10;

bool starts_with_letter(std::string_view text) {
  return !text.empty() && is_letter(next_code_point(text));
}

bool consists_of_letters_digits_and(std::string_view others, std::string_view text) {
  while (!text.empty()) {
    const char32_t c = next_code_point(text);
    const bool is_other = c < 0x80 && others.find(static_cast<char>(c)) != std::string_view::npos;
    if (!is_letter(c) && !is_digit(c) && !is_other) return false;
  }
  return true;
}

bool is_name(std::string_view punctuation, std::string_view text) {
  return starts_with_letter(text) && consists_of_letters_digits_and(punctuation, text);
}

bool is_ascii_alphanumeric(char c) {
  return c >= 0 && (is_digit(static_cast<char32_t>(c)) || is_letter(static_cast<char32_t>(c)));
}

bool consists_of_alphanumerics_and(std::string_view others, std::string_view text) {
  return std::ranges::all_of(
      text, [&](char c) { return is_ascii_alphanumeric(c) || others.find(c) != std::string_view::npos; });
}

// One or more of a-z and 0-9.
bool is_spec_word(std::string_view text) {
  return !text.empty() &&
         std::ranges::all_of(text, [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); });
}

}  // namespace

bool is_not_url(std::string_view text) {
  return !text.starts_with("http://") && !text.starts_with("https://");
}

bool is_ascii(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return c >= 0x20 && c < 0x7F; });
}

bool is_resource_name(std::string_view text) {
  return is_name(":_-", text);
}

bool is_instance_name(std::string_view text) {
  return is_name(":_.-", text);
}

bool is_resource_description(std::string_view text) {
  return starts_with_letter(text) && is_not_url(text);
}

bool is_ipv4(std::string_view text) {
  return base::parse_ipv4(text).has_value();
}

bool is_cidr(std::string_view text) {
  return base::parse_cidr(text).has_value();
}

bool is_network_cidr(std::string_view text) {
  const auto cidr = base::parse_cidr(text);
  constexpr base::Cidr private_blocks[] = {
      {{0x0A000000}, 8}, {{0xAC100000}, 12}, {{0xC0A80000}, 16}};  // 10/8, 172.16/12, 192.168/16
  return cidr &&
         std::ranges::any_of(private_blocks, [&](const base::Cidr& block) { return block.contains(*cidr); });
}

bool is_vswitch_cidr(std::string_view text) {
  const auto cidr = base::parse_cidr(text);
  return cidr && cidr->prefix >= 16 && cidr->prefix <= 29;
}

bool is_load_balancer_spec(std::string_view text) {
  constexpr std::string_view prefix = "elb.";
  if (!text.starts_with(prefix)) return false;
  text.remove_prefix(prefix.size());
  const size_t dot = text.find('.');
  return dot != std::string_view::npos && is_spec_word(text.substr(0, dot)) &&
         is_spec_word(text.substr(dot + 1));
}

bool is_health_check_uri(std::string_view text) {
  return text.size() > 1 && text.front() == '/' && std::ranges::all_of(text, [](char c) {
           return is_ascii_alphanumeric(c) || uri_punctuation.find(c) != std::string_view::npos;
         });
}

bool is_host_name(std::string_view text) {
  return consists_of_alphanumerics_and("-_.", text);
}

bool is_status_class_list(std::string_view text) {
  constexpr std::string_view classes[] = {"http_2xx", "http_3xx", "http_4xx", "http_5xx"};
  while (true) {
    const size_t comma = text.find(',');
    if (std::ranges::find(classes, text.substr(0, comma)) == std::end(classes)) return false;
    if (comma == std::string_view::npos) return true;
    text.remove_prefix(comma + 1);
  }
}

bool is_tag_key(std::string_view text) {
  return !text.starts_with("aliyun") && !text.starts_with("acs:") && is_not_url(text);
}

bool is_tag_value(std::string_view text) {
  return !text.starts_with("acs:") && text.find("http://") == std::string_view::npos &&
         text.find("https://") == std::string_view::npos;
}

bool is_ram_name(std::string_view text) {
  return consists_of_alphanumerics_and(".-_", text);
}

bool is_policy_name(std::string_view text) {
  return consists_of_alphanumerics_and("-", text);
}

bool is_policy_version(std::string_view text) {
  constexpr size_t digits_max = 9;
  if (text.size() < 2 || text.size() > 1 + digits_max || text[0] != 'v' || text[1] == '0') return false;
  return std::ranges::all_of(text.substr(1), [](char c) { return c >= '0' && c <= '9'; });
}

bool is_session_name(std::string_view text) {
  return consists_of_alphanumerics_and(".@-_", text);
}

bool is_external_id(std::string_view text) {
  return consists_of_alphanumerics_and("=,.@:/_-", text);
}

bool is_utc_time(std::string_view text) {
  return base::parse_iso8601(text).has_value();
}

bool is_user_data(std::string_view text) {
  const auto data = base::decode_base64(text);
  return data && data->size() <= user_data_bytes_max;
}

}  // namespace sluice::api
