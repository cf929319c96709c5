#pragma once
// What SQLite's result codes mean for a unit of work (https://www.sqlite.org/rescode.html).

#include <string_view>

#include "platform/storage/transaction.h"

struct sqlite3;

namespace sluice::storage {

EngineError::Kind kind_of(int extended_code);

// The error of the call that just failed on `connection`; `doing` is the statement or step, for the message.
EngineError last_error(sqlite3* connection, std::string_view doing);

}  // namespace sluice::storage
