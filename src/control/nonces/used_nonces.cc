#include "control/nonces/used_nonces.h"

namespace sluice::nonces {

bool use(storage::Transaction& tx, const Nonce& nonce, base::WallTime now) {
  tx.execute(
      "DELETE FROM used_nonces WHERE (request_ms, high, low) IN "
      "(SELECT request_ms, high, low FROM used_nonces WHERE request_ms < ? "
      "ORDER BY request_ms, high, low LIMIT ?)",
      {base::to_unix_ms(now - clock_skew_max), expired_nonces_per_call_max});
  // A replay repeats the timestamp, which is signed; so it is part of what must be unique.
  return tx.execute("INSERT INTO used_nonces (request_ms, high, low) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                    {base::to_unix_ms(nonce.request_time), static_cast<int64_t>(nonce.digest.high),
                     static_cast<int64_t>(nonce.digest.low)}) == 1;
}

}  // namespace sluice::nonces
