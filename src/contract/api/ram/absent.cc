#include "contract/api/ram/absent.h"

#include "contract/api/ram/parameters.h"
#include "contract/api/ram/rows.h"

namespace sluice::api {
namespace {

constexpr std::string_view one_user[] = {"acs:ram:*:{#accountId}:user/{#UserName}"};
constexpr std::string_view empty_example = R"({"RequestId":"04F0F334-1335-436C-A1D7-6C044FE73368"})";

constexpr Parameter list_parameters[] = {ram_user_name<&ListGroupsForUser::user_name>()};
constexpr ResponseField group_fields[] = {
    {.name = "GroupId", .description = {"用户组 ID。", "The group's id."}, .example = "g-zYtroLrgbZR1****"},
    {.name = "GroupName", .description = {"用户组名称。", "The group's name."}, .example = "edge-team"},
    {.name = "Comments", .description = ram_words::comments, .example = "edge team"},
    {.name = "JoinDate",
     .description = {"用户加入时间。", "Since when the user is in it."},
     .example = "2026-01-02T03:04:05Z"},
};
constexpr ResponseField groups_fields[] = {
    {.name = "Group",
     .type = Type::ObjectList,
     .description = {"用户组。暂不支持用户组,始终为空。", "A group. There are none yet."},
     .fields = group_fields},
};
constexpr ResponseField list_response[] = {
    {.name = "Groups",
     .type = Type::Object,
     .description = {"用户加入的用户组,始终为空。", "The groups that the user is in: none, always."},
     .fields = groups_fields},
};
constexpr ErrorRow list_errors[] = {ram_rows::no_such_user, ram_rows::no_permission,
                                    ram_rows::invalid_parameter};

constexpr Parameter login_parameters[] = {ram_user_name<&DeleteLoginProfile::user_name>()};
constexpr ErrorRow login_errors[] = {ram_rows::no_such_user, ram_rows::no_login_profile,
                                     ram_rows::no_permission, ram_rows::invalid_parameter};

constexpr Parameter device_parameters[] = {ram_user_name<&UnbindMFADevice::user_name>()};
constexpr ErrorRow device_errors[] = {ram_rows::no_such_user, ram_rows::no_mfa_device,
                                      ram_rows::no_permission, ram_rows::invalid_parameter};

}  // namespace

constinit const Action ListGroupsForUser::declaration{
    .name = "ListGroupsForUser",
    .version = ram_version,
    .summary = {"查询 RAM 用户加入的用户组。暂不支持用户组,列表为空。",
                "Lists the groups that a RAM user is in. There are no groups yet, so the list is empty."},
    .ram = {.action = "ram:ListGroupsForUser", .access_level = AccessLevel::Get, .resource_types = one_user},
    .parameters = list_parameters,
    .response = list_response,
    .response_example = R"({"RequestId":"04F0F334-1335-436C-A1D7-6C044FE73368","Groups":{"Group":[]}})",
    .errors = list_errors,
};

constinit const Action DeleteLoginProfile::declaration{
    .name = "DeleteLoginProfile",
    .version = ram_version,
    .summary = {"删除 RAM 用户的控制台登录配置。此处没有控制台,始终返回 EntityNotExist.User.LoginProfile。",
                "Takes away a RAM user's password for the console. There is no console, so nobody has one: "
                "EntityNotExist.User.LoginProfile, always."},
    .effect = Effect::Write,
    .ram = {.action = "ram:DeleteLoginProfile",
            .access_level = AccessLevel::Delete,
            .resource_types = one_user},
    .parameters = login_parameters,
    .response_example = empty_example,
    .errors = login_errors,
};

constinit const Action UnbindMFADevice::declaration{
    .name = "UnbindMFADevice",
    .version = ram_version,
    .summary = {"解绑 RAM 用户的多因素认证设备。此处没有此类设备,始终返回 EntityNotExist.User.MFADevice。",
                "Takes away a RAM user's device for a second factor. Nobody has one here: "
                "EntityNotExist.User.MFADevice, always."},
    .effect = Effect::Write,
    .ram = {.action = "ram:UnbindMFADevice", .access_level = AccessLevel::Update, .resource_types = one_user},
    .parameters = device_parameters,
    .response_example = empty_example,
    .errors = device_errors,
};

}  // namespace sluice::api
