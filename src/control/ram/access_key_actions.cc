#include <algorithm>

#include <fmt/format.h>

#include "contract/api/ram/access_keys.h"
#include "control/identity/identity_store.h"
#include "control/identity/new_access_key.h"
#include "control/identity/user_store.h"
#include "control/ram/handlers.h"

namespace sluice::ram {
namespace {

using actions::Answer;
using actions::Call;
using actions::refuse;
using identity::StoredAccessKey;
using storage::Transaction;

std::string_view status_of(const StoredAccessKey& key) {
  return key.active ? "Active" : "Inactive";
}

json::Value key_to_json(const StoredAccessKey& key) {
  return {{"AccessKeyId", key.access_key_id.get()},
          {"Status", status_of(key)},
          {"CreateDate", base::format_iso8601(key.created)}};
}

// The key of the user whose keys are meant, 0 for the account's own; nothing for a user who is not there.
// Whoever does not name one means himself, and a role has no keys.
std::optional<int64_t> owner_of(Transaction& tx, const identity::Caller& caller,
                                const std::optional<std::string>& user_name) {
  if (!user_name && caller.kind == identity::CallerKind::Account) return 0;
  const auto user = user_name ? identity::find_user(tx, caller.account_key, *user_name)
                              : identity::find_user(tx, caller.account_key, caller.principal_key);
  return user ? std::optional(user->key) : std::nullopt;
}

Answer create_access_key(const Tools& tools, Transaction& tx, const Call& call,
                         const api::CreateAccessKey& request) {
  const api::Action& action = api::CreateAccessKey::declaration;
  const auto owner = owner_of(tx, call.caller, request.user_name);
  if (!owner) return refuse(action, "EntityNotExist.User");
  const size_t keys_max = *owner == 0 ? tools.limits.keys_of_root_max : tools.limits.keys_per_user_max;
  const auto keys = identity::list_access_keys_of(tx, call.caller.account_key, *owner);
  if (keys.size() >= keys_max) {
    return refuse(action, "LimitExceeded.User.AccessKey",
                  fmt::format("{} of {} access keys are there", keys.size(), keys_max));
  }
  const identity::StoredAccount account{.key = call.caller.account_key,
                                        .account_id = call.caller.account_id,
                                        .is_operator = call.caller.is_operator};
  const auto [key, secret] =
      identity::draw_access_key(account, *owner, tools.sealer, tools.environment.random, call.now);
  identity::insert_access_key(tx, tools.environment.keys.next(), key, call.now);
  identity::note_change_of(tx, call.caller.account_key, *owner);
  json::Value told = key_to_json(key);
  told["AccessKeySecret"] = std::string(secret.reveal());
  return json::Value{{"AccessKey", std::move(told)}};
}

Answer list_access_keys(Transaction& tx, const Call& call, const api::ListAccessKeys& request) {
  const auto owner = owner_of(tx, call.caller, request.user_name);
  if (!owner) return refuse(api::ListAccessKeys::declaration, "EntityNotExist.User");
  json::Value list = json::Value::array();
  for (const auto& key : identity::list_access_keys_of(tx, call.caller.account_key, *owner)) {
    list.push_back(key_to_json(key));
  }
  return json::Value{{"AccessKeys", {{"AccessKey", std::move(list)}}}};
}

// Without a key of its own nobody could come back into an account.
bool is_last_of_root(const StoredAccessKey& key, const std::vector<StoredAccessKey>& keys) {
  return key.user_key == 0 && key.active && std::ranges::count_if(keys, &StoredAccessKey::active) == 1;
}

using Change = std::function<void(const StoredAccessKey&)>;

Answer change_key(const api::Action& action, Transaction& tx, const Call& call,
                  const std::optional<std::string>& user_name, std::string_view access_key_id,
                  bool takes_it_away, const Change& change) {
  const auto owner = owner_of(tx, call.caller, user_name);
  if (!owner) return refuse(action, "EntityNotExist.User");
  const auto keys = identity::list_access_keys_of(tx, call.caller.account_key, *owner);
  const auto key = std::ranges::find(keys, access_key_id,
                                     [](const StoredAccessKey& each) { return each.access_key_id.get(); });
  if (key == keys.end()) return refuse(action, "EntityNotExist.User.AccessKey");
  if (takes_it_away && is_last_of_root(*key, keys)) {
    return refuse(action, "DeleteConflict.Account.AccessKey", "create another one first");
  }
  change(*key);
  identity::note_change_of(tx, call.caller.account_key, *owner);
  return json::Value::object();
}

Answer update_access_key(Transaction& tx, const Call& call, const api::UpdateAccessKey& request) {
  const bool active = request.status == "Active";
  return change_key(
      api::UpdateAccessKey::declaration, tx, call, request.user_name, request.user_access_key_id, !active,
      [&](const StoredAccessKey& key) { identity::set_access_key_active(tx, key.access_key_id, active); });
}

Answer delete_access_key(Transaction& tx, const Call& call, const api::DeleteAccessKey& request) {
  return change_key(api::DeleteAccessKey::declaration, tx, call, request.user_name,
                    request.user_access_key_id, true,
                    [&](const StoredAccessKey& key) { identity::delete_access_key(tx, key.access_key_id); });
}

}  // namespace

void serve_access_keys(actions::Registry& registry, const Tools& tools) {
  registry.serve<api::CreateAccessKey>(
      [tools](auto& tx, const auto& call, const auto& request) {
        return create_access_key(tools, tx, call, request);
      },
      tools.catch_up());
  registry.serve<api::ListAccessKeys>(list_access_keys);
  registry.serve<api::UpdateAccessKey>(update_access_key, tools.catch_up());
  registry.serve<api::DeleteAccessKey>(delete_access_key, tools.catch_up());
}

}  // namespace sluice::ram
