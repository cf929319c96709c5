#include "contract/api/ram/absent.h"
#include "control/identity/user_store.h"
#include "control/ram/handlers.h"

namespace sluice::ram {
namespace {

using actions::Answer;
using actions::Call;
using actions::refuse;
using storage::Transaction;

Answer list_groups_for_user(Transaction& tx, const Call& call, const api::ListGroupsForUser& request) {
  if (!identity::find_user(tx, call.caller.account_key, request.user_name)) {
    return refuse(api::ListGroupsForUser::declaration, "EntityNotExist.User");
  }
  return json::Value{{"Groups", {{"Group", json::Value::array()}}}};
}

Answer delete_login_profile(Transaction& tx, const Call& call, const api::DeleteLoginProfile& request) {
  const bool has_user = identity::find_user(tx, call.caller.account_key, request.user_name).has_value();
  return refuse(api::DeleteLoginProfile::declaration,
                has_user ? "EntityNotExist.User.LoginProfile" : "EntityNotExist.User");
}

Answer unbind_mfa_device(Transaction& tx, const Call& call, const api::UnbindMFADevice& request) {
  const bool has_user = identity::find_user(tx, call.caller.account_key, request.user_name).has_value();
  return refuse(api::UnbindMFADevice::declaration,
                has_user ? "EntityNotExist.User.MFADevice" : "EntityNotExist.User");
}

}  // namespace

void serve_what_is_absent(actions::Registry& registry) {
  registry.serve<api::ListGroupsForUser>(list_groups_for_user);
  registry.serve<api::DeleteLoginProfile>(delete_login_profile);
  registry.serve<api::UnbindMFADevice>(unbind_mfa_device);
}

}  // namespace sluice::ram
