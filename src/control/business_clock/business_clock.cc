#include "control/business_clock/business_clock.h"

namespace sluice::business {

void BusinessClock::set_ahead(std::chrono::milliseconds ahead) {
  int64_t before = ahead_ms_.load();
  while (before < ahead.count() && !ahead_ms_.compare_exchange_weak(before, ahead.count())) {
  }
}

std::chrono::milliseconds read_ahead(storage::Transaction& tx) {
  int64_t ms = 0;
  tx.query("SELECT ahead_ms FROM business_clock", {}, [&](const storage::Row& row) { ms = row.integer(0); });
  return std::chrono::milliseconds(ms);
}

void store_ahead(storage::Transaction& tx, std::chrono::milliseconds ahead) {
  tx.execute("UPDATE business_clock SET ahead_ms = ?", {int64_t{ahead.count()}});
}

}  // namespace sluice::business
