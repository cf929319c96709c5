#pragma once
// A role as answers show it; GetRole and its like add the trust policy.

#include <fmt/format.h>

#include "control/identity/caller.h"
#include "control/identity/role_store.h"
#include "platform/json/json.h"

namespace sluice::ram {

// A role of the caller's account.
inline std::string arn_of(const identity::Caller& caller, const identity::Role& role) {
  return fmt::format("acs:ram::{}:role/{}", caller.account_id.get(), role.name);
}

inline json::Value to_json(const identity::Caller& caller, const identity::Role& role) {
  return {{"RoleId", role.id.get()},
          {"RoleName", role.name},
          {"Arn", arn_of(caller, role)},
          {"Description", role.description},
          {"MaxSessionDuration", int64_t{role.session_max.count()}},
          {"CreateDate", base::format_iso8601(role.created)},
          {"UpdateDate", base::format_iso8601(role.updated)}};
}

}  // namespace sluice::ram
