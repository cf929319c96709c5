#include "contract/api/role_arn.h"

#include <algorithm>

#include "contract/api/formats.h"

namespace sluice::api {
namespace {

constexpr size_t role_name_length_max = 64;

bool is_account_id(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

std::optional<RoleArn> parse_role_arn(std::string_view text) {
  constexpr std::string_view scheme = "acs:ram::", kind = ":role/";
  if (!text.starts_with(scheme)) return std::nullopt;
  text.remove_prefix(scheme.size());
  const size_t end = text.find(kind);
  if (end == std::string_view::npos) return std::nullopt;
  const RoleArn arn{.account_id = text.substr(0, end), .role_name = text.substr(end + kind.size())};
  const bool is_name =
      !arn.role_name.empty() && arn.role_name.size() <= role_name_length_max && is_ram_name(arn.role_name);
  if (!is_account_id(arn.account_id) || !is_name) return std::nullopt;
  return arn;
}

bool is_role_arn(std::string_view text) {
  return parse_role_arn(text).has_value();
}

}  // namespace sluice::api
