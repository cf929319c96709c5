#pragma once
// Temporary keys: everything about a session of a role travels in its token, sealed. Nothing is stored and
// nothing is kept in memory, so any process with the sealing key takes a token that another one gave out, and
// a token ends by itself.
//
// A token says whose session it is and until when, not what it may do: that is what the role may do when the
// call comes. It names the role by its id, so a role that is deleted takes its sessions with it, also if one
// of the same name is made afterwards.

#include <optional>
#include <string>
#include <string_view>

#include "contract/model/ids.h"
#include "control/identity/sealer.h"
#include "platform/base/clock.h"
#include "platform/base/random.h"
#include "platform/base/secret.h"

namespace sluice::identity {

struct Session {
  model::AccountId account_id;  // the role's
  model::RoleId role_id;
  std::string name;
  model::AccessKeyId access_key_id;
  base::Secret secret;
  base::WallTime expires;  // real time, whole seconds
};

inline bool is_temporary(std::string_view access_key_id) {
  return access_key_id.starts_with(model::temporary_key_prefix);
}

// Thread-safe.
class SessionTokens {
 public:
  // No token of ours is longer.
  static constexpr size_t token_bytes_max = 2048;

  explicit SessionTokens(const Sealer& sealer) : sealer_(sealer) {}  // which outlives it

  std::string seal(const Session& session, base::Random& random) const;
  // Nothing for what is no token of this service. Whether it has expired is the caller's question.
  std::optional<Session> open(std::string_view token) const;

 private:
  const Sealer& sealer_;
};

}  // namespace sluice::identity
