#include "control/commerce/arguments/buyer.h"

#include "control/identity/caller.h"
#include "platform/base/ip.h"

namespace sluice::commerce {

Buyer buyer_of(const actions::Call& call) {
  return {.account_key = call.caller.account_key,
          .account_id = call.caller.account_id.get(),
          .actor = identity::arn_of(call.caller),
          .commerce_denied = call.commerce_denied,
          .address = base::format_ipv4(call.origin.address)};
}

}  // namespace sluice::commerce
