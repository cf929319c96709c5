#pragma once
// Rows that the error tables of several RAM and STS actions share (gateway fact sheet, 8.4).

#include "contract/api/error.h"
#include "contract/api/rows.h"

namespace sluice::api::ram_rows {

inline constexpr ErrorRow no_permission{403, "NoPermission",
                                        "You are not authorized to do this action. Resource: %s",
                                        "没有足够的权限,请联系云账号管理员授予您相应权限。"};
inline constexpr ErrorRow invalid_parameter = rows::invalid_parameter;

inline constexpr ErrorRow no_such_user{404, "EntityNotExist.User", "The user does not exist.", "用户不存在"};
inline constexpr ErrorRow user_exists{409, "EntityAlreadyExists.User", "The user already exists.",
                                      "用户已存在"};
inline constexpr ErrorRow too_many_users{409, "LimitExceeded.User", "The account has no room for more users.",
                                         "用户数量已达上限"};
inline constexpr ErrorRow user_has_keys{409, "DeleteConflict.User.AccessKey",
                                        "The user still has access keys.", "用户仍有 AccessKey"};
inline constexpr ErrorRow user_has_policies{409, "DeleteConflict.User.Policy",
                                            "The user still has policies attached.", "用户仍有授权策略"};

inline constexpr ErrorRow no_login_profile{404, "EntityNotExist.User.LoginProfile",
                                           "The user has no login profile.", "用户没有登录配置"};
inline constexpr ErrorRow no_mfa_device{404, "EntityNotExist.User.MFADevice", "The user has no MFA device.",
                                        "用户没有多因素认证设备"};

inline constexpr ErrorRow no_such_key{404, "EntityNotExist.User.AccessKey", "The access key does not exist.",
                                      "AccessKey 不存在"};
inline constexpr ErrorRow too_many_keys{409, "LimitExceeded.User.AccessKey",
                                        "The user has no room for more access keys.",
                                        "AccessKey 数量已达上限"};
inline constexpr ErrorRow last_root_key{409, "DeleteConflict.Account.AccessKey",
                                        "The last active access key of an account stays.",
                                        "不能停用或删除账号的最后一个有效 AccessKey"};

inline constexpr ErrorRow no_such_policy{404, "EntityNotExist.Policy", "The policy does not exist.",
                                         "策略不存在"};
inline constexpr ErrorRow policy_exists{409, "EntityAlreadyExists.Policy", "The policy already exists.",
                                        "策略已存在"};
inline constexpr ErrorRow too_many_policies{409, "LimitExceeded.Policy",
                                            "The account has no room for more policies.", "策略数量已达上限"};
inline constexpr ErrorRow too_many_versions{
    409, "LimitExceeded.Policy.Version", "The policy has no room for more versions.", "策略版本数量已达上限"};
inline constexpr ErrorRow policy_has_users{409, "DeleteConflict.Policy.User",
                                           "The policy is still attached to users.", "策略仍被用户引用"};
inline constexpr ErrorRow policy_has_roles{409, "DeleteConflict.Policy.Role",
                                           "The policy is still attached to roles.", "策略仍被角色引用"};
inline constexpr ErrorRow policy_has_versions{
    409, "DeleteConflict.Policy.Version",
    "The policy still has versions besides the default one. Delete them first.",
    "策略除默认版本外仍有其他版本,请先删除"};
inline constexpr ErrorRow no_such_version{404, "EntityNotExist.Policy.Version",
                                          "The policy version does not exist.", "策略版本不存在"};
inline constexpr ErrorRow default_version{409, "DeleteConflict.Policy.Version.Default",
                                          "The default version of a policy cannot be deleted.",
                                          "不能删除策略的默认版本"};
inline constexpr ErrorRow malformed_policy{400, "MalformedPolicyDocument",
                                           "The policy document is not well formed.", "策略内容不合法"};

inline constexpr ErrorRow user_has_policy{409, "EntityAlreadyExists.User.Policy",
                                          "The policy is already attached to the user.", "用户已有该策略"};
inline constexpr ErrorRow user_lacks_policy{404, "EntityNotExist.User.Policy",
                                            "The policy is not attached to the user.", "用户没有该策略"};
inline constexpr ErrorRow too_many_user_policies{
    409, "LimitExceeded.User.Policy", "The user has no room for more policies.", "用户的策略数量已达上限"};

inline constexpr ErrorRow no_such_role{404, "EntityNotExist.Role", "The role does not exist.", "角色不存在"};
inline constexpr ErrorRow role_exists{409, "EntityAlreadyExists.Role", "The role already exists.",
                                      "角色已存在"};
inline constexpr ErrorRow too_many_roles{409, "LimitExceeded.Role", "The account has no room for more roles.",
                                         "角色数量已达上限"};
inline constexpr ErrorRow role_has_policies{409, "DeleteConflict.Role.Policy",
                                            "The role still has policies attached.", "角色仍有授权策略"};
inline constexpr ErrorRow role_has_policy{409, "EntityAlreadyExists.Role.Policy",
                                          "The policy is already attached to the role.", "角色已有该策略"};
inline constexpr ErrorRow role_lacks_policy{404, "EntityNotExist.Role.Policy",
                                            "The policy is not attached to the role.", "角色没有该策略"};
inline constexpr ErrorRow too_many_role_policies{
    409, "LimitExceeded.Role.Policy", "The role has no room for more policies.", "角色的策略数量已达上限"};

}  // namespace sluice::api::ram_rows
