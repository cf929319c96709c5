#include "contract/api/ram/policy_attachments.h"

#include "contract/api/ram/parameters.h"
#include "contract/api/ram/policy_fields.h"
#include "contract/api/ram/rows.h"

namespace sluice::api {
namespace {

constexpr std::string_view user[] = {"acs:ram:*:{#accountId}:user/{#UserName}"};
// Whoever gives a policy away must be allowed both: to touch the user, and to hand out this policy.
constexpr std::string_view user_and_policy[] = {"acs:ram:*:{#accountId}:user/{#UserName}",
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
constexpr ResponseField attached_fields[] = {
    ram_fields::policy_name,
    ram_fields::policy_type,
    ram_fields::policy_description,
    ram_fields::default_version,
    {.name = "AttachDate",
     .description = {"授权时间。", "When it was attached."},
     .example = "2026-01-02T03:04:05Z"},
};
constexpr ResponseField policies_fields[] = {
    {.name = "Policy", .type = Type::ObjectList, .description = ram_words::policy, .fields = attached_fields},
};
constexpr ResponseField list_response[] = {
    {.name = "Policies",
     .type = Type::Object,
     .description = {"用户的策略列表。", "The policies that the user has."},
     .fields = policies_fields},
};
constexpr ErrorRow list_errors[] = {ram_rows::no_such_user, ram_rows::no_permission,
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

}  // namespace sluice::api
