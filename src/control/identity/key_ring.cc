#include "control/identity/key_ring.h"

#include <mutex>

namespace sluice::identity {

void KeyRing::put(AccountKeys account) {
  std::unique_lock lock(mutex_);
  const auto [known, is_new] = accounts_.try_emplace(account.account_key);
  if (!is_new && known->second.revision > account.revision) return;
  for (const std::string& id : known->second.key_ids) keys_.erase(id);
  for (const std::string& id : known->second.role_ids) roles_.erase(id);
  known->second = {.revision = account.revision, .key_ids = {}, .role_ids = {}};
  for (AccessKey& key : account.keys) {
    std::string id = key.caller.access_key_id.get();
    known->second.key_ids.push_back(id);
    keys_[std::move(id)] = std::make_shared<const AccessKey>(std::move(key));
  }
  for (AssumableRole& role : account.roles) {
    std::string id = role.caller.principal_id;
    known->second.role_ids.push_back(id);
    roles_[std::move(id)] = std::make_shared<const AssumableRole>(std::move(role));
  }
}

std::shared_ptr<const AccessKey> KeyRing::find(std::string_view access_key_id) const {
  std::shared_lock lock(mutex_);
  const auto found = keys_.find(std::string(access_key_id));
  return found == keys_.end() ? nullptr : found->second;
}

std::shared_ptr<const AssumableRole> KeyRing::find_role(std::string_view role_id) const {
  std::shared_lock lock(mutex_);
  const auto found = roles_.find(std::string(role_id));
  return found == roles_.end() ? nullptr : found->second;
}

}  // namespace sluice::identity
