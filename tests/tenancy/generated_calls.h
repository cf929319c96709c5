#pragma once
// Calls that are made from the declaration of an action alone, with the things of a household: nothing here
// knows an action by its name.

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "contract/api/action.h"
#include "tests/tenancy/household.h"

namespace sluice::tenancy {

// A place in a call that takes one value: a parameter, the first item of a list, or a member of one.
struct Slot {
  std::string path;  // as it is sent: LoadBalancerId, BackendServers.1.ServerId
  const api::Parameter* parameter;
  std::vector<const api::Parameter*> beside;  // what a member cannot be without
  bool in_every_call;                         // because it is required, or because a change is about it
  std::string path_of(const api::Parameter& other) const;  // one of `beside`

  api::Names names() const { return parameter->names; }
};

std::vector<Slot> slots_of(const api::Action& action);

// Whose things they are is asked of these: the others choose a name or a token of the caller's own.
bool is_lookup(const api::Action& action, const Slot& slot);
// A name, a tag or a token that the caller gives something of his own.
bool is_given(const api::Action& action, const Slot& slot);

// Whether the call did what can be asked of the action. A few are about what nobody has here, and end with
// one code wherever every check was passed.
bool is_success(const api::Action& action, const Reply& reply);

using Call = std::map<std::string, std::string>;
Parameters to_parameters(const Call& call);

// Every choice among the household's things, ports and so on; some calls only succeed with some of them.
// Never empty.
std::vector<Call> calls_of(const api::Action& action, const Household& household);
// The call with a value at this place as well.
Call with(Call call, const Slot& slot, std::string value, const Household& household);
// The call with every choice of what the place cannot be without: what a value is compared with, say.
std::vector<Call> surroundings_of(const Call& call, const Slot& slot, const Household& household);

}  // namespace sluice::tenancy
