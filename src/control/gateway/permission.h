#pragma once
// Check 14 of the gateway: may this caller do this, on what the call names? The root of an account may do
// everything that is the account's to do; a RAM user and a role need a policy that allows it, and none that
// denies it. The decision says why; what is refused says who asked for what, and which policy decided.

#include "contract/api/action.h"
#include "contract/api/error.h"
#include "contract/api/parameter_set.h"
#include "control/audit/decision.h"
#include "control/gateway/authentication.h"
#include "control/gateway/gateway.h"
#include "platform/base/result.h"

namespace sluice::gateway {

// `now` is real time.
base::Result<audit::Decision, api::Error> check_permission(const api::Action& action,
                                                           const api::ParameterSet& parameters,
                                                           const Authenticated& authenticated,
                                                           const Origin& origin, base::WallTime now);

// Whether a policy of the calling user or role denies it outright to place or to pay orders. Asked of actions
// that place one; how the order ends is the engine's to say.
bool is_commerce_denied(const api::Action& action, const Authenticated& authenticated, const Origin& origin,
                        base::WallTime now);

// The ARNs that the call is about, by its declaration: acs:ens:cn-chengdu-telecom:1234567890123456:* for an
// action that is granted on all resources.
std::vector<std::string> resources_of(const api::Action& action, const api::ParameterSet& parameters,
                                      const identity::Caller& caller);

}  // namespace sluice::gateway
