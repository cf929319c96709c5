#include "contract/api/ram/access_keys.h"

#include "contract/api/ram/parameters.h"
#include "contract/api/ram/rows.h"

namespace sluice::api {
namespace {

constexpr std::string_view one_user[] = {"acs:ram:*:{#accountId}:user/{#UserName}"};
constexpr std::string_view statuses[] = {"Active", "Inactive"};

template <auto Member>
constexpr Parameter owner() {
  return ram_user_name<Member>(Presence::Optional, ram_words::key_owner);
}

template <auto Member>
constexpr Parameter key_id() {
  return {.name = "UserAccessKeyId",
          .presence = Presence::Required,
          .names = Names::AccessKey,
          .description = ram_words::access_key_id,
          .example = "LTAI5t7Example",
          .constraint = {.length_max = 128},
          .assign = bind<Member>};
}

constexpr ResponseField id_field{
    .name = "AccessKeyId", .description = ram_words::access_key_id, .example = "LTAI5t7Example"};
constexpr ResponseField status_field{
    .name = "Status", .description = ram_words::access_key_status, .example = "Active"};
constexpr ResponseField date_field{
    .name = "CreateDate", .description = ram_words::create_date, .example = "2026-01-02T03:04:05Z"};

constexpr Parameter create_parameters[] = {owner<&CreateAccessKey::user_name>()};
constexpr ResponseField created_fields[] = {
    id_field,
    {.name = "AccessKeySecret",
     .description = {"AccessKey 密钥,只在创建时返回一次。", "The secret. It is told here and never again."},
     .example = "PupkTg8jdmau1cXxYacgE736PJ****"},
    status_field,
    date_field,
};
constexpr ResponseField create_response[] = {
    {.name = "AccessKey",
     .type = Type::Object,
     .description = {"新建的 AccessKey。", "The new access key."},
     .fields = created_fields},
};
constexpr ErrorRow create_errors[] = {ram_rows::no_such_user, ram_rows::too_many_keys,
                                      ram_rows::no_permission, ram_rows::invalid_parameter};

constexpr Parameter list_parameters[] = {owner<&ListAccessKeys::user_name>()};
constexpr ResponseField listed_fields[] = {id_field, status_field, date_field};
constexpr ResponseField keys_fields[] = {
    {.name = "AccessKey",
     .type = Type::ObjectList,
     .description = {"AccessKey。", "An access key."},
     .fields = listed_fields},
};
constexpr ResponseField list_response[] = {
    {.name = "AccessKeys",
     .type = Type::Object,
     .description = {"AccessKey 列表,不含密钥。", "The access keys, oldest first, without their secrets."},
     .fields = keys_fields},
};
constexpr ErrorRow list_errors[] = {ram_rows::no_such_user, ram_rows::no_permission,
                                    ram_rows::invalid_parameter};

constexpr Parameter update_parameters[] = {
    owner<&UpdateAccessKey::user_name>(),
    key_id<&UpdateAccessKey::user_access_key_id>(),
    {.name = "Status",
     .presence = Presence::Required,
     .description = ram_words::access_key_status,
     .example = "Inactive",
     .constraint = {.one_of = statuses},
     .assign = bind<&UpdateAccessKey::status>},
};
constexpr Parameter delete_parameters[] = {owner<&DeleteAccessKey::user_name>(),
                                           key_id<&DeleteAccessKey::user_access_key_id>()};
constexpr ErrorRow change_errors[] = {ram_rows::no_such_user, ram_rows::no_such_key, ram_rows::last_root_key,
                                      ram_rows::no_permission, ram_rows::invalid_parameter};

constexpr std::string_view empty_example = R"({"RequestId":"04F0F334-1335-436C-A1D7-6C044FE73368"})";

}  // namespace

constinit const Action CreateAccessKey::declaration{
    .name = "CreateAccessKey",
    .version = ram_version,
    .summary =
        {"为 RAM 用户创建 AccessKey,密钥只在此时返回。每个用户最多 2 个,账号最多 5 个。",
         "Creates an access key and tells its secret, once. A user has at most 2 keys, an account's root "
         "at most 5."},
    .effect = Effect::Write,
    .ram = {.action = "ram:CreateAccessKey", .access_level = AccessLevel::Create, .resource_types = one_user},
    .parameters = create_parameters,
    .response = create_response,
    .response_example =
        R"({"RequestId":"04F0F334-1335-436C-A1D7-6C044FE73368","AccessKey":{"AccessKeyId":"LTAI5t7Example",)"
        R"("AccessKeySecret":"PupkTg8jdmau1cXxYacgE736PJ****","Status":"Active",)"
        R"("CreateDate":"2026-01-02T03:04:05Z"}})",
    .errors = create_errors,
};

constinit const Action ListAccessKeys::declaration{
    .name = "ListAccessKeys",
    .version = ram_version,
    .summary = {"查询 RAM 用户的 AccessKey。", "Lists the access keys of a RAM user."},
    .ram = {.action = "ram:ListAccessKeys", .access_level = AccessLevel::List, .resource_types = one_user},
    .parameters = list_parameters,
    .response = list_response,
    .response_example =
        R"({"RequestId":"04F0F334-1335-436C-A1D7-6C044FE73368","AccessKeys":{"AccessKey":[)"
        R"({"AccessKeyId":"LTAI5t7Example","Status":"Active","CreateDate":"2026-01-02T03:04:05Z"}]}})",
    .errors = list_errors,
};

constinit const Action UpdateAccessKey::declaration{
    .name = "UpdateAccessKey",
    .version = ram_version,
    .summary = {"启用或禁用 AccessKey,立即生效。", "Turns an access key on or off, at once."},
    .effect = Effect::Write,
    .ram = {.action = "ram:UpdateAccessKey", .access_level = AccessLevel::Update, .resource_types = one_user},
    .parameters = update_parameters,
    .response_example = empty_example,
    .errors = change_errors,
};

constinit const Action DeleteAccessKey::declaration{
    .name = "DeleteAccessKey",
    .version = ram_version,
    .summary = {"删除 AccessKey,立即生效。", "Deletes an access key, at once."},
    .effect = Effect::Write,
    .ram = {.action = "ram:DeleteAccessKey", .access_level = AccessLevel::Delete, .resource_types = one_user},
    .parameters = delete_parameters,
    .response_example = empty_example,
    .errors = change_errors,
};

}  // namespace sluice::api
