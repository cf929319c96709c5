#include "contract/api/ram/policy_attachments.h"

#include "contract/api/ram/parameters.h"
#include "contract/api/ram/policy_fields.h"
#include "contract/api/ram/rows.h"

namespace sluice::api {
namespace {

constexpr std::string_view user[] = {"acs:ram:*:{#accountId}:user/{#UserName}"};
constexpr std::string_view role[] = {"acs:ram:*:{#accountId}:role/{#RoleName}"};
constexpr std::string_view policy[] = {"acs:ram:*:{#policyOwner}:policy/{#PolicyName}"};
// Whoever gives a policy away must be allowed both: to touch the user or role, and to hand out this policy.
constexpr std::string_view user_and_policy[] = {"acs:ram:*:{#accountId}:user/{#UserName}",
                                                "acs:ram:*:{#policyOwner}:policy/{#PolicyName}"};
constexpr std::string_view role_and_policy[] = {"acs:ram:*:{#accountId}:role/{#RoleName}",
                                                "acs:ram:*:{#policyOwner}:policy/{#PolicyName}"};

constexpr Parameter attach_parameters[] = {ram_policy_type<&AttachPolicyToUser::policy_type>(),
                                           ram_policy_name<&AttachPolicyToUser::policy_name>(),
                                           ram_user_name<&AttachPolicyToUser::user_name>()};
constexpr ErrorRow attach_errors[] = {ram_rows::no_such_user,    ram_rows::no_such_policy,
                                      ram_rows::user_has_policy, ram_rows::too_many_user_policies,
                                      ram_rows::no_permission,   ram_rows::invalid_parameter};

constexpr Parameter detach_parameters[] = {ram_policy_type<&DetachPolicyFromUser::policy_type>(),
                                           ram_policy_name<&DetachPolicyFromUser::policy_name>(),
                                           ram_user_name<&DetachPolicyFromUser::user_name>()};
constexpr ErrorRow detach_errors[] = {ram_rows::no_such_user, ram_rows::user_lacks_policy,
                                      ram_rows::no_permission, ram_rows::invalid_parameter};

constexpr Parameter list_parameters[] = {ram_user_name<&ListPoliciesForUser::user_name>()};
constexpr ResponseField policies_fields[] = {
    {.name = "Policy",
     .type = Type::ObjectList,
     .description = ram_words::policy,
     .fields = ram_fields::attached_policy},
};
constexpr ResponseField list_response[] = {
    {.name = "Policies",
     .type = Type::Object,
     .description = {"用户的策略列表。", "The policies that the user has."},
     .fields = policies_fields},
};
constexpr ErrorRow list_errors[] = {ram_rows::no_such_user, ram_rows::no_permission,
                                    ram_rows::invalid_parameter};

constexpr Parameter role_attach_parameters[] = {ram_policy_type<&AttachPolicyToRole::policy_type>(),
                                                ram_policy_name<&AttachPolicyToRole::policy_name>(),
                                                ram_role_name<&AttachPolicyToRole::role_name>()};
constexpr ErrorRow role_attach_errors[] = {ram_rows::no_such_role,    ram_rows::no_such_policy,
                                           ram_rows::role_has_policy, ram_rows::too_many_role_policies,
                                           ram_rows::no_permission,   ram_rows::invalid_parameter};

constexpr Parameter role_detach_parameters[] = {ram_policy_type<&DetachPolicyFromRole::policy_type>(),
                                                ram_policy_name<&DetachPolicyFromRole::policy_name>(),
                                                ram_role_name<&DetachPolicyFromRole::role_name>()};
constexpr ErrorRow role_detach_errors[] = {ram_rows::no_such_role, ram_rows::role_lacks_policy,
                                           ram_rows::no_permission, ram_rows::invalid_parameter};

constexpr Parameter role_list_parameters[] = {ram_role_name<&ListPoliciesForRole::role_name>()};
constexpr ResponseField role_list_response[] = {
    {.name = "Policies",
     .type = Type::Object,
     .description = {"角色的策略列表。", "The policies that the role has."},
     .fields = policies_fields},
};
constexpr ErrorRow role_list_errors[] = {ram_rows::no_such_role, ram_rows::no_permission,
                                         ram_rows::invalid_parameter};

constexpr Parameter entities_parameters[] = {ram_policy_type<&ListEntitiesForPolicy::policy_type>(),
                                             ram_policy_name<&ListEntitiesForPolicy::policy_name>()};
constexpr ResponseField entity_user_fields[] = {
    {.name = "UserId", .description = ram_words::user_id, .example = "222748924538****"},
    {.name = "UserName", .description = ram_words::user_name, .example = "alice"},
    {.name = "DisplayName", .description = ram_words::display_name, .example = "Alice"},
    ram_fields::attach_date,
};
constexpr ResponseField users_fields[] = {
    {.name = "User", .type = Type::ObjectList, .description = ram_words::user, .fields = entity_user_fields},
};
constexpr ResponseField entity_group_fields[] = {
    {.name = "GroupName", .description = {"用户组名称。", "The group's name."}, .example = "edge-team"},
};
constexpr ResponseField groups_fields[] = {
    {.name = "Group",
     .type = Type::ObjectList,
     .description = {"用户组。", "A group."},
     .fields = entity_group_fields},
};
constexpr ResponseField entity_role_fields[] = {
    {.name = "RoleId", .description = ram_words::role_id, .example = "33537620082992****"},
    {.name = "RoleName", .description = ram_words::role_name, .example = "edge-reader"},
    {.name = "Arn",
     .description = ram_words::role_arn,
     .example = "acs:ram::1234567890123456:role/edge-reader"},
    {.name = "Description", .description = ram_words::role_description, .example = "sees everything"},
    ram_fields::attach_date,
};
constexpr ResponseField roles_fields[] = {
    {.name = "Role", .type = Type::ObjectList, .description = ram_words::role, .fields = entity_role_fields},
};
constexpr ResponseField entities_response[] = {
    {.name = "Users",
     .type = Type::Object,
     .description = {"拥有该策略的用户。", "The users that have the policy."},
     .fields = users_fields},
    // There are no groups, but clients index into the list.
    {.name = "Groups",
     .type = Type::Object,
     .description = {"拥有该策略的用户组。暂不支持用户组,始终为空。",
                     "The groups that have the policy: none, as there are no groups."},
     .fields = groups_fields},
    {.name = "Roles",
     .type = Type::Object,
     .description = {"拥有该策略的角色。", "The roles that have the policy."},
     .fields = roles_fields},
};
constexpr ErrorRow entities_errors[] = {ram_rows::no_such_policy, ram_rows::no_permission,
                                        ram_rows::invalid_parameter};

constexpr std::string_view empty_example = R"({"RequestId":"04F0F334-1335-436C-A1D7-6C044FE73368"})";

}  // namespace

constinit const Action AttachPolicyToUser::declaration{
    .name = "AttachPolicyToUser",
    .version = ram_version,
    .summary = {"为 RAM 用户授权,立即生效。", "Gives a RAM user a policy, at once."},
    .effect = Effect::Write,
    .ram = {.action = "ram:AttachPolicyToUser",
            .access_level = AccessLevel::Update,
            .resource_types = user_and_policy},
    .parameters = attach_parameters,
    .response_example = empty_example,
    .errors = attach_errors,
};

constinit const Action DetachPolicyFromUser::declaration{
    .name = "DetachPolicyFromUser",
    .version = ram_version,
    .summary = {"撤销 RAM 用户的授权,立即生效。", "Takes a policy away from a RAM user, at once."},
    .effect = Effect::Write,
    .ram = {.action = "ram:DetachPolicyFromUser",
            .access_level = AccessLevel::Update,
            .resource_types = user_and_policy},
    .parameters = detach_parameters,
    .response_example = empty_example,
    .errors = detach_errors,
};

constinit const Action ListPoliciesForUser::declaration{
    .name = "ListPoliciesForUser",
    .version = ram_version,
    .summary = {"查询 RAM 用户的策略。", "Lists the policies that a RAM user has."},
    .ram = {.action = "ram:ListPoliciesForUser", .access_level = AccessLevel::List, .resource_types = user},
    .parameters = list_parameters,
    .response = list_response,
    .response_example =
        R"({"RequestId":"04F0F334-1335-436C-A1D7-6C044FE73368","Policies":{"Policy":[)"
        R"({"PolicyName":"edge-readers","PolicyType":"Custom","Description":"sees everything",)"
        R"("DefaultVersion":"v1","AttachDate":"2026-01-02T03:04:05Z"}]}})",
    .errors = list_errors,
};

constinit const Action AttachPolicyToRole::declaration{
    .name = "AttachPolicyToRole",
    .version = ram_version,
    .summary = {"为角色授权,对已有会话也立即生效。",
                "Gives a role a policy, at once and for its sessions too."},
    .effect = Effect::Write,
    .ram = {.action = "ram:AttachPolicyToRole",
            .access_level = AccessLevel::Update,
            .resource_types = role_and_policy},
    .parameters = role_attach_parameters,
    .response_example = empty_example,
    .errors = role_attach_errors,
};

constinit const Action DetachPolicyFromRole::declaration{
    .name = "DetachPolicyFromRole",
    .version = ram_version,
    .summary = {"撤销角色的授权,对已有会话也立即生效。",
                "Takes a policy away from a role, at once and from its sessions too."},
    .effect = Effect::Write,
    .ram = {.action = "ram:DetachPolicyFromRole",
            .access_level = AccessLevel::Update,
            .resource_types = role_and_policy},
    .parameters = role_detach_parameters,
    .response_example = empty_example,
    .errors = role_detach_errors,
};

constinit const Action ListPoliciesForRole::declaration{
    .name = "ListPoliciesForRole",
    .version = ram_version,
    .summary = {"查询角色的策略。", "Lists the policies that a role has."},
    .ram = {.action = "ram:ListPoliciesForRole", .access_level = AccessLevel::List, .resource_types = role},
    .parameters = role_list_parameters,
    .response = role_list_response,
    .response_example =
        R"({"RequestId":"04F0F334-1335-436C-A1D7-6C044FE73368","Policies":{"Policy":[)"
        R"({"PolicyName":"edge-readers","PolicyType":"Custom","Description":"sees everything",)"
        R"("DefaultVersion":"v1","AttachDate":"2026-01-02T03:04:05Z"}]}})",
    .errors = role_list_errors,
};

constinit const Action ListEntitiesForPolicy::declaration{
    .name = "ListEntitiesForPolicy",
    .version = ram_version,
    .summary = {"查询拥有策略的用户和角色。", "Lists the users and roles that have a policy."},
    .ram = {.action = "ram:ListEntitiesForPolicy",
            .access_level = AccessLevel::Get,
            .resource_types = policy},
    .parameters = entities_parameters,
    .response = entities_response,
    .response_example =
        R"({"RequestId":"04F0F334-1335-436C-A1D7-6C044FE73368","Users":{"User":[)"
        R"({"UserId":"222748924538****","UserName":"alice","DisplayName":"Alice",)"
        R"("AttachDate":"2026-01-02T03:04:05Z"}]},"Groups":{"Group":[]},"Roles":{"Role":[)"
        R"({"RoleId":"33537620082992****","RoleName":"edge-reader",)"
        R"("Arn":"acs:ram::1234567890123456:role/edge-reader","Description":"sees everything",)"
        R"("AttachDate":"2026-01-02T03:04:05Z"}]}})",
    .errors = entities_errors,
};

}  // namespace sluice::api
