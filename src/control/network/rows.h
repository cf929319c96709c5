#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "platform/storage/transaction.h"

namespace sluice::network {

// The first column of every row of a statement with one integer parameter.
inline std::vector<std::string> list_texts(storage::Transaction& tx, std::string_view sql,
                                           int64_t parameter) {
  std::vector<std::string> texts;
  tx.query(sql, {parameter}, [&](const storage::Row& row) { texts.emplace_back(row.text(0)); });
  return texts;
}

}  // namespace sluice::network
