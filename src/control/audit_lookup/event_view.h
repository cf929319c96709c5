#pragma once
// An event as ActionTrail shows it.

#include "control/audit/event.h"
#include "platform/json/json_fwd.h"

namespace sluice::audit_lookup {

// `account_id` is the id of the account whose event it is.
json::Value view_of(const audit::Event& event, const model::AccountId& account_id);

}  // namespace sluice::audit_lookup
