#include "contract/api/sts/get_caller_identity.h"

#include <fmt/format.h>

#include "control/sts/handlers.h"

namespace sluice::sts {
namespace {

using identity::Caller;
using identity::CallerKind;

actions::Answer get_caller_identity(storage::Transaction&, const actions::Call& call,
                                    const api::GetCallerIdentity&) {
  const Caller& caller = call.caller;
  json::Value told{{"AccountId", caller.account_id.get()}, {"Arn", identity::arn_of(caller)}};
  switch (caller.kind) {
    case CallerKind::Account:
      told["IdentityType"] = "Account";
      told["PrincipalId"] = told["UserId"] = caller.account_id.get();
      break;
    case CallerKind::User:
      told["IdentityType"] = "RAMUser";
      told["PrincipalId"] = told["UserId"] = caller.principal_id;
      break;
    case CallerKind::AssumedRole:
      told["IdentityType"] = "AssumedRoleUser";
      told["RoleId"] = caller.principal_id;
      told["PrincipalId"] = fmt::format("{}:{}", caller.principal_id, caller.session_name);
      break;
  }
  return told;
}

}  // namespace

void serve_get_caller_identity(actions::Registry& registry) {
  registry.serve<api::GetCallerIdentity>(get_caller_identity);
}

}  // namespace sluice::sts
