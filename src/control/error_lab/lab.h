#pragma once
// The error rules of this process: documented errors and delays for those who test their automation
// (docs/error-lab.md). In memory only; where the lab is off there is none of this class. Thread-safe.

#include <list>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "contract/api/parameter_set.h"
#include "control/error_lab/rule.h"
#include "control/identity/caller.h"
#include "platform/base/clock.h"

namespace sluice::error_lab {

inline constexpr size_t rules_max = 100;
// A rule whose call was not committed by then never will be.
inline constexpr auto prepared_max = std::chrono::minutes(2);

class Lab {
 public:
  struct Armed {
    Rule rule;
    int64_t calls = 0;   // that matched
    int64_t struck = 0;  // of those
  };

  // A rule is armed in two steps, as a unit of work may run again or fail: `prepare` has no effect on calls,
  // and takes the place of what the same request has prepared before. False if there is no room.
  bool prepare(const std::string& request_id, Rule rule, base::WallTime now);
  // Once its call is committed.
  void arm(const std::string& rule_id);
  void disarm(const std::string& rule_id);

  // Oldest first, in which order they are asked.
  std::vector<Armed> list() const;
  bool has(const std::string& rule_id) const;

  // Counts the call. What one rule strikes, those behind it do not see.
  std::optional<Strike> strike(const api::Action& action, const api::ParameterSet& parameters,
                               const identity::Caller& caller);

 private:
  struct Prepared {
    std::string request_id;
    base::WallTime since;
    Rule rule;
  };

  mutable std::mutex mutex_;
  std::list<Armed> rules_;        // guarded by mutex_
  std::list<Prepared> prepared_;  // guarded by mutex_
};

}  // namespace sluice::error_lab
