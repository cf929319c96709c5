#include "control/identity/key_ring.h"

#include <mutex>

namespace sluice::identity {

void KeyRing::put(AccountKeys account) {
  // Calls wait for the lock: what can be made before and freed after it is.
  std::vector<std::shared_ptr<const AccessKey>> made;
  made.reserve(account.keys.size());
  for (AccessKey& key : account.keys) made.push_back(std::make_shared<const AccessKey>(std::move(key)));
  std::vector<Keys::node_type> gone;
  gone.reserve(made.size());

  std::unique_lock lock(mutex_);
  Account& known = accounts_[account.account_key];
  if (known.revision > account.revision) return;
  known.revision = account.revision;
  const auto forget = [&](const std::vector<std::string>& ids) {
    for (const std::string& id : ids) gone.push_back(keys_.extract(id));
  };
  if (account.only_of) {
    for (const int64_t principal_key : *account.only_of) {
      if (const auto keys = known.key_ids.extract(principal_key)) forget(keys.mapped());
      if (const auto role = known.role_ids.extract(principal_key)) roles_.erase(role.mapped());
    }
  } else {
    for (const auto& [principal_key, ids] : known.key_ids) forget(ids);
    for (const auto& [principal_key, id] : known.role_ids) roles_.erase(id);
    known.key_ids.clear();
    known.role_ids.clear();
  }
  for (auto& key : made) {
    const std::string& id = key->caller.access_key_id.get();
    known.key_ids[key->caller.principal_key].push_back(id);
    keys_[id] = std::move(key);
  }
  for (AssumableRole& role : account.roles) {
    std::string id = role.caller.principal_id;
    known.role_ids[role.caller.principal_key] = id;
    roles_[std::move(id)] = std::make_shared<const AssumableRole>(std::move(role));
  }
}

std::shared_ptr<const AccessKey> KeyRing::find(std::string_view access_key_id) const {
  std::shared_lock lock(mutex_);
  const auto found = keys_.find(access_key_id);
  return found == keys_.end() ? nullptr : found->second;
}

std::shared_ptr<const AssumableRole> KeyRing::find_role(std::string_view role_id) const {
  std::shared_lock lock(mutex_);
  const auto found = roles_.find(std::string(role_id));
  return found == roles_.end() ? nullptr : found->second;
}

}  // namespace sluice::identity
