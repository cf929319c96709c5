#pragma once
// Words that several RAM and STS actions share.

#include "contract/api/text.h"

namespace sluice::api::ram_words {

inline constexpr Text user{"用户信息。", "The user."};
inline constexpr Text user_name{"RAM 用户名称,长度为 1~64 个字符。", "The RAM user's name."};
inline constexpr Text user_id{"RAM 用户 ID。", "The RAM user's id."};
inline constexpr Text display_name{"显示名称。", "The name to show."};
inline constexpr Text mobile_phone{"手机号码。", "A phone number."};
inline constexpr Text email{"电子邮箱。", "An e-mail address."};
inline constexpr Text comments{"备注。", "Notes."};
inline constexpr Text create_date{"创建时间,ISO 8601 格式的 UTC 时间。", "When it was created, in UTC."};
inline constexpr Text update_date{"更新时间,ISO 8601 格式的 UTC 时间。", "When it was last changed, in UTC."};

inline constexpr Text key_owner{
    "AccessKey 所属的 RAM 用户名称。不指定时为调用者自己。",
    "The RAM user whose access key it is; the caller's own if not set, which for an account's root are the "
    "account's keys."};
inline constexpr Text access_key_id{"AccessKey ID。", "The access key's id."};
inline constexpr Text access_key_status{"AccessKey 状态。取值:Active(启用)、Inactive(禁用)。",
                                        "The access key's state: Active or Inactive."};

inline constexpr Text policy{"策略信息。", "The policy."};
inline constexpr Text policy_name{"策略名称,长度为 1~128 个字符。", "The policy's name."};
inline constexpr Text policy_type{"策略类型。取值:System(系统策略)、Custom(自定义策略)。",
                                  "System, or Custom for the account's own."};
inline constexpr Text policy_description{"策略描述。", "What the policy is for."};
inline constexpr Text policy_document{"策略内容,JSON 格式,最长 6144 个字符。",
                                      "What the policy says, in JSON of at most 6144 characters."};

inline constexpr Text policy_version{"版本 ID。", "The version."};
inline constexpr Text is_default_version{"是否为默认版本。只有默认版本生效。",
                                         "Whether it is the one that is in force."};
inline constexpr Text attach_date{"授权时间。", "When it was attached."};

inline constexpr Text role{"角色信息。", "The role."};
inline constexpr Text role_name{"角色名称,长度为 1~64 个字符。", "The role's name."};
inline constexpr Text role_id{"角色 ID。", "The role's id."};
inline constexpr Text role_arn{"角色 ARN。", "The role's name across accounts (ARN)."};
inline constexpr Text role_description{"角色描述。", "What the role is for."};
inline constexpr Text trust_policy{"信任策略,JSON 格式:谁可以扮演该角色。",
                                   "The trust policy, in JSON: who may assume the role."};
inline constexpr Text max_session_duration{"角色最大会话时间,单位为秒,取值范围为 3600~43200,默认值为 3600。",
                                           "How long a session of the role lasts at most, in seconds."};

// Lists.
inline constexpr Text marker{"上一页结果中的 Marker,不指定时从头开始。",
                             "The Marker of the page before; the first page if not set."};
inline constexpr Text max_items{"返回的最大条数,取值范围为 1~1000,默认值为 100。",
                                "How many entries at most, 1 to 1000."};
inline constexpr Text is_truncated{"是否还有未返回的结果。", "Whether there is more."};
inline constexpr Text next_marker{"用于查询下一页,IsTruncated 为 false 时没有该参数。",
                                  "Asks for the next page; absent where there is none."};

}  // namespace sluice::api::ram_words
