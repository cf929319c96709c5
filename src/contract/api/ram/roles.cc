#include "contract/api/ram/roles.h"

#include "contract/api/ram/parameters.h"
#include "contract/api/ram/rows.h"

namespace sluice::api {
namespace {

constexpr std::string_view any_role[] = {"acs:ram:*:{#accountId}:role/*"};
constexpr std::string_view one_role[] = {"acs:ram:*:{#accountId}:role/{#RoleName}"};

constexpr std::string_view trust_example =
    R"({"Version":"1","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole",)"
    R"("Principal":{"RAM":["acs:ram::1234567890123456:root"]}}]})";

constexpr ResponseField id{
    .name = "RoleId", .description = ram_words::role_id, .example = "33537620082992****"};
constexpr ResponseField name{
    .name = "RoleName", .description = ram_words::role_name, .example = "edge-reader"};
constexpr ResponseField arn{.name = "Arn",
                            .description = ram_words::role_arn,
                            .example = "acs:ram::1234567890123456:role/edge-reader"};
constexpr ResponseField role_description{
    .name = "Description", .description = ram_words::role_description, .example = "sees everything"};
constexpr ResponseField session_max{.name = "MaxSessionDuration",
                                    .type = Type::Integer,
                                    .description = ram_words::max_session_duration,
                                    .example = "3600"};
constexpr ResponseField created{
    .name = "CreateDate", .description = ram_words::create_date, .example = "2026-01-02T03:04:05Z"};
constexpr ResponseField updated{
    .name = "UpdateDate", .description = ram_words::update_date, .example = "2026-01-02T03:04:05Z"};

constexpr ResponseField role_fields[] = {
    id,
    name,
    arn,
    role_description,
    {.name = "AssumeRolePolicyDocument", .description = ram_words::trust_policy, .example = trust_example},
    session_max,
    created,
    updated,
};
constexpr ResponseField one[] = {
    {.name = "Role", .type = Type::Object, .description = ram_words::role, .fields = role_fields},
};
constexpr std::string_view one_example =
    R"({"RequestId":"04F0F334-1335-436C-A1D7-6C044FE73368","Role":{"RoleId":"33537620082992****",)"
    R"("RoleName":"edge-reader","Arn":"acs:ram::1234567890123456:role/edge-reader",)"
    R"("Description":"sees everything","AssumeRolePolicyDocument":"{ ... }","MaxSessionDuration":3600,)"
    R"("CreateDate":"2026-01-02T03:04:05Z","UpdateDate":"2026-01-02T03:04:05Z"}})";
constexpr std::string_view empty_example = R"({"RequestId":"04F0F334-1335-436C-A1D7-6C044FE73368"})";

constexpr int64_t session_max_min_s = 3600, session_max_max_s = 43200;

// What the document holds is the policy engine's question.
template <auto Member>
constexpr Parameter trust_policy(std::string_view parameter_name, Presence presence) {
  return {.name = parameter_name,
          .presence = presence,
          .names = Names::Nothing,
          .description = ram_words::trust_policy,
          .example = trust_example,
          .assign = bind<Member>};
}

template <auto Member>
constexpr Parameter session_duration(std::string_view parameter_name, std::string_view default_value) {
  return {.name = parameter_name,
          .type = Type::Integer,
          .description = ram_words::max_session_duration,
          .example = "7200",
          .default_value = default_value,
          .constraint = {.min = session_max_min_s, .max = session_max_max_s},
          .assign = bind<Member>};
}

constexpr Parameter create_parameters[] = {
    ram_role_name<&CreateRole::role_name>(Names::New),
    trust_policy<&CreateRole::assume_role_policy_document>("AssumeRolePolicyDocument", Presence::Required),
    ram_note<&CreateRole::description>("Description", ram_words::role_description, "sees everything", 1024),
    session_duration<&CreateRole::max_session_duration>("MaxSessionDuration", "3600"),
};
constexpr ErrorRow create_errors[] = {ram_rows::role_exists, ram_rows::too_many_roles,
                                      ram_rows::malformed_policy, ram_rows::no_permission,
                                      ram_rows::invalid_parameter};

constexpr Parameter get_parameters[] = {ram_role_name<&GetRole::role_name>()};
constexpr ErrorRow get_errors[] = {ram_rows::no_such_role, ram_rows::no_permission,
                                   ram_rows::invalid_parameter};

constexpr Parameter update_parameters[] = {
    ram_role_name<&UpdateRole::role_name>(),
    trust_policy<&UpdateRole::new_assume_role_policy_document>("NewAssumeRolePolicyDocument",
                                                               Presence::Optional),
    ram_note<&UpdateRole::new_description>("NewDescription", ram_words::role_description, "sees everything",
                                           1024),
    session_duration<&UpdateRole::new_max_session_duration>("NewMaxSessionDuration", {}),
};
constexpr ErrorRow update_errors[] = {ram_rows::no_such_role, ram_rows::malformed_policy,
                                      ram_rows::no_permission, ram_rows::invalid_parameter};

constexpr Parameter delete_parameters[] = {ram_role_name<&DeleteRole::role_name>()};
constexpr ErrorRow delete_errors[] = {ram_rows::no_such_role, ram_rows::role_has_policies,
                                      ram_rows::no_permission, ram_rows::invalid_parameter};

constexpr Parameter list_parameters[] = {ram_marker<&ListRoles::marker>(),
                                         ram_max_items<&ListRoles::max_items>()};
constexpr ResponseField listed_fields[] = {id, name, arn, role_description, session_max, created, updated};
constexpr ResponseField roles_fields[] = {
    {.name = "Role", .type = Type::ObjectList, .description = ram_words::role, .fields = listed_fields},
};
constexpr ResponseField list_response[] = {
    {.name = "IsTruncated",
     .type = Type::Boolean,
     .description = ram_words::is_truncated,
     .example = "false"},
    {.name = "Marker", .description = ram_words::next_marker, .example = "MTIzNDU2Nzg5MDEyMzQ1Ng=="},
    {.name = "Roles",
     .type = Type::Object,
     .description = {"角色列表,最早创建的在前。", "The roles, oldest first."},
     .fields = roles_fields},
};
constexpr ErrorRow list_errors[] = {ram_rows::no_permission, ram_rows::invalid_parameter};

}  // namespace

constinit const Action CreateRole::declaration{
    .name = "CreateRole",
    .version = ram_version,
    .summary = {"创建一个角色及其信任策略。",
                "Creates a role, with the trust policy that says who may assume it. It may do nothing yet."},
    .effect = Effect::Write,
    .ram = {.action = "ram:CreateRole", .access_level = AccessLevel::Create, .resource_types = any_role},
    .parameters = create_parameters,
    .response = one,
    .response_example = one_example,
    .errors = create_errors,
};

constinit const Action GetRole::declaration{
    .name = "GetRole",
    .version = ram_version,
    .summary = {"查询一个角色及其信任策略。", "Looks a role up, with its trust policy."},
    .ram = {.action = "ram:GetRole", .access_level = AccessLevel::Get, .resource_types = one_role},
    .parameters = get_parameters,
    .response = one,
    .response_example = one_example,
    .errors = get_errors,
};

constinit const Action UpdateRole::declaration{
    .name = "UpdateRole",
    .version = ram_version,
    .summary = {"修改角色的信任策略、描述或最大会话时间。",
                "Changes a role's trust policy, description or longest session. Sessions that were begun go "
                "on."},
    .effect = Effect::Write,
    .ram = {.action = "ram:UpdateRole", .access_level = AccessLevel::Update, .resource_types = one_role},
    .parameters = update_parameters,
    .response = one,
    .response_example = one_example,
    .errors = update_errors,
};

constinit const Action DeleteRole::declaration{
    .name = "DeleteRole",
    .version = ram_version,
    .summary = {"删除一个没有授权策略的角色,其会话立即失效。",
                "Deletes a role that has no policies left. Its sessions end at once."},
    .effect = Effect::Write,
    .ram = {.action = "ram:DeleteRole", .access_level = AccessLevel::Delete, .resource_types = one_role},
    .parameters = delete_parameters,
    .response_example = empty_example,
    .errors = delete_errors,
};

constinit const Action ListRoles::declaration{
    .name = "ListRoles",
    .version = ram_version,
    .summary = {"查询账号的角色。", "Lists the account's roles."},
    .ram = {.action = "ram:ListRoles", .access_level = AccessLevel::List, .resource_types = any_role},
    .parameters = list_parameters,
    .response = list_response,
    .response_example =
        R"({"RequestId":"04F0F334-1335-436C-A1D7-6C044FE73368","IsTruncated":false,"Roles":{"Role":[)"
        R"({"RoleId":"33537620082992****","RoleName":"edge-reader",)"
        R"("Arn":"acs:ram::1234567890123456:role/edge-reader","Description":"sees everything",)"
        R"("MaxSessionDuration":3600,"CreateDate":"2026-01-02T03:04:05Z",)"
        R"("UpdateDate":"2026-01-02T03:04:05Z"}]}})",
    .errors = list_errors,
};

}  // namespace sluice::api
