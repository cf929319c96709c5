#include "control/gateway/nonce_store.h"

#include <gtest/gtest.h>

namespace sluice::gateway {
namespace {

const base::WallTime noon = *base::parse_iso8601("2026-01-02T12:00:00Z");
using std::chrono::minutes;
using std::chrono::seconds;

TEST(NonceStore, ANonceServesOncePerKey) {
  NonceStore store;
  EXPECT_TRUE(store.remember("key", "nonce", noon, noon));
  EXPECT_FALSE(store.remember("key", "nonce", noon, noon));
  EXPECT_TRUE(store.remember("other", "nonce", noon, noon));
  EXPECT_TRUE(store.remember("key", "other", noon, noon));
}

TEST(NonceStore, KeyAndNonceDoNotRunIntoEachOther) {
  NonceStore store;
  EXPECT_TRUE(store.remember("ab", "c", noon, noon));
  EXPECT_TRUE(store.remember("a", "bc", noon, noon));
}

TEST(NonceStore, RemembersAsLongAsTheTimestampIsAccepted) {
  NonceStore store;
  EXPECT_TRUE(store.remember("key", "nonce", noon, noon));
  EXPECT_FALSE(store.remember("key", "nonce", noon, noon + minutes(15)));
  // From here on the timestamp itself is refused, so forgetting is safe.
  EXPECT_TRUE(store.remember("key", "nonce", noon + minutes(16), noon + minutes(16)));
}

TEST(NonceStore, AFullStoreShrinksTheWindowInsteadOfLettingAReplayPass) {
  NonceStore store(2);
  EXPECT_TRUE(store.remember("key", "first", noon, noon));
  EXPECT_TRUE(store.remember("key", "second", noon + seconds(1), noon));
  EXPECT_TRUE(store.can_remember(noon));
  EXPECT_TRUE(store.remember("key", "third", noon + seconds(2), noon));
  EXPECT_FALSE(store.can_remember(noon));  // "first" was forgotten: nothing as old as it is accepted
  EXPECT_TRUE(store.can_remember(noon + seconds(1)));
  EXPECT_FALSE(store.remember("key", "second", noon + seconds(1), noon));
}

}  // namespace
}  // namespace sluice::gateway
