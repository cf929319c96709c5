#pragma once
// The name of a role across accounts: acs:ram::<account>:role/<name>.

#include <optional>
#include <string_view>

#include "contract/api/text.h"

namespace sluice::api {

// Views into the text.
struct RoleArn {
  std::string_view account_id;
  std::string_view role_name;
};

// Nothing for what is no such name.
std::optional<RoleArn> parse_role_arn(std::string_view text);

bool is_role_arn(std::string_view text);
inline constexpr Text role_arn_text{"acs:ram::<账号 ID>:role/<角色名称>", "acs:ram::<account>:role/<name>"};

}  // namespace sluice::api
