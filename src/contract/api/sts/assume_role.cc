#include "contract/api/sts/assume_role.h"

#include "contract/api/formats.h"
#include "contract/api/ram/rows.h"
#include "contract/api/ram/words.h"
#include "contract/api/role_arn.h"

namespace sluice::api {
namespace {

// Of the role, which may be another account's.
constexpr std::string_view role[] = {"acs:ram:*:{#roleAccount}:role/{#roleName}"};

constexpr Parameter parameters[] = {
    {.name = "RoleArn",
     .presence = Presence::Required,
     .names = Names::RoleArn,
     .description = {"要扮演的角色的 ARN。", "The role to assume, by its ARN."},
     .example = "acs:ram::1234567890123456:role/edge-reader",
     .constraint = {.accepts = is_role_arn, .accepted = role_arn_text},
     .assign = bind<&AssumeRole::role_arn>},
    {.name = "RoleSessionName",
     .presence = Presence::Required,
     .names = Names::New,
     .description = {"角色会话名称,用于区分会话的使用者。", "A name that tells this session from others."},
     .example = "alice",
     .constraint =
         {.length_min = 2, .length_max = 64, .accepts = is_session_name, .accepted = session_name_text},
     .assign = bind<&AssumeRole::role_session_name>},
    {.name = "DurationSeconds",
     .type = Type::Integer,
     .description = {"会话有效期,单位为秒。最小 900,最大为角色的最大会话时间,默认值为 3600。",
                     "How long the session lasts, in seconds: 900 up to what the role allows."},
     .example = "3600",
     .default_value = "3600",
     .constraint = {.min = 900, .max = 43200},
     .assign = bind<&AssumeRole::duration_seconds>},
    {.name = "ExternalId",
     .names = Names::Nothing,
     .description = {"外部 ID,信任策略可以要求提供(sts:ExternalId)。",
                     "What a trust policy may ask for, as sts:ExternalId."},
     .example = "abcd1234",
     .constraint =
         {.length_min = 2, .length_max = 1224, .accepts = is_external_id, .accepted = external_id_text},
     .assign = bind<&AssumeRole::external_id>},
    {.name = "Policy",
     .names = Names::Nothing,
     .description = {"会话策略。暂不支持,指定时返回错误。",
                     "A policy of the session alone. Not served yet: whoever sends one is refused."},
     .example = "{}",
     .refused = true,
     .assign = bind<&AssumeRole::policy>},
};

constexpr ResponseField credentials_fields[] = {
    {.name = "AccessKeyId",
     .description = {"临时 AccessKey ID。", "The temporary access key's id."},
     .example = "STS.L4aBSCSJVMuKg5U1****"},
    {.name = "AccessKeySecret",
     .description = {"临时 AccessKey 密钥。", "Its secret."},
     .example = "wyLTSmsyPGP1ohvvw8xYgB29dlGI8KMiH2pK****"},
    {.name = "SecurityToken",
     .description = {"安全令牌,使用临时 AccessKey 的每次调用都须携带。",
                     "The token that every call with this key has to come with."},
     .example = "AXKf0t****"},
    {.name = "Expiration",
     .description = {"过期时间,ISO 8601 格式的 UTC 时间。", "Until when key and token are good, in UTC."},
     .example = "2026-01-02T04:04:05Z"},
};
constexpr ResponseField assumed_fields[] = {
    {.name = "Arn",
     .description = {"会话的 ARN。", "The session's name across accounts."},
     .example = "acs:ram::1234567890123456:role/edge-reader/alice"},
    {.name = "AssumedRoleId",
     .description = {"会话的 ID。", "The session's id: the role's, and its own name."},
     .example = "33537620082992****:alice"},
};
constexpr ResponseField response[] = {
    {.name = "Credentials",
     .type = Type::Object,
     .description = {"临时访问凭证。", "The temporary key."},
     .fields = credentials_fields},
    {.name = "AssumedRoleUser",
     .type = Type::Object,
     .description = {"角色会话。", "Whom its calls come from."},
     .fields = assumed_fields},
};

constexpr ErrorRow errors[] = {ram_rows::no_such_role, ram_rows::no_permission, ram_rows::invalid_parameter};

}  // namespace

// It stores nothing, but a request that gives keys out must count once, also after a restart; so it is a
// write, whose nonce is.
constinit const Action AssumeRole::declaration{
    .name = "AssumeRole",
    .version = sts_version,
    .summary = {"扮演一个角色,获取临时访问凭证。",
                "Assumes a role: answers a temporary key that may do what the role may do."},
    .effect = Effect::Write,
    // STS documents 100 for each account and no figure for all; a write, so there is one.
    .rate_limits = {.api_per_second = 1000, .user_per_second = 100},
    .ram = {.action = "sts:AssumeRole", .access_level = AccessLevel::Update, .resource_types = role},
    .parameters = parameters,
    .response = response,
    .response_example =
        R"({"RequestId":"6894B13B-6D71-4EF5-88FA-F32781734A7F","Credentials":{)"
        R"("AccessKeyId":"STS.L4aBSCSJVMuKg5U1****",)"
        R"("AccessKeySecret":"wyLTSmsyPGP1ohvvw8xYgB29dlGI8KMiH2pK****","SecurityToken":"AXKf0t****",)"
        R"("Expiration":"2026-01-02T04:04:05Z"},"AssumedRoleUser":{)"
        R"("Arn":"acs:ram::1234567890123456:role/edge-reader/alice",)"
        R"("AssumedRoleId":"33537620082992****:alice"}})",
    .errors = errors,
};

}  // namespace sluice::api
