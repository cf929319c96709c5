#include "platform/storage/run_unit.h"

namespace sluice::storage {

Verdict run_unit(const Database::Unit& unit, Transaction& transaction) {
  try {
    return unit(transaction);
  } catch (const EngineError&) {
    throw;
  } catch (const std::exception& error) {
    throw EngineError(EngineError::Kind::Defect, std::string("the unit threw: ") + error.what());
  } catch (...) {
    throw EngineError(EngineError::Kind::Defect, "the unit threw something that is no exception");
  }
}

Failure failure_of(const EngineError& error) {
  switch (error.kind()) {
    case EngineError::Kind::Retry:
    case EngineError::Kind::Unavailable:
      return {Failure::Kind::Unavailable, error.what()};
    case EngineError::Kind::Constraint:
    case EngineError::Kind::Defect:
      break;
  }
  return {Failure::Kind::Defect, error.what()};
}

}  // namespace sluice::storage
