#include "control/accounts/account_actions.h"

#include <algorithm>

#include <fmt/format.h>

#include "contract/api/sluice/accounts.h"
#include "control/actions/listing.h"
#include "control/commerce/customer/open_customer.h"
#include "control/identity/identity_store.h"
#include "control/identity/new_access_key.h"

namespace sluice::accounts {
namespace {

using actions::Answer;
using actions::Call;
using actions::refuse;
using identity::StoredAccessKey;
using identity::StoredAccount;
using storage::Transaction;

// What the handlers work with; all of it outlives the registry.
struct Tools {
  actions::Environment environment;
  const identity::Sealer& sealer;
  Limits limits;
};

json::Value to_json(const StoredAccount& account) {
  return {{"AccountId", account.account_id.get()},
          {"AccountName", account.name},
          {"CreationTime", base::format_iso8601(account.created)},
          {"IsOperator", account.is_operator}};
}

json::Value to_json(const StoredAccessKey& key) {
  return {{"AccessKeyId", key.access_key_id.get()},
          {"Status", key.active ? "Active" : "Inactive"},
          {"CreationTime", base::format_iso8601(key.created)}};
}

json::Value add_key(const Tools& tools, Transaction& tx, const Call& call, const StoredAccount& account) {
  const auto [key, secret] =
      identity::draw_access_key(account, 0, tools.sealer, tools.environment.random, call.now);
  identity::insert_access_key(tx, tools.environment.keys.next(), key, call.now);
  identity::note_change(tx, account.key);
  json::Value told = to_json(key);
  told["AccessKeySecret"] = std::string(secret.reveal());
  return told;
}

Answer create_account(const Tools& tools, Transaction& tx, const Call& call,
                      const api::CreateAccount& request) {
  const api::Action& action = api::CreateAccount::declaration;
  const auto accounts = identity::list_accounts(tx);
  const auto same = std::ranges::find(accounts, request.account_name, &StoredAccount::name);
  if (same != accounts.end()) {
    return refuse(
        action, "AccountAlreadyExists",
        fmt::format("it is {}; CreateAccountAccessKey gives it another key", same->account_id.get()));
  }
  if (accounts.size() >= tools.limits.accounts_max) {
    return refuse(action, "TooManyAccounts", fmt::format("there are at most {}", tools.limits.accounts_max));
  }
  const StoredAccount account{.key = tools.environment.keys.next(),
                              .account_id = model::mint_account_id(tools.environment.random),
                              .is_operator = false,
                              .name = request.account_name,
                              .created = call.now};
  identity::insert_account(tx, account, account.name, account.created);
  commerce::open_customer(tx, account.key, account.account_id.get(), account.created);
  return json::Value{{"Account", to_json(account)}, {"AccessKey", add_key(tools, tx, call, account)}};
}

Answer list_accounts(Transaction& tx, const Call&, const api::ListAccounts& request) {
  auto accounts = identity::list_accounts(tx);
  std::erase_if(accounts, [&](const StoredAccount& account) {
    return !actions::matches(request.account_name, account.name);
  });
  return json::Value{
      {"TotalCount", accounts.size()},
      {"PageNumber", request.page_number},
      {"PageSize", request.page_size},
      {"Accounts", actions::page_of(accounts, request.page_number, request.page_size,
                                    [](const StoredAccount& account) { return to_json(account); })}};
}

std::optional<StoredAccount> find_account(Transaction& tx, const std::string& account_id) {
  return identity::find_account(tx, model::AccountId(account_id));
}

Answer create_key(const Tools& tools, Transaction& tx, const Call& call,
                  const api::CreateAccountAccessKey& request) {
  const api::Action& action = api::CreateAccountAccessKey::declaration;
  const auto account = find_account(tx, request.account_id);
  if (!account) return refuse(action, "AccountNotFound");
  if (identity::list_access_keys_of(tx, account->key, 0).size() >= tools.limits.keys_per_account_max) {
    return refuse(action, "TooManyAccessKeys",
                  fmt::format("an account has at most {}; delete one that is lost first",
                              tools.limits.keys_per_account_max));
  }
  return json::Value{{"AccessKey", add_key(tools, tx, call, *account)}};
}

Answer list_keys(Transaction& tx, const Call&, const api::ListAccountAccessKeys& request) {
  const auto account = find_account(tx, request.account_id);
  if (!account) return refuse(api::ListAccountAccessKeys::declaration, "AccountNotFound");
  json::Value list = json::Value::array();
  for (const auto& key : identity::list_access_keys_of(tx, account->key, 0)) list.push_back(to_json(key));
  return json::Value{{"AccessKeys", std::move(list)}};
}

// Any other account gets a new key from the operator; nobody gives him one.
bool is_last_of_operator(const StoredAccount& account, const StoredAccessKey& key,
                         const std::vector<StoredAccessKey>& keys) {
  return account.is_operator && key.active && std::ranges::count_if(keys, &StoredAccessKey::active) == 1;
}

using Change = std::function<void(const StoredAccessKey&)>;

Answer change_key(const api::Action& action, Transaction& tx, const std::string& account_id,
                  std::string_view access_key_id, bool takes_it_away, const Change& change) {
  const auto account = find_account(tx, account_id);
  if (!account) return refuse(action, "AccountNotFound");
  const auto keys = identity::list_access_keys_of(tx, account->key, 0);
  const auto key = std::ranges::find(keys, access_key_id,
                                     [](const StoredAccessKey& each) { return each.access_key_id.get(); });
  if (key == keys.end()) return refuse(action, "AccessKeyNotFound");
  if (takes_it_away && is_last_of_operator(*account, *key, keys)) {
    return refuse(action, "LastAccessKey", "create another one first");
  }
  change(*key);
  identity::note_change(tx, account->key);
  return json::Value::object();
}

Answer update_key(Transaction& tx, const Call&, const api::UpdateAccountAccessKey& request) {
  const bool active = request.status == "Active";
  return change_key(
      request.declaration, tx, request.account_id, request.account_access_key_id, !active,
      [&](const StoredAccessKey& key) { identity::set_access_key_active(tx, key.access_key_id, active); });
}

Answer delete_key(Transaction& tx, const Call&, const api::DeleteAccountAccessKey& request) {
  return change_key(request.declaration, tx, request.account_id, request.account_access_key_id, true,
                    [&](const StoredAccessKey& key) { identity::delete_access_key(tx, key.access_key_id); });
}

}  // namespace

void serve(actions::Registry& registry, const actions::Environment& environment,
           const identity::Sealer& sealer, identity::Directory& directory, Limits limits) {
  const Tools tools{environment, sealer, limits};
  // In force before it is answered.
  const actions::AfterCommit catch_up = [&directory](const json::Value&, std::function<void()> then) {
    directory.catch_up(std::move(then));
  };
  registry.serve<api::CreateAccount>(
      [tools](auto& tx, const auto& call, const auto& request) {
        return create_account(tools, tx, call, request);
      },
      catch_up);
  registry.serve<api::ListAccounts>(list_accounts);
  registry.serve<api::CreateAccountAccessKey>(
      [tools](auto& tx, const auto& call, const auto& request) {
        return create_key(tools, tx, call, request);
      },
      catch_up);
  registry.serve<api::ListAccountAccessKeys>(list_keys);
  registry.serve<api::UpdateAccountAccessKey>(update_key, catch_up);
  registry.serve<api::DeleteAccountAccessKey>(delete_key, catch_up);
}

}  // namespace sluice::accounts
