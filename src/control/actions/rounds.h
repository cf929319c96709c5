#pragma once
// A call whose unit of work may need answers from outside: it runs, what it lacks is asked for, and it runs
// again, until it lacks nothing (docs/decisions/0016-providers.md). One commit remains, that of the last run,
// and one before each step that is taken outside (docs/decisions/0018-steps-outside.md).

#include <chrono>
#include <functional>
#include <memory>
#include <string>

#include "control/actions/registry.h"
#include "control/providers/consultation/asker.h"
#include "control/providers/consultation/consultation.h"
#include "platform/storage/database.h"

namespace sluice::actions {

// Whom calls may ask; all of it outlives them.
struct Outside {
  const providers::Plugged* plugged = nullptr;  // null: nobody, and calls cost what they cost without
  providers::Asker* asker = nullptr;
  const base::Clock* clock = nullptr;
};

// A create asks in ten stages; what changes in between makes it ask again.
inline constexpr int rounds_max = 20;
// Of a whole call with all its rounds, below the ten seconds that clients commonly wait.
inline constexpr auto outside_deadline = std::chrono::seconds(9);

using Finish = std::function<void(base::Result<Answer, storage::Failure>)>;

// What runs `submit`, which hands the unit to storage once, until the call lacks no answer and takes no step,
// then calls `finish` once. A call that goes on asking ends with SystemConcurrentOperate where its action has
// it. The deadline counts from now, whenever it is run; to be run once.
std::function<void()> make_rounds(const Outside& outside, const api::Action& action, const Call& call,
                                  std::function<void(Finish)> submit, Finish finish);

}  // namespace sluice::actions
