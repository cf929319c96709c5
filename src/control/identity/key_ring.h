#pragma once
// The access keys and roles in memory: authentication and permissions are decided on the gateway's loop,
// where no SQL may run. What is read of an account comes with the revision at which that was; Directory keeps
// it current. Thread-safe.

#include <functional>
#include <memory>
#include <optional>
#include <shared_mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "control/identity/caller.h"
#include "control/identity/permissions.h"
#include "platform/base/secret.h"

namespace sluice::identity {

struct AccessKey {
  Caller caller;
  base::Secret secret;
  bool active = true;
  std::shared_ptr<const Permissions> permissions;  // null for the account's own key, which needs none
};

// Whose calls come with temporary keys, and what these may do.
struct AssumableRole {
  Caller caller;  // but for the key and the session
  std::shared_ptr<const Permissions> permissions;
};

// What a call of an account is checked against: of all of it, or of some.
struct AccountKeys {
  int64_t account_key = 0;
  int64_t revision = 0;
  std::optional<std::vector<int64_t>> only_of =
      std::nullopt;  // users and roles by key, 0 for the account itself
  std::vector<AccessKey> keys;
  std::vector<AssumableRole> roles = {};
};

class KeyRing {
 public:
  // Takes the place of what was known of the account, or of those in it, unless the account is newer. Whoever
  // reads some of an account reads all of them that changed since the last time.
  void put(AccountKeys account);
  // Null for an unknown id.
  std::shared_ptr<const AccessKey> find(std::string_view access_key_id) const;
  // By the role's id, which a role that is made anew does not get again.
  std::shared_ptr<const AssumableRole> find_role(std::string_view role_id) const;

 private:
  struct Account {
    int64_t revision = 0;
    std::unordered_map<int64_t, std::vector<std::string>> key_ids;  // by principal; none is empty
    std::unordered_map<int64_t, std::string> role_ids;              // the same
  };
  struct HashOfId {
    using is_transparent = void;
    size_t operator()(std::string_view id) const noexcept { return std::hash<std::string_view>()(id); }
  };
  using Keys = std::unordered_map<std::string, std::shared_ptr<const AccessKey>, HashOfId, std::equal_to<>>;

  mutable std::shared_mutex mutex_;
  std::unordered_map<int64_t, Account> accounts_;  // guarded by mutex_, as are
  Keys keys_;                                      // these two
  std::unordered_map<std::string, std::shared_ptr<const AssumableRole>> roles_;
};

}  // namespace sluice::identity
