#include "control/identity/directory.h"

#include <future>
#include <optional>
#include <unordered_map>

#include <fmt/format.h>

#include "control/identity/identity_store.h"
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

Loaded load_account(storage::Transaction& tx, const Sealer& sealer, int64_t account_key, int64_t revision) {
  Loaded loaded{.account = {.account_key = account_key, .revision = revision}};
  std::unordered_map<int64_t, User> users;
  for (User& user : list_users(tx, account_key)) users.emplace(user.key, std::move(user));
  for (const StoredAccessKey& key : list_access_keys(tx, account_key)) {
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
    loaded.account.keys.push_back({.caller = caller_of(key, user == users.end() ? nullptr : &user->second),
                                   .secret = std::move(*secret),
                                   .active = key.active});
  }
  return loaded;
}

std::vector<int64_t> all_accounts(storage::Transaction& tx) {
  std::vector<int64_t> keys;
  for (const StoredAccount& account : list_accounts(tx)) keys.push_back(account.key);
  return keys;
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
        for (const int64_t account_key : everything ? all_accounts(tx) : changed_accounts(tx, seen)) {
          changes.accounts.push_back(load_account(tx, sealer_, account_key, changes.revision));
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

void Directory::catch_up(std::function<void()> then) {
  read(false, [then = std::move(then)](base::Result<void, std::string> outcome) {
    if (!outcome) base::log_error("identity.not_current", {{"reason", outcome.error()}});
    then();
  });
}

}  // namespace sluice::identity
