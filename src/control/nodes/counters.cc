#include "control/nodes/counters.h"

namespace sluice::nodes {

int64_t next_count(storage::Transaction& tx, std::string_view name) {
  tx.execute(
      "INSERT INTO counters (name, value) VALUES (?, 1) ON CONFLICT (name) DO UPDATE SET value = "
      "counters.value + 1",
      {name});
  return read_count(tx, name);
}

int64_t read_count(storage::Transaction& tx, std::string_view name) {
  int64_t value = 0;
  tx.query("SELECT value FROM counters WHERE name = ?", {name},
           [&](const storage::Row& row) { value = row.integer(0); });
  return value;
}

void set_count(storage::Transaction& tx, std::string_view name, int64_t value) {
  tx.execute(
      "INSERT INTO counters (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = "
      "excluded.value",
      {name, value});
}

}  // namespace sluice::nodes
