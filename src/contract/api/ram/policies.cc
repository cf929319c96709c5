#include "contract/api/ram/policies.h"

#include "contract/api/ram/parameters.h"
#include "contract/api/ram/policy_fields.h"
#include "contract/api/ram/rows.h"

namespace sluice::api {
namespace {

constexpr std::string_view any_policy[] = {"acs:ram:*:{#accountId}:policy/*"};
constexpr std::string_view custom_policy[] = {"acs:ram:*:{#accountId}:policy/{#PolicyName}"};
constexpr std::string_view one_policy[] = {"acs:ram:*:{#policyOwner}:policy/{#PolicyName}"};
constexpr std::string_view rotate_strategies[] = {"None", "DeleteOldestNonDefaultVersionWhenLimitExceeded"};

// How long it may be and what it holds is the policy engine's question.
template <auto Member>
constexpr Parameter document() {
  return {.name = "PolicyDocument",
          .presence = Presence::Required,
          .names = Names::Nothing,
          .description = ram_words::policy_document,
          .example = ram_fields::document_example,
          .assign = bind<Member>};
}

constexpr Parameter create_parameters[] = {
    ram_policy_name<&CreatePolicy::policy_name>(Names::New),
    document<&CreatePolicy::policy_document>(),
    ram_note<&CreatePolicy::description>("Description", ram_words::policy_description, "sees everything",
                                         1024),
};
constexpr ResponseField created_fields[] = {ram_fields::policy_name, ram_fields::policy_type,
                                            ram_fields::policy_description, ram_fields::default_version,
                                            ram_fields::create_date};
constexpr ResponseField create_response[] = {
    {.name = "Policy", .type = Type::Object, .description = ram_words::policy, .fields = created_fields},
};
constexpr ErrorRow create_errors[] = {ram_rows::policy_exists, ram_rows::too_many_policies,
                                      ram_rows::malformed_policy, ram_rows::no_permission,
                                      ram_rows::invalid_parameter};

constexpr ResponseField policy_fields[] = {
    ram_fields::policy_name,
    ram_fields::policy_type,
    ram_fields::policy_description,
    ram_fields::default_version,
    ram_fields::create_date,
    ram_fields::update_date,
    {.name = "AttachmentCount",
     .type = Type::Integer,
     .description = {"引用次数。", "How many users and roles have it."},
     .example = "1"},
};
constexpr Parameter get_parameters[] = {ram_policy_type<&GetPolicy::policy_type>(),
                                        ram_policy_name<&GetPolicy::policy_name>()};
constexpr ResponseField get_response[] = {
    {.name = "Policy", .type = Type::Object, .description = ram_words::policy, .fields = policy_fields},
    {.name = "DefaultPolicyVersion",
     .type = Type::Object,
     .description = {"默认版本。", "The version that is in force."},
     .fields = ram_fields::version},
};
constexpr ErrorRow get_errors[] = {ram_rows::no_such_policy, ram_rows::no_permission,
                                   ram_rows::invalid_parameter};

constexpr Parameter list_parameters[] = {ram_policy_type<&ListPolicies::policy_type>(Presence::Optional),
                                         ram_marker<&ListPolicies::marker>(),
                                         ram_max_items<&ListPolicies::max_items>()};
constexpr ResponseField listed_fields[] = {
    {.name = "Policy", .type = Type::ObjectList, .description = ram_words::policy, .fields = policy_fields},
};
constexpr ResponseField list_response[] = {
    {.name = "IsTruncated",
     .type = Type::Boolean,
     .description = ram_words::is_truncated,
     .example = "false"},
    {.name = "Marker", .description = ram_words::next_marker, .example = "MTIzNDU2Nzg5MDEyMzQ1Ng=="},
    {.name = "Policies",
     .type = Type::Object,
     .description = {"策略列表,系统策略在前。",
                     "The policies: the system's, then the account's, oldest first."},
     .fields = listed_fields},
};
constexpr ErrorRow list_errors[] = {ram_rows::no_permission, ram_rows::invalid_parameter};

constexpr Parameter delete_parameters[] = {ram_policy_name<&DeletePolicy::policy_name>()};
constexpr ErrorRow delete_errors[] = {ram_rows::no_such_policy,   ram_rows::policy_has_users,
                                      ram_rows::policy_has_roles, ram_rows::policy_has_versions,
                                      ram_rows::no_permission,    ram_rows::invalid_parameter};

constexpr Parameter version_parameters[] = {
    ram_policy_name<&CreatePolicyVersion::policy_name>(),
    document<&CreatePolicyVersion::policy_document>(),
    {.name = "SetAsDefault",
     .type = Type::Boolean,
     .description = {"是否立即生效,默认值为 false。", "Whether it is in force from now on."},
     .example = "true",
     .default_value = "false",
     .assign = bind<&CreatePolicyVersion::set_as_default>},
    {.name = "RotateStrategy",
     .description = {"版本数量达到上限时的处理方式。取值:None(拒绝,默认值)、"
                     "DeleteOldestNonDefaultVersionWhenLimitExceeded(删除最早的非默认版本)。",
                     "What happens where there is no room for another version: None refuses it, "
                     "DeleteOldestNonDefaultVersionWhenLimitExceeded deletes the oldest one that is not in "
                     "force."},
     .example = "None",
     .default_value = "None",
     .constraint = {.one_of = rotate_strategies},
     .assign = bind<&CreatePolicyVersion::rotate_strategy>},
};
constexpr ResponseField version_response[] = {
    {.name = "PolicyVersion",
     .type = Type::Object,
     .description = {"新建的版本。", "The new version."},
     .fields = ram_fields::version},
};
constexpr ErrorRow version_errors[] = {ram_rows::no_such_policy, ram_rows::too_many_versions,
                                       ram_rows::malformed_policy, ram_rows::no_permission,
                                       ram_rows::invalid_parameter};

}  // namespace

constinit const Action CreatePolicy::declaration{
    .name = "CreatePolicy",
    .version = ram_version,
    .summary = {"创建一个自定义策略。", "Creates a custom policy, which does nothing until it is attached."},
    .effect = Effect::Write,
    .ram = {.action = "ram:CreatePolicy",
            .access_level = AccessLevel::Create,
            .resource_types = custom_policy},
    .parameters = create_parameters,
    .response = create_response,
    .response_example =
        R"({"RequestId":"04F0F334-1335-436C-A1D7-6C044FE73368","Policy":{"PolicyName":"edge-readers",)"
        R"("PolicyType":"Custom","Description":"sees everything","DefaultVersion":"v1",)"
        R"("CreateDate":"2026-01-02T03:04:05Z"}})",
    .errors = create_errors,
};

constinit const Action GetPolicy::declaration{
    .name = "GetPolicy",
    .version = ram_version,
    .summary = {"查询一个策略及其默认版本。", "Looks a policy up, with the version that is in force."},
    .ram = {.action = "ram:GetPolicy", .access_level = AccessLevel::Get, .resource_types = one_policy},
    .parameters = get_parameters,
    .response = get_response,
    .response_example =
        R"({"RequestId":"04F0F334-1335-436C-A1D7-6C044FE73368","Policy":{"PolicyName":"edge-readers",)"
        R"("PolicyType":"Custom","Description":"sees everything","DefaultVersion":"v1",)"
        R"("CreateDate":"2026-01-02T03:04:05Z","UpdateDate":"2026-01-02T03:04:05Z","AttachmentCount":1},)"
        R"("DefaultPolicyVersion":{"VersionId":"v1","IsDefaultVersion":true,"PolicyDocument":"{ ... }",)"
        R"("CreateDate":"2026-01-02T03:04:05Z"}})",
    .errors = get_errors,
};

constinit const Action ListPolicies::declaration{
    .name = "ListPolicies",
    .version = ram_version,
    .summary = {"查询策略列表。", "Lists policies."},
    .ram = {.action = "ram:ListPolicies", .access_level = AccessLevel::List, .resource_types = any_policy},
    .parameters = list_parameters,
    .response = list_response,
    .response_example =
        R"({"RequestId":"04F0F334-1335-436C-A1D7-6C044FE73368","IsTruncated":false,"Policies":{"Policy":[)"
        R"({"PolicyName":"edge-readers","PolicyType":"Custom","Description":"sees everything",)"
        R"("DefaultVersion":"v1","CreateDate":"2026-01-02T03:04:05Z","UpdateDate":"2026-01-02T03:04:05Z",)"
        R"("AttachmentCount":1}]}})",
    .errors = list_errors,
};

constinit const Action DeletePolicy::declaration{
    .name = "DeletePolicy",
    .version = ram_version,
    .summary = {"删除一个未被引用的自定义策略。除默认版本外的其他版本须先删除。",
                "Deletes a custom policy that nobody has. Its versions, but for the one in force, have to be "
                "deleted first."},
    .effect = Effect::Write,
    .ram = {.action = "ram:DeletePolicy",
            .access_level = AccessLevel::Delete,
            .resource_types = custom_policy},
    .parameters = delete_parameters,
    .response_example = R"({"RequestId":"04F0F334-1335-436C-A1D7-6C044FE73368"})",
    .errors = delete_errors,
};

constinit const Action CreatePolicyVersion::declaration{
    .name = "CreatePolicyVersion",
    .version = ram_version,
    .summary = {"为自定义策略创建一个新版本。每个策略最多保留 5 个版本。",
                "Creates another version of a custom policy, which has at most 5."},
    .effect = Effect::Write,
    .ram = {.action = "ram:CreatePolicyVersion",
            .access_level = AccessLevel::Create,
            .resource_types = custom_policy},
    .parameters = version_parameters,
    .response = version_response,
    .response_example =
        R"({"RequestId":"04F0F334-1335-436C-A1D7-6C044FE73368","PolicyVersion":{"VersionId":"v2",)"
        R"("IsDefaultVersion":true,"PolicyDocument":"{ ... }","CreateDate":"2026-01-02T03:04:05Z"}})",
    .errors = version_errors,
};

}  // namespace sluice::api
