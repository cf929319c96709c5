#include <fmt/format.h>

#include "contract/api/ram/users.h"
#include "control/identity/identity_store.h"
#include "control/identity/policy_store.h"
#include "control/identity/user_store.h"
#include "control/ram/handlers.h"
#include "control/ram/paging.h"

namespace sluice::ram {
namespace {

using actions::Answer;
using actions::Call;
using actions::refuse;
using identity::User;
using storage::Transaction;

json::Value user_to_json(const User& user) {
  return {{"UserId", user.id.get()},
          {"UserName", user.name},
          {"DisplayName", user.display_name},
          {"MobilePhone", user.mobile_phone},
          {"Email", user.email},
          {"Comments", user.comments},
          {"CreateDate", base::format_iso8601(user.created)},
          {"UpdateDate", base::format_iso8601(user.updated)}};
}

Answer create_user(const Tools& tools, Transaction& tx, const Call& call, const api::CreateUser& request) {
  const api::Action& action = api::CreateUser::declaration;
  const int64_t account = call.caller.account_key;
  if (identity::find_user(tx, account, request.user_name)) {
    return refuse(action, "EntityAlreadyExists.User", "there is a user " + request.user_name);
  }
  if (identity::count_users(tx, account) >= tools.limits.users_per_account_max) {
    return refuse(action, "LimitExceeded.User",
                  fmt::format("an account has at most {} users", tools.limits.users_per_account_max));
  }
  const User user{.key = tools.environment.keys.next(),
                  .account_key = account,
                  .id = model::mint_user_id(tools.environment.random),
                  .name = request.user_name,
                  .display_name = request.display_name,
                  .mobile_phone = request.mobile_phone,
                  .email = request.email,
                  .comments = request.comments,
                  .created = call.now,
                  .updated = call.now};
  identity::insert_user(tx, user);
  return json::Value{{"User", user_to_json(user)}};
}

Answer get_user(Transaction& tx, const Call& call, const api::GetUser& request) {
  const auto user = identity::find_user(tx, call.caller.account_key, request.user_name);
  if (!user) return refuse(api::GetUser::declaration, "EntityNotExist.User");
  return json::Value{{"User", user_to_json(*user)}};
}

Answer update_user(Transaction& tx, const Call& call, const api::UpdateUser& request) {
  const api::Action& action = api::UpdateUser::declaration;
  auto user = identity::find_user(tx, call.caller.account_key, request.user_name);
  if (!user) return refuse(action, "EntityNotExist.User");
  if (request.new_user_name && *request.new_user_name != user->name &&
      identity::find_user(tx, call.caller.account_key, *request.new_user_name)) {
    return refuse(action, "EntityAlreadyExists.User", "there is a user " + *request.new_user_name);
  }
  if (request.new_user_name) user->name = *request.new_user_name;
  if (request.new_display_name) user->display_name = *request.new_display_name;
  if (request.new_mobile_phone) user->mobile_phone = *request.new_mobile_phone;
  if (request.new_email) user->email = *request.new_email;
  if (request.new_comments) user->comments = *request.new_comments;
  user->updated = call.now;
  identity::update_user(tx, *user);
  identity::note_change_of(tx, user->account_key, user->key);
  return json::Value{{"User", user_to_json(*user)}};
}

Answer delete_user(Transaction& tx, const Call& call, const api::DeleteUser& request) {
  const api::Action& action = api::DeleteUser::declaration;
  const auto user = identity::find_user(tx, call.caller.account_key, request.user_name);
  if (!user) return refuse(action, "EntityNotExist.User");
  const size_t keys = identity::list_access_keys_of(tx, user->account_key, user->key).size();
  if (keys > 0) {
    return refuse(action, "DeleteConflict.User.AccessKey", fmt::format("{} access keys are left", keys));
  }
  const size_t policies = identity::list_attachments_of(tx, user->key).size();
  if (policies > 0) {
    return refuse(action, "DeleteConflict.User.Policy", fmt::format("{} policies are attached", policies));
  }
  identity::delete_user(tx, user->key);
  identity::note_change_of(tx, user->account_key, user->key);
  return json::Value::object();
}

Answer list_users(Transaction& tx, const Call& call, const api::ListUsers& request) {
  return list_page(
      api::ListUsers::declaration, request.marker, request.max_items, "Users", "User",
      [&](int64_t after, int64_t count_max) {
        return identity::list_users(tx, call.caller.account_key, after, count_max);
      },
      user_to_json);
}

}  // namespace

void serve_users(actions::Registry& registry, const Tools& tools) {
  registry.serve<api::CreateUser>([tools](auto& tx, const auto& call, const auto& request) {
    return create_user(tools, tx, call, request);
  });
  registry.serve<api::GetUser>(get_user);
  registry.serve<api::UpdateUser>(update_user, tools.catch_up());
  registry.serve<api::DeleteUser>(delete_user, tools.catch_up());
  registry.serve<api::ListUsers>(list_users);
}

}  // namespace sluice::ram
