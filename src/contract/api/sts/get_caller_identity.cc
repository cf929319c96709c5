#include "contract/api/sts/get_caller_identity.h"

#include "contract/api/ram/rows.h"
#include "contract/api/ram/words.h"

namespace sluice::api {
namespace {

constexpr ResponseField response[] = {
    {.name = "IdentityType",
     .description = {"身份类型。取值:Account(账号)、RAMUser(RAM 用户)、AssumedRoleUser(角色)。",
                     "Account, RAMUser or AssumedRoleUser."},
     .example = "RAMUser"},
    {.name = "AccountId",
     .description = {"账号 ID。", "The account that the caller acts for."},
     .example = "1234567890123456"},
    {.name = "PrincipalId",
     .description = {"身份 ID:账号 ID、用户 ID,或“角色 ID:会话名称”。",
                     "The id of the account or user; of a role, its id and the session's name."},
     .example = "222748924538****"},
    {.name = "UserId",
     .description = {"账号或 RAM 用户的 ID,调用者为角色时没有该参数。",
                     "The id of the account or user; absent for a role."},
     .example = "222748924538****"},
    {.name = "RoleId",
     .description = {"角色 ID,仅在调用者为角色时返回。", "The role's id; absent for others."},
     .example = "33537620082992****"},
    {.name = "Arn",
     .description = {"调用者的 ARN。", "The caller's name across accounts."},
     .example = "acs:ram::1234567890123456:user/alice"},
};

constexpr ErrorRow errors[] = {ram_rows::no_permission, ram_rows::invalid_parameter};

}  // namespace

constinit const Action GetCallerIdentity::declaration{
    .name = "GetCallerIdentity",
    .version = sts_version,
    .summary = {"查询调用者的身份。", "Says who calls."},
    .ram = {.action = "sts:GetCallerIdentity",
            .access_level = AccessLevel::Get,
            .audience = Audience::Everybody},
    .response = response,
    .response_example =
        R"({"RequestId":"3C87BF47-3724-5443-ADC1-5AEAD9A03EB1","IdentityType":"RAMUser",)"
        R"("AccountId":"1234567890123456","PrincipalId":"222748924538****","UserId":"222748924538****",)"
        R"("Arn":"acs:ram::1234567890123456:user/alice"})",
    .errors = errors,
};

}  // namespace sluice::api
