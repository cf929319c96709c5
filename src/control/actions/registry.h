#pragma once
// Which function serves which action. A module registers its handlers by request type; the declaration comes
// with it.
//
// A handler is a unit of work: it reads and writes through the transaction, returns the answer (without
// RequestId) or an error of its action's table, and has no other side effect, since it may run more than
// once.

#include <functional>
#include <memory>
#include <string>
#include <unordered_map>

#include "contract/api/action.h"
#include "contract/api/parameter_set.h"
#include "contract/api/validation.h"
#include "control/actions/call.h"
#include "platform/base/result.h"
#include "platform/json/json.h"
#include "platform/storage/transaction.h"

namespace sluice::actions {

using Answer = base::Result<json::Value, api::Error>;

template <class Request>
using Handler = std::function<Answer(storage::Transaction&, const Call&, const Request&)>;

// What has to happen between the commit of a call that changed something and its answer, which it is shown:
// called on a storage thread, it calls `then` once, on any.
using AfterCommit = std::function<void(const json::Value& answer, std::function<void()> then)>;

// A decoded call, ready to run as often as storage needs.
using Prepared = std::function<Answer(storage::Transaction&, const Call&)>;

class Registry {
 public:
  template <class Request>
  void serve(Handler<Request> handler, AfterCommit after_commit = nullptr) {
    if (after_commit) after_commits_[&Request::declaration] = std::move(after_commit);
    auto shared = std::make_shared<const Handler<Request>>(std::move(handler));
    served_[&Request::declaration] =
        [shared](const api::ParameterSet& parameters) -> base::Result<Prepared, api::Error> {
      auto request = api::decode<Request>(parameters);
      if (!request) return base::Unexpected{std::move(request).error()};
      return Prepared([shared, request = std::move(*request)](storage::Transaction& tx, const Call& call) {
        return (*shared)(tx, call, request);
      });
    };
  }

  bool serves(const api::Action& action) const { return served_.contains(&action); }
  // Null for most actions.
  const AfterCommit* after_commit(const api::Action& action) const {
    const auto found = after_commits_.find(&action);
    return found == after_commits_.end() ? nullptr : &found->second;
  }
  // Validates. The action must be served.
  base::Result<Prepared, api::Error> prepare(const api::Action& action,
                                             const api::ParameterSet& parameters) const {
    return served_.at(&action)(parameters);
  }

 private:
  using Prepare = std::function<base::Result<Prepared, api::Error>(const api::ParameterSet&)>;
  std::unordered_map<const api::Action*, Prepare> served_;
  std::unordered_map<const api::Action*, AfterCommit> after_commits_;
};

// InvalidParameter.<name> as a handler returns it.
inline base::Unexpected<api::Error> invalid(const api::Action& action, std::string_view name,
                                            std::string hint) {
  return base::Unexpected{api::invalid_parameter(action, name, std::move(hint))};
}

// The row of the action's own table.
inline base::Unexpected<api::Error> refuse(const api::Action& action, std::string_view code,
                                           std::string hint = {}) {
  return base::Unexpected{api::make_error(action.error(code), {}, std::move(hint))};
}

}  // namespace sluice::actions
