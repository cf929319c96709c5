#pragma once
// A database full of users, access keys and policies, and what the service keeps of it in memory: the key
// ring, its directory, and a gateway that serves the networks of all these accounts. One thread.

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "bench/figures.h"
#include "contract/signature/signer.h"
#include "control/actions/executor.h"
#include "control/audit/trail.h"
#include "control/gateway/gateway.h"
#include "control/identity/directory.h"
#include "control/identity/identity_store.h"
#include "control/identity/session_tokens.h"
#include "platform/storage/database.h"

namespace sluice::bench {

// As many of everything in an account as the service lets it have, or as there are.
struct Shape {
  size_t keys = 0;
  size_t keys_per_user = 2;
  size_t users_per_account_max = 1000;
  size_t users_per_policy = 5;
  size_t policies_per_user = 2;

  size_t users() const { return keys / keys_per_user; }
  size_t policies() const { return users() / users_per_policy; }
};

class IdentityWorld {
 public:
  // Writes the database, in a directory that is removed at the end; nothing of it is in memory yet.
  IdentityWorld(const std::string& directory, const Shape& shape);
  ~IdentityWorld();
  IdentityWorld(const IdentityWorld&) = delete;
  IdentityWorld& operator=(const IdentityWorld&) = delete;

  // As a start of the service does.
  Seconds load();

  const Shape& shape() const { return shape_; }
  const identity::KeyRing& ring() const { return ring_; }
  std::string key_id(size_t key) const;

  // A DescribeNetworks of its own nonce.
  signature::SignedRequest sign(size_t key);
  // From the request to its answer, which has to be a success.
  Seconds answer(const signature::SignedRequest& request);

  // From the commit of a change of this key until it is in force here.
  Seconds change(size_t key, bool active);

 private:
  void write(const std::function<void(storage::Transaction&)>& work);
  void write_account(storage::Transaction& tx, size_t first_user, size_t users);
  void write_user(storage::Transaction& tx, const identity::StoredAccount& account, size_t user,
                  size_t in_account, size_t policies);

  const Shape shape_;
  const std::string directory_;
  const base::SystemClock clock_;
  const business::BusinessClock business_clock_{clock_};
  base::SystemRandom random_;
  const identity::Sealer sealer_;
  const identity::SessionTokens tokens_;
  storage::KeySource keys_;
  int64_t rows_ = 0;
  uint64_t nonces_ = 0;
  std::vector<std::pair<int64_t, int64_t>> users_;  // account and user, by their keys
  identity::KeyRing ring_;
  actions::Registry registry_;
  io::Loop loop_;
  std::optional<audit::Trail> trail_;
  std::unique_ptr<actions::Executor> executor_;
  std::unique_ptr<identity::Directory> identity_;
  std::unique_ptr<gateway::Gateway> gateway_;
  std::unique_ptr<storage::Database> database_;  // last: its threads call into what is above
};

}  // namespace sluice::bench
