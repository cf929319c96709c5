#pragma once
// The border between a unit's code and the storage threads: whatever a unit throws becomes an EngineError.

#include "platform/storage/database.h"

namespace sluice::storage {

// Runs the unit; throws nothing but EngineError. An exception of another kind is the unit's Defect.
Verdict run_unit(const Database::Unit& unit, Transaction& transaction);

// What the submitter is told when a run ended in `error` and there will be no further run.
Failure failure_of(const EngineError& error);

}  // namespace sluice::storage
