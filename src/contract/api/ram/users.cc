#include "contract/api/ram/users.h"

#include "contract/api/ram/parameters.h"
#include "contract/api/ram/rows.h"

namespace sluice::api {
namespace {

constexpr std::string_view any_user[] = {"acs:ram:*:{#accountId}:user/*"};
constexpr std::string_view one_user[] = {"acs:ram:*:{#accountId}:user/{#UserName}"};

constexpr ResponseField user_fields[] = {
    {.name = "UserId", .description = ram_words::user_id, .example = "222748924538****"},
    {.name = "UserName", .description = ram_words::user_name, .example = "alice"},
    {.name = "DisplayName", .description = ram_words::display_name, .example = "Alice"},
    {.name = "MobilePhone", .description = ram_words::mobile_phone, .example = "86-1860000****"},
    {.name = "Email", .description = ram_words::email, .example = "alice@example.com"},
    {.name = "Comments", .description = ram_words::comments, .example = "edge team"},
    {.name = "CreateDate", .description = ram_words::create_date, .example = "2026-01-02T03:04:05Z"},
    {.name = "UpdateDate", .description = ram_words::update_date, .example = "2026-01-02T03:04:05Z"},
};

constexpr ResponseField one[] = {
    {.name = "User", .type = Type::Object, .description = ram_words::user, .fields = user_fields},
};

constexpr std::string_view one_example =
    R"({"RequestId":"04F0F334-1335-436C-A1D7-6C044FE73368","User":{"UserId":"222748924538****",)"
    R"("UserName":"alice","DisplayName":"Alice","MobilePhone":"86-1860000****","Email":"alice@example.com",)"
    R"("Comments":"edge team","CreateDate":"2026-01-02T03:04:05Z","UpdateDate":"2026-01-02T03:04:05Z"}})";
constexpr std::string_view empty_example = R"({"RequestId":"04F0F334-1335-436C-A1D7-6C044FE73368"})";

constexpr Parameter create_parameters[] = {
    ram_user_name<&CreateUser::user_name>(Presence::Required, ram_words::user_name, Names::New),
    ram_note<&CreateUser::display_name>("DisplayName", ram_words::display_name, "Alice"),
    ram_note<&CreateUser::mobile_phone>("MobilePhone", ram_words::mobile_phone, "86-1860000****"),
    ram_note<&CreateUser::email>("Email", ram_words::email, "alice@example.com"),
    ram_note<&CreateUser::comments>("Comments", ram_words::comments, "edge team"),
};
constexpr ErrorRow create_errors[] = {ram_rows::user_exists, ram_rows::too_many_users,
                                      ram_rows::no_permission, ram_rows::invalid_parameter};

constexpr Parameter get_parameters[] = {ram_user_name<&GetUser::user_name>()};
constexpr ErrorRow get_errors[] = {ram_rows::no_such_user, ram_rows::no_permission,
                                   ram_rows::invalid_parameter};

constexpr Parameter update_parameters[] = {
    ram_user_name<&UpdateUser::user_name>(),
    {.name = "NewUserName",
     .names = Names::New,
     .description = {"新的 RAM 用户名称。", "The user's new name."},
     .example = "alice.w",
     .constraint = {.length_max = 64, .accepts = is_ram_name, .accepted = ram_name_text},
     .assign = bind<&UpdateUser::new_user_name>},
    ram_note<&UpdateUser::new_display_name>("NewDisplayName", ram_words::display_name, "Alice W."),
    ram_note<&UpdateUser::new_mobile_phone>("NewMobilePhone", ram_words::mobile_phone, "86-1860000****"),
    ram_note<&UpdateUser::new_email>("NewEmail", ram_words::email, "alice.w@example.com"),
    ram_note<&UpdateUser::new_comments>("NewComments", ram_words::comments, "edge team"),
};
constexpr ErrorRow update_errors[] = {ram_rows::no_such_user, ram_rows::user_exists, ram_rows::no_permission,
                                      ram_rows::invalid_parameter};

constexpr Parameter delete_parameters[] = {ram_user_name<&DeleteUser::user_name>()};
constexpr ErrorRow delete_errors[] = {ram_rows::no_such_user, ram_rows::user_has_keys,
                                      ram_rows::user_has_policies, ram_rows::no_permission,
                                      ram_rows::invalid_parameter};

constexpr Parameter list_parameters[] = {ram_marker<&ListUsers::marker>(),
                                         ram_max_items<&ListUsers::max_items>()};
constexpr ResponseField users_fields[] = {
    {.name = "User", .type = Type::ObjectList, .description = ram_words::user, .fields = user_fields},
};
constexpr ResponseField list_response[] = {
    {.name = "IsTruncated",
     .type = Type::Boolean,
     .description = ram_words::is_truncated,
     .example = "false"},
    {.name = "Marker", .description = ram_words::next_marker, .example = "MTIzNDU2Nzg5MDEyMzQ1Ng=="},
    {.name = "Users",
     .type = Type::Object,
     .description = {"用户列表,最早创建的在前。", "The users, oldest first."},
     .fields = users_fields},
};
constexpr ErrorRow list_errors[] = {ram_rows::no_permission, ram_rows::invalid_parameter};

}  // namespace

constinit const Action CreateUser::declaration{
    .name = "CreateUser",
    .version = ram_version,
    .summary = {"创建一个 RAM 用户。", "Creates a RAM user, who may do nothing yet."},
    .effect = Effect::Write,
    .ram = {.action = "ram:CreateUser", .access_level = AccessLevel::Create, .resource_types = any_user},
    .parameters = create_parameters,
    .response = one,
    .response_example = one_example,
    .errors = create_errors,
};

constinit const Action GetUser::declaration{
    .name = "GetUser",
    .version = ram_version,
    .summary = {"查询一个 RAM 用户。", "Looks a RAM user up."},
    .ram = {.action = "ram:GetUser", .access_level = AccessLevel::Get, .resource_types = one_user},
    .parameters = get_parameters,
    .response = one,
    .response_example = one_example,
    .errors = get_errors,
};

constinit const Action UpdateUser::declaration{
    .name = "UpdateUser",
    .version = ram_version,
    .summary = {"修改 RAM 用户的信息。", "Changes what is known of a RAM user, the name included."},
    .effect = Effect::Write,
    .ram = {.action = "ram:UpdateUser", .access_level = AccessLevel::Update, .resource_types = one_user},
    .parameters = update_parameters,
    .response = one,
    .response_example = one_example,
    .errors = update_errors,
};

constinit const Action DeleteUser::declaration{
    .name = "DeleteUser",
    .version = ram_version,
    .summary = {"删除一个没有 AccessKey 和授权策略的 RAM 用户。",
                "Deletes a RAM user who has no access keys and no policies left."},
    .effect = Effect::Write,
    .ram = {.action = "ram:DeleteUser", .access_level = AccessLevel::Delete, .resource_types = one_user},
    .parameters = delete_parameters,
    .response_example = empty_example,
    .errors = delete_errors,
};

constinit const Action ListUsers::declaration{
    .name = "ListUsers",
    .version = ram_version,
    .summary = {"查询账号的 RAM 用户。", "Lists the account's RAM users."},
    .ram = {.action = "ram:ListUsers", .access_level = AccessLevel::List, .resource_types = any_user},
    .parameters = list_parameters,
    .response = list_response,
    .response_example =
        R"({"RequestId":"04F0F334-1335-436C-A1D7-6C044FE73368","IsTruncated":false,"Users":{"User":[)"
        R"({"UserId":"222748924538****","UserName":"alice","DisplayName":"Alice",)"
        R"("MobilePhone":"86-1860000****","Email":"alice@example.com","Comments":"edge team",)"
        R"("CreateDate":"2026-01-02T03:04:05Z","UpdateDate":"2026-01-02T03:04:05Z"}]}})",
    .errors = list_errors,
};

}  // namespace sluice::api
