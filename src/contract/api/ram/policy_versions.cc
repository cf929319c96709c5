#include "contract/api/ram/policy_versions.h"

#include "contract/api/ram/parameters.h"
#include "contract/api/ram/policy_fields.h"
#include "contract/api/ram/rows.h"

namespace sluice::api {
namespace {

constexpr std::string_view custom_policy[] = {"acs:ram:*:{#accountId}:policy/{#PolicyName}"};
constexpr std::string_view one_policy[] = {"acs:ram:*:{#policyOwner}:policy/{#PolicyName}"};

template <auto Member>
constexpr Parameter version_id() {
  return {.name = "VersionId",
          .presence = Presence::Required,
          .names = Names::Nothing,
          .description = ram_words::policy_version,
          .example = "v2",
          .constraint = {.accepts = is_policy_version, .accepted = policy_version_text},
          .assign = bind<Member>};
}

constexpr Parameter list_parameters[] = {ram_policy_type<&ListPolicyVersions::policy_type>(),
                                         ram_policy_name<&ListPolicyVersions::policy_name>()};
constexpr ResponseField listed_fields[] = {
    {.name = "PolicyVersion",
     .type = Type::ObjectList,
     .description = {"策略版本。", "A version."},
     .fields = ram_fields::version},
};
constexpr ResponseField list_response[] = {
    {.name = "PolicyVersions",
     .type = Type::Object,
     .description = {"策略版本列表,最早创建的在前。", "The versions, oldest first."},
     .fields = listed_fields},
};
constexpr ErrorRow list_errors[] = {ram_rows::no_such_policy, ram_rows::no_permission,
                                    ram_rows::invalid_parameter};

constexpr Parameter get_parameters[] = {ram_policy_type<&GetPolicyVersion::policy_type>(),
                                        ram_policy_name<&GetPolicyVersion::policy_name>(),
                                        version_id<&GetPolicyVersion::version_id>()};
constexpr ResponseField get_response[] = {
    {.name = "PolicyVersion",
     .type = Type::Object,
     .description = {"策略版本。", "The version."},
     .fields = ram_fields::version},
};
constexpr ErrorRow get_errors[] = {ram_rows::no_such_policy, ram_rows::no_such_version,
                                   ram_rows::no_permission, ram_rows::invalid_parameter};

constexpr Parameter set_parameters[] = {ram_policy_name<&SetDefaultPolicyVersion::policy_name>(),
                                        version_id<&SetDefaultPolicyVersion::version_id>()};
constexpr Parameter delete_parameters[] = {ram_policy_name<&DeletePolicyVersion::policy_name>(),
                                           version_id<&DeletePolicyVersion::version_id>()};
constexpr ErrorRow delete_errors[] = {ram_rows::no_such_policy, ram_rows::no_such_version,
                                      ram_rows::default_version, ram_rows::no_permission,
                                      ram_rows::invalid_parameter};

constexpr std::string_view empty_example = R"({"RequestId":"04F0F334-1335-436C-A1D7-6C044FE73368"})";

}  // namespace

constinit const Action ListPolicyVersions::declaration{
    .name = "ListPolicyVersions",
    .version = ram_version,
    .summary = {"查询策略的所有版本。", "Lists the versions of a policy."},
    .ram = {.action = "ram:ListPolicyVersions",
            .access_level = AccessLevel::List,
            .resource_types = one_policy},
    .parameters = list_parameters,
    .response = list_response,
    .response_example =
        R"({"RequestId":"04F0F334-1335-436C-A1D7-6C044FE73368","PolicyVersions":{"PolicyVersion":[)"
        R"({"VersionId":"v1","IsDefaultVersion":true,"PolicyDocument":"{ ... }",)"
        R"("CreateDate":"2026-01-02T03:04:05Z"}]}})",
    .errors = list_errors,
};

constinit const Action GetPolicyVersion::declaration{
    .name = "GetPolicyVersion",
    .version = ram_version,
    .summary = {"查询策略的一个版本。", "Looks a version of a policy up."},
    .ram = {.action = "ram:GetPolicyVersion", .access_level = AccessLevel::Get, .resource_types = one_policy},
    .parameters = get_parameters,
    .response = get_response,
    .response_example =
        R"({"RequestId":"04F0F334-1335-436C-A1D7-6C044FE73368","PolicyVersion":{"VersionId":"v2",)"
        R"("IsDefaultVersion":false,"PolicyDocument":"{ ... }","CreateDate":"2026-01-02T03:04:05Z"}})",
    .errors = get_errors,
};

constinit const Action SetDefaultPolicyVersion::declaration{
    .name = "SetDefaultPolicyVersion",
    .version = ram_version,
    .summary = {"将自定义策略的一个版本设为默认版本,立即生效。",
                "Puts a version of a custom policy in force, at once."},
    .effect = Effect::Write,
    .ram = {.action = "ram:SetDefaultPolicyVersion",
            .access_level = AccessLevel::Update,
            .resource_types = custom_policy},
    .parameters = set_parameters,
    .response_example = empty_example,
    .errors = get_errors,
};

constinit const Action DeletePolicyVersion::declaration{
    .name = "DeletePolicyVersion",
    .version = ram_version,
    .summary = {"删除自定义策略的一个非默认版本。",
                "Deletes a version of a custom policy that is not the one in force."},
    .effect = Effect::Write,
    .ram = {.action = "ram:DeletePolicyVersion",
            .access_level = AccessLevel::Delete,
            .resource_types = custom_policy},
    .parameters = delete_parameters,
    .response_example = empty_example,
    .errors = delete_errors,
};

}  // namespace sluice::api
