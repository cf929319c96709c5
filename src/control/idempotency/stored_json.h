#pragma once
// JSON that this module has stored itself, read back.

#include <string_view>

#include "platform/json/json.h"
#include "platform/storage/transaction.h"

namespace sluice::idempotency {

// What cannot be read fails the unit loudly: a record that was taken for none would let a call that was told
// to be done once run again.
inline json::Value parse_stored(std::string_view text) {
  auto value = json::parse(text);
  if (!value) throw storage::EngineError(storage::EngineError::Kind::Defect, "a stored value is not JSON");
  return std::move(*value);
}

}  // namespace sluice::idempotency
