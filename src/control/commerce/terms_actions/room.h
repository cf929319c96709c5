#pragma once
// How many terms there is room for.

#include <cstdint>
#include <optional>
#include <string>

#include "platform/storage/transaction.h"

namespace sluice::commerce {

// Terms are read whole whenever one of them has changed.
struct TermLimits {
  int64_t terms_max = 1000;
  int64_t document_bytes_max = int64_t{16} << 20;  // of all documents together
};

// What is too much, in words, once something has been put. Called inside units of work.
std::optional<std::string> find_excess(storage::Transaction& tx, const TermLimits& limits);

}  // namespace sluice::commerce
