#include "control/identity/caller.h"

#include <fmt/format.h>

namespace sluice::identity {

std::string arn_of(const Caller& caller) {
  const std::string& account = caller.account_id.get();
  switch (caller.kind) {
    case CallerKind::Account:
      break;
    case CallerKind::User:
      return fmt::format("acs:ram::{}:user/{}", account, caller.principal_name);
    case CallerKind::AssumedRole:
      return fmt::format("acs:ram::{}:assumed-role/{}/{}", account, caller.principal_name,
                         caller.session_name);
  }
  return fmt::format("acs:ram::{}:root", account);
}

std::string_view principal_type(const Caller& caller) {
  switch (caller.kind) {
    case CallerKind::Account:
      break;
    case CallerKind::User:
      return "SubUser";
    case CallerKind::AssumedRole:
      return "AssumedRoleUser";
  }
  return "Account";
}

std::string principal_display_name(const Caller& caller) {
  switch (caller.kind) {
    case CallerKind::Account:
      break;
    case CallerKind::User:
      return caller.principal_id;
    case CallerKind::AssumedRole:
      return fmt::format("{}:{}", caller.principal_name, caller.session_name);
  }
  return caller.account_id.get();
}

}  // namespace sluice::identity
