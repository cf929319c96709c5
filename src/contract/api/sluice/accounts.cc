#include "contract/api/sluice/accounts.h"

#include "contract/api/formats.h"
#include "contract/api/paging.h"
#include "contract/api/ram/words.h"
#include "contract/api/rows.h"
#include "contract/api/words.h"

namespace sluice::api {
namespace {

constexpr std::string_view statuses[] = {"Active", "Inactive"};

constexpr Text account_name_words{"账号名称,长度为 1~64 个字符,不可重复。",
                                  "The account's name, which no other account has."};
constexpr Text account_id_words{"账号 ID。", "The account's id."};
constexpr Text secret_words{"AccessKey 密钥,只在创建时返回一次。",
                            "The secret. It is told here and never again."};

template <auto Member>
constexpr Parameter account_name(Presence presence, Names names) {
  return {.name = "AccountName",
          .presence = presence,
          .names = names,
          .description = account_name_words,
          .example = "edge-team",
          .constraint = {.length_max = 64, .accepts = is_ram_name, .accepted = ram_name_text},
          .assign = bind<Member>};
}

template <auto Member>
constexpr Parameter account_id() {
  return {.name = "AccountId",
          .presence = Presence::Required,
          .names = Names::Account,
          .description = account_id_words,
          .example = "1234567890123456",
          .constraint = {.length_max = 64},
          .assign = bind<Member>};
}

template <auto Member>
constexpr Parameter key_id() {
  return {.name = "AccountAccessKeyId",
          .presence = Presence::Required,
          .names = Names::AccountKey,
          .description = ram_words::access_key_id,
          .example = "LTAI5t7Example",
          .constraint = {.length_max = 128},
          .assign = bind<Member>};
}

constexpr ResponseField id_field{
    .name = "AccountId", .description = account_id_words, .example = "1234567890123456"};
constexpr ResponseField name_field{
    .name = "AccountName", .description = account_name_words, .example = "edge-team"};
constexpr ResponseField created_field{
    .name = "CreationTime", .description = words::created_time, .example = "2026-01-02T03:04:05Z"};
constexpr ResponseField account_fields[] = {
    id_field,
    name_field,
    created_field,
    {.name = "IsOperator",
     .type = Type::Boolean,
     .description = {"是否为运营者账号。", "Whether it is the operator's own."},
     .example = "false"},
};

constexpr ResponseField key_id_field{
    .name = "AccessKeyId", .description = ram_words::access_key_id, .example = "LTAI5t7Example"};
constexpr ResponseField status_field{
    .name = "Status", .description = ram_words::access_key_status, .example = "Active"};
constexpr ResponseField new_key_fields[] = {
    key_id_field,
    {.name = "AccessKeySecret", .description = secret_words, .example = "PupkTg8jdmau1cXxYacgE736PJ****"},
    status_field,
    created_field,
};
constexpr ResponseField new_key{.name = "AccessKey",
                                .type = Type::Object,
                                .description = {"新建的 AccessKey。", "The new access key."},
                                .fields = new_key_fields};
constexpr ResponseField key_fields[] = {key_id_field, status_field, created_field};

constexpr ErrorRow account_exists{400, "AccountAlreadyExists", "An account of this name already exists.",
                                  "同名账号已存在"};
constexpr ErrorRow too_many_accounts{400, "TooManyAccounts", "There is no room for more accounts.",
                                     "账号数量已达上限"};
constexpr ErrorRow no_such_account{400, "AccountNotFound", "The account does not exist.", "账号不存在"};
constexpr ErrorRow no_such_key{400, "AccessKeyNotFound", "The access key does not exist.",
                               "AccessKey 不存在"};
constexpr ErrorRow too_many_keys{400, "TooManyAccessKeys", "The account has no room for more access keys.",
                                 "AccessKey 数量已达上限"};
constexpr ErrorRow last_operator_key{400, "LastAccessKey",
                                     "The last active access key of the operator stays.",
                                     "不能停用或删除运营者的最后一个有效 AccessKey"};

constexpr Parameter create_parameters[] = {
    account_name<&CreateAccount::account_name>(Presence::Required, Names::New)};
constexpr ResponseField create_response[] = {
    {.name = "Account",
     .type = Type::Object,
     .description = {"新建的账号。", "The new account."},
     .fields = account_fields},
    new_key,
};
constexpr ErrorRow create_errors[] = {account_exists, too_many_accounts, rows::no_permission,
                                      rows::invalid_parameter};

constexpr Parameter list_parameters[] = {
    account_name<&ListAccounts::account_name>(Presence::Optional, Names::Account),
    page_number<&ListAccounts::page_number>(),
    page_size<&ListAccounts::page_size>(100),
};
constexpr ResponseField list_response[] = {
    {.name = "TotalCount", .type = Type::Integer, .description = words::total_count, .example = "1"},
    {.name = "PageNumber", .type = Type::Integer, .description = words::page_number_answered, .example = "1"},
    {.name = "PageSize", .type = Type::Integer, .description = words::page_size_answered, .example = "10"},
    {.name = "Accounts",
     .type = Type::ObjectList,
     .description = {"账号列表,最早创建的在前。", "The accounts, oldest first."},
     .fields = account_fields},
};
constexpr ErrorRow list_errors[] = {rows::no_permission, rows::invalid_parameter};

constexpr Parameter create_key_parameters[] = {account_id<&CreateAccountAccessKey::account_id>()};
constexpr ResponseField create_key_response[] = {new_key};
constexpr ErrorRow create_key_errors[] = {no_such_account, too_many_keys, rows::no_permission,
                                          rows::invalid_parameter};

constexpr Parameter list_keys_parameters[] = {account_id<&ListAccountAccessKeys::account_id>()};
constexpr ResponseField list_keys_response[] = {
    {.name = "AccessKeys",
     .type = Type::ObjectList,
     .description = {"AccessKey 列表,不含密钥。", "The access keys, oldest first, without their secrets."},
     .fields = key_fields},
};
constexpr ErrorRow list_keys_errors[] = {no_such_account, rows::no_permission, rows::invalid_parameter};

constexpr Parameter update_key_parameters[] = {
    account_id<&UpdateAccountAccessKey::account_id>(),
    key_id<&UpdateAccountAccessKey::account_access_key_id>(),
    {.name = "Status",
     .presence = Presence::Required,
     .description = ram_words::access_key_status,
     .example = "Inactive",
     .constraint = {.one_of = statuses},
     .assign = bind<&UpdateAccountAccessKey::status>},
};
constexpr Parameter delete_key_parameters[] = {account_id<&DeleteAccountAccessKey::account_id>(),
                                               key_id<&DeleteAccountAccessKey::account_access_key_id>()};
constexpr ErrorRow change_key_errors[] = {no_such_account, no_such_key, last_operator_key,
                                          rows::no_permission, rows::invalid_parameter};

constexpr std::string_view empty_example = R"({"RequestId":"473469C7-AA6F-4DC5-B3DB-A3DC0DE3C83E"})";

}  // namespace

constinit const Action CreateAccount::declaration{
    .name = "CreateAccount",
    .version = sluice_version,
    .summary = {"创建一个账号及其第一个 AccessKey。仅限运营者。",
                "Creates an account with its first access key, whose secret is told once. For the operator."},
    .effect = Effect::Write,
    .ram = {.action = "sluice:CreateAccount",
            .access_level = AccessLevel::Create,
            .audience = Audience::OperatorOnly},
    .parameters = create_parameters,
    .response = create_response,
    .response_example =
        R"({"RequestId":"473469C7-AA6F-4DC5-B3DB-A3DC0DE3C83E","Account":{"AccountId":"1234567890123456",)"
        R"("AccountName":"edge-team","CreationTime":"2026-01-02T03:04:05Z","IsOperator":false},)"
        R"("AccessKey":{"AccessKeyId":"LTAI5t7Example","AccessKeySecret":"PupkTg8jdmau1cXxYacgE736PJ****",)"
        R"("Status":"Active","CreationTime":"2026-01-02T03:04:05Z"}})",
    .errors = create_errors,
};

constinit const Action ListAccounts::declaration{
    .name = "ListAccounts",
    .version = sluice_version,
    .summary = {"查询账号列表。仅限运营者。", "Lists the accounts. For the operator."},
    .ram = {.action = "sluice:ListAccounts",
            .access_level = AccessLevel::List,
            .audience = Audience::OperatorOnly},
    .parameters = list_parameters,
    .response = list_response,
    .response_example =
        R"({"RequestId":"473469C7-AA6F-4DC5-B3DB-A3DC0DE3C83E","TotalCount":1,"PageNumber":1,"PageSize":10,)"
        R"("Accounts":[{"AccountId":"1234567890123456","AccountName":"edge-team",)"
        R"("CreationTime":"2026-01-02T03:04:05Z","IsOperator":false}]})",
    .errors = list_errors,
};

constinit const Action CreateAccountAccessKey::declaration{
    .name = "CreateAccountAccessKey",
    .version = sluice_version,
    .summary = {"为账号再创建一个 AccessKey,用于原有密钥丢失时。仅限运营者。",
                "Creates another access key of an account, for where the others are lost. For the operator."},
    .effect = Effect::Write,
    .ram = {.action = "sluice:CreateAccountAccessKey",
            .access_level = AccessLevel::Create,
            .audience = Audience::OperatorOnly},
    .parameters = create_key_parameters,
    .response = create_key_response,
    .response_example =
        R"({"RequestId":"473469C7-AA6F-4DC5-B3DB-A3DC0DE3C83E","AccessKey":{"AccessKeyId":"LTAI5t7Example",)"
        R"("AccessKeySecret":"PupkTg8jdmau1cXxYacgE736PJ****","Status":"Active",)"
        R"("CreationTime":"2026-01-02T03:04:05Z"}})",
    .errors = create_key_errors,
};

constinit const Action ListAccountAccessKeys::declaration{
    .name = "ListAccountAccessKeys",
    .version = sluice_version,
    .summary = {"查询账号自身的 AccessKey。仅限运营者。",
                "Lists the access keys of an account itself. For the operator."},
    .ram = {.action = "sluice:ListAccountAccessKeys",
            .access_level = AccessLevel::List,
            .audience = Audience::OperatorOnly},
    .parameters = list_keys_parameters,
    .response = list_keys_response,
    .response_example =
        R"({"RequestId":"473469C7-AA6F-4DC5-B3DB-A3DC0DE3C83E","AccessKeys":[{"AccessKeyId":"LTAI5t7Example",)"
        R"("Status":"Active","CreationTime":"2026-01-02T03:04:05Z"}]})",
    .errors = list_keys_errors,
};

constinit const Action UpdateAccountAccessKey::declaration{
    .name = "UpdateAccountAccessKey",
    .version = sluice_version,
    .summary = {"启用或禁用账号自身的 AccessKey,立即生效。仅限运营者。",
                "Turns an access key of an account on or off, at once. For the operator."},
    .effect = Effect::Write,
    .ram = {.action = "sluice:UpdateAccountAccessKey",
            .access_level = AccessLevel::Update,
            .audience = Audience::OperatorOnly},
    .parameters = update_key_parameters,
    .response_example = empty_example,
    .errors = change_key_errors,
};

constinit const Action DeleteAccountAccessKey::declaration{
    .name = "DeleteAccountAccessKey",
    .version = sluice_version,
    .summary = {"删除账号自身的 AccessKey,立即生效。仅限运营者。",
                "Deletes an access key of an account, at once. For the operator."},
    .effect = Effect::Write,
    .ram = {.action = "sluice:DeleteAccountAccessKey",
            .access_level = AccessLevel::Delete,
            .audience = Audience::OperatorOnly},
    .parameters = delete_key_parameters,
    .response_example = empty_example,
    .errors = change_key_errors,
};

}  // namespace sluice::api
