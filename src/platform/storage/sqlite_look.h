#pragma once
// A look into a database that somebody else may be using. Changes nothing in it; blocks.

#include <functional>
#include <span>
#include <string>

#include "platform/base/result.h"
#include "platform/storage/migration.h"
#include "platform/storage/transaction.h"

namespace sluice::storage {

// Calls `look` with one consistent snapshot; the schema version. The error is a sentence for the operator:
// the file cannot be opened, is no database of this program, or its steps are not a beginning of
// `migrations`.
base::Result<int, std::string> look_into_sqlite(const std::string& path,
                                                std::span<const Migration> migrations,
                                                const std::function<void(Transaction&)>& look);

}  // namespace sluice::storage
