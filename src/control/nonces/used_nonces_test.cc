#include "control/nonces/used_nonces.h"

#include <gtest/gtest.h>

#include "control/schema/testing/scratch_database.h"

namespace sluice::nonces {
namespace {

const base::WallTime committed_noon = *base::parse_iso8601("2026-01-02T12:00:00Z");

int64_t rows(storage::Transaction& tx) {
  int64_t count = 0;
  tx.query("SELECT COUNT(*) FROM used_nonces", {}, [&](const storage::Row& row) { count = row.integer(0); });
  return count;
}

TEST(UsedNonces, ARequestTakesEffectOnce) {
  schema::ScratchDatabase database;
  database.run([](storage::Transaction& tx) {
    const Nonce nonce{digest_of("key", "nonce"), committed_noon};
    EXPECT_TRUE(use(tx, nonce, committed_noon));
    EXPECT_FALSE(use(tx, nonce, committed_noon));
    EXPECT_FALSE(use(tx, nonce, committed_noon + clock_skew_max));
    EXPECT_TRUE(use(tx, {digest_of("key", "other"), committed_noon}, committed_noon));
    EXPECT_TRUE(use(tx, {digest_of("other", "nonce"), committed_noon}, committed_noon));
    return 0;
  });
}

TEST(UsedNonces, AreClearedAwayOnceTheirTimestampIsRefused) {
  static constexpr int many = 100;
  schema::ScratchDatabase database;
  database.run([](storage::Transaction& tx) {
    base::WallTime now = committed_noon;
    for (int i = 0; i < many; ++i) {
      EXPECT_TRUE(use(tx, {digest_of("key", std::to_string(i)), now}, now));
      now += std::chrono::seconds(1);
    }
    EXPECT_EQ(rows(tx), many);
    now += clock_skew_max;
    for (int i = 0; i < many; ++i) EXPECT_TRUE(use(tx, {digest_of("late", std::to_string(i)), now}, now));
    EXPECT_EQ(rows(tx), many);
    return 0;
  });
}

}  // namespace
}  // namespace sluice::nonces
