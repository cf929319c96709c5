#pragma once
// Asks for what is another's and for what nobody has, and expects to be told the same.

#include "tests/tenancy/observation.h"

namespace sluice::tenancy {

class Probe {
 public:
  // Calls the action with this key and `caller`'s things, about the things of `owner`.
  Probe(TestCloud& cloud, const api::Action& action, const Household& owner, const Household& caller,
        Key key);

  // The caller's own call with one thing that is not his, whatever stands beside it.
  void ask(const Call& call, const Slot& slot, const std::string& handle);
  // A call of the owner's: everything that it looks up is his, so that no thing of the caller's is in the
  // way.
  void ask_about_all(const Call& of_owner);

 private:
  Reply send(const Call& call);
  void compare(const Call& foreign, const Call& unknown, const std::vector<std::string>& handles,
               const std::vector<std::string>& unknowns);

  TestCloud& cloud_;
  const api::Action& action_;
  const Household& owner_;
  const Household& caller_;
  const Key key_;
};

}  // namespace sluice::tenancy
