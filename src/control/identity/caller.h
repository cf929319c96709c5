#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "contract/model/ids.h"

namespace sluice::identity {

// Whose key it is: the account's own (root), a RAM user's, or a temporary one of a role that was assumed.
enum class CallerKind { Account, User, AssumedRole };

// Who calls: the main account, who acts for it, and the key that proved it. A value.
struct Caller {
  int64_t account_key = 0;
  model::AccountId account_id;
  model::AccessKeyId access_key_id;
  bool is_operator = false;  // the account is the operator's

  CallerKind kind = CallerKind::Account;
  // Of the user or the role, as far as there is one:
  int64_t principal_key = 0;
  std::string principal_id;
  std::string principal_name;
  std::string session_name;  // of an assumed role
};

// The caller's name across accounts: acs:ram::<account>:root, :user/<name> or :assumed-role/<role>/<session>.
std::string arn_of(const Caller& caller);
// How a refusal names him (gateway fact sheet, 5.4): the kind of principal, and which one.
std::string_view principal_type(const Caller& caller);
std::string principal_display_name(const Caller& caller);

}  // namespace sluice::identity
