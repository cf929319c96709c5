#include "control/identity/directory.h"

#include <future>
#include <map>
#include <optional>
#include <unordered_map>
#include <unordered_set>

#include <fmt/format.h>

#include "control/identity/identity_store.h"
#include "control/identity/policy_store.h"
#include "control/identity/role_store.h"
#include "control/identity/system_policies.h"
#include "control/identity/user_store.h"
#include "platform/base/log.h"

namespace sluice::identity {
namespace {

struct Loaded {
  AccountKeys account;
  std::optional<std::string> problem;  // the first key that cannot be used, and why
};

Caller caller_of(const StoredAccessKey& key, const User* user) {
  Caller caller{.account_key = key.account.key,
                .account_id = key.account.account_id,
                .access_key_id = key.access_key_id,
                .is_operator = key.account.is_operator};
  if (user != nullptr) {
    caller.kind = CallerKind::User;
    caller.principal_key = user->key;
    caller.principal_id = user->id.get();
    caller.principal_name = user->name;
  }
  return caller;
}

Caller caller_of(const Role& role, const StoredAccount& account) {
  return {.account_key = account.key,
          .account_id = account.account_id,
          .is_operator = account.is_operator,
          .kind = CallerKind::AssumedRole,
          .principal_key = role.key,
          .principal_id = role.id.get(),
          .principal_name = role.name};
}

// Null for a policy that is not there, or cannot be read.
std::shared_ptr<const policy::Policy> find_compiled(storage::Transaction& tx, int64_t account_key,
                                                    const Attachment& attachment,
                                                    CompiledPolicies& compiled) {
  if (attachment.type == PolicyType::System) return compiled_system_policy(attachment.policy_name);
  const auto stored = find_policy(tx, account_key, attachment.policy_name);
  if (!stored) return nullptr;
  return compiled.get(stored->key, stored->default_version, [&]() -> std::optional<std::string> {
    auto version = find_policy_version(tx, stored->key, stored->default_version);
    if (!version) return std::nullopt;
    return std::move(version->document);
  });
}

using PermissionsByPrincipal = std::unordered_map<int64_t, std::shared_ptr<const Permissions>>;

// Of those users and roles who are in `principals`.
PermissionsByPrincipal load_permissions(storage::Transaction& tx, int64_t account_key,
                                        const std::vector<Attachment>& attachments,
                                        const std::unordered_set<int64_t>& principals,
                                        CompiledPolicies& compiled) {
  std::map<std::pair<PolicyType, std::string>, std::shared_ptr<const policy::Policy>> found;
  std::unordered_map<int64_t, std::optional<Permissions>> read;
  for (const int64_t principal : principals) read.emplace(principal, Permissions());
  for (const Attachment& attachment : attachments) {
    const auto principal = read.find(attachment.principal_key);
    if (principal == read.end()) continue;
    const auto [policy, is_new] = found.try_emplace({attachment.type, attachment.policy_name});
    if (is_new) policy->second = find_compiled(tx, account_key, attachment, compiled);
    if (policy->second == nullptr) {
      // It may have denied something: who has it may do nothing until it can be read.
      base::log_error("identity.unreadable_policy", {{"policy", attachment.policy_name}});
      principal->second.reset();
    } else if (principal->second) {
      principal->second->push_back({attachment.policy_name, policy->second});
    }
  }
  PermissionsByPrincipal shared;
  for (auto& [principal, permissions] : read) {
    shared.emplace(principal,
                   std::make_shared<const Permissions>(std::move(permissions).value_or(Permissions())));
  }
  return shared;
}

struct Rows {
  std::unordered_map<int64_t, User> users;  // by key
  std::vector<StoredAccessKey> keys;
  std::vector<Role> roles;
  std::vector<Attachment> attachments;
};

Rows read_all(storage::Transaction& tx, int64_t account_key) {
  Rows rows{.keys = list_access_keys(tx, account_key),
            .roles = list_roles(tx, account_key),
            .attachments = list_attachments(tx, account_key)};
  for (User& user : list_users(tx, account_key)) rows.users.emplace(user.key, std::move(user));
  return rows;
}

Rows read_some(storage::Transaction& tx, int64_t account_key, const std::vector<int64_t>& principals) {
  Rows rows;
  for (const int64_t principal : principals) {
    for (auto& key : list_access_keys_of(tx, account_key, principal)) rows.keys.push_back(std::move(key));
    if (auto user = find_user(tx, account_key, principal)) rows.users.emplace(principal, std::move(*user));
    if (auto role = find_role(tx, account_key, principal)) rows.roles.push_back(std::move(*role));
    for (auto& each : list_attachments_of(tx, principal)) rows.attachments.push_back(std::move(each));
  }
  return rows;
}

Loaded load_account(storage::Transaction& tx, const Sealer& sealer, CompiledPolicies& compiled,
                    const ChangedAccount& changed, int64_t revision) {
  const int64_t account_key = changed.account_key;
  Loaded loaded{
      .account = {.account_key = account_key, .revision = revision, .only_of = changed.only_of, .keys = {}}};
  const Rows rows =
      changed.only_of ? read_some(tx, account_key, *changed.only_of) : read_all(tx, account_key);
  const auto& [users, keys, roles, attachments] = rows;
  std::unordered_set<int64_t> principals;
  for (const StoredAccessKey& key : keys) {
    if (key.user_key != 0) principals.insert(key.user_key);
  }
  for (const Role& role : roles) principals.insert(role.key);
  const PermissionsByPrincipal permissions =
      load_permissions(tx, account_key, attachments, principals, compiled);
  for (const StoredAccessKey& key : keys) {
    const auto user = users.find(key.user_key);
    auto secret = sealer.open(key.sealed_secret, key.access_key_id.get());
    if (!secret) {
      if (!loaded.problem) {
        loaded.problem = fmt::format("access key {}: {}", key.access_key_id.get(), secret.error());
      }
      continue;
    }
    // A key of a user who is not there opens nothing; the tables never hold one.
    if (key.user_key != 0 && user == users.end()) continue;
    loaded.account.keys.push_back(
        {.caller = caller_of(key, user == users.end() ? nullptr : &user->second),
         .secret = std::move(*secret),
         .active = key.active,
         .permissions = key.user_key == 0 ? nullptr : permissions.at(key.user_key)});
  }
  const auto account = roles.empty() ? std::nullopt : find_account(tx, account_key);
  for (const Role& role : roles) {
    loaded.account.roles.push_back(
        {.caller = caller_of(role, *account), .permissions = permissions.at(role.key)});
  }
  return loaded;
}

std::vector<ChangedAccount> all_accounts(storage::Transaction& tx) {
  std::vector<ChangedAccount> accounts;
  for (const StoredAccount& account : list_accounts(tx)) accounts.push_back({.account_key = account.key});
  return accounts;
}

}  // namespace

void Directory::read(bool everything, std::function<void(base::Result<void, std::string>)> then) {
  struct Changes {
    int64_t revision = 0;
    std::vector<Loaded> accounts;
  };
  using Outcome = base::Result<Changes, std::string>;
  storage::read(
      database_, storage::Lane::Delivery,
      [this, everything, seen = seen_revision_.load()](storage::Transaction& tx) -> Outcome {
        Changes changes{.revision = newest_revision(tx), .accounts = {}};
        for (const ChangedAccount& changed : everything ? all_accounts(tx) : changed_accounts(tx, seen)) {
          changes.accounts.push_back(load_account(tx, sealer_, compiled_, changed, changes.revision));
        }
        return changes;
      },
      [this, then = std::move(then)](base::Result<Outcome, storage::Failure> outcome) {
        if (!outcome) return then(base::Unexpected{outcome.error().message});
        std::optional<std::string> problem;
        for (Loaded& loaded : (*outcome)->accounts) {
          if (loaded.problem && !problem) problem = std::move(loaded.problem);
          ring_.put(std::move(loaded.account));
        }
        // Two that read at once may come here in either order.
        const int64_t revision = (*outcome)->revision;
        int64_t seen = seen_revision_;
        while (seen < revision && !seen_revision_.compare_exchange_weak(seen, revision)) continue;
        if (!problem) ++times_current_;
        then(problem ? base::Result<void, std::string>(base::Unexpected{std::move(*problem)})
                     : base::Result<void, std::string>());
      });
}

base::Result<void, std::string> Directory::load_all() {
  std::promise<base::Result<void, std::string>> promise;
  auto future = promise.get_future();
  read(true, [&](base::Result<void, std::string> outcome) { promise.set_value(std::move(outcome)); });
  return future.get();
}

void Directory::poll() {
  {
    std::lock_guard lock(mutex_);
    if (is_reading_) return;
  }
  catch_up([] {});
}

void Directory::catch_up(std::function<void()> then) {
  {
    std::lock_guard lock(mutex_);
    if (is_reading_) {
      // What is being read may be older than the change that this caller waits for.
      waiting_.push_back(std::move(then));
      return;
    }
    is_reading_ = true;
  }
  std::vector<std::function<void()>> callers;
  callers.push_back(std::move(then));
  read_for(std::move(callers));
}

void Directory::read_for(std::vector<std::function<void()>> callers) {
  read(false, [this, callers = std::move(callers)](base::Result<void, std::string> outcome) {
    if (!outcome) base::log_error("identity.not_current", {{"reason", outcome.error()}});
    std::vector<std::function<void()>> next;
    {
      std::lock_guard lock(mutex_);
      next.swap(waiting_);
      is_reading_ = !next.empty();
    }
    for (const auto& then : callers) then();
    if (!next.empty()) read_for(std::move(next));
  });
}

}  // namespace sluice::identity
