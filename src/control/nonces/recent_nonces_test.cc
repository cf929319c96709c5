#include "control/nonces/recent_nonces.h"

#include <deque>
#include <map>
#include <random>
#include <set>

#include <gtest/gtest.h>

namespace sluice::nonces {
namespace {

const base::WallTime noon = *base::parse_iso8601("2026-01-02T12:00:00Z");
using std::chrono::minutes;
using std::chrono::seconds;

bool use(RecentNonces& nonces, std::string_view key, std::string_view nonce, base::WallTime time,
         base::WallTime now) {
  return nonces.remember(key, {digest_of(key, nonce), time}, now);
}

TEST(RecentNonces, ANonceServesOncePerKey) {
  RecentNonces nonces;
  EXPECT_TRUE(use(nonces, "key", "nonce", noon, noon));
  EXPECT_FALSE(use(nonces, "key", "nonce", noon, noon));
  EXPECT_FALSE(use(nonces, "key", "nonce", noon + seconds(1), noon));
  EXPECT_TRUE(use(nonces, "other", "nonce", noon, noon));
  EXPECT_TRUE(use(nonces, "key", "other", noon, noon));
}

TEST(RecentNonces, KeyAndNonceDoNotRunIntoEachOther) {
  EXPECT_FALSE(digest_of("ab", "c") == digest_of("a", "bc"));
}

TEST(RecentNonces, AreRememberedAsLongAsTheirTimestampIsAccepted) {
  RecentNonces nonces;
  EXPECT_TRUE(use(nonces, "key", "nonce", noon, noon));
  EXPECT_FALSE(use(nonces, "key", "nonce", noon, noon + minutes(15)));
  // From here on the timestamp itself is refused, so forgetting is safe.
  EXPECT_TRUE(use(nonces, "key", "nonce", noon + minutes(16), noon + minutes(16)));
  EXPECT_EQ(nonces.size(), 1u);
}

TEST(RecentNonces, AClockThatStepsForwardAndBackLetsNoReplayPass) {
  RecentNonces nonces;
  EXPECT_TRUE(use(nonces, "key", "nonce", noon, noon));
  EXPECT_TRUE(use(nonces, "key", "later", noon + minutes(60), noon + minutes(60)));
  EXPECT_FALSE(use(nonces, "key", "nonce", noon, noon));
  EXPECT_TRUE(use(nonces, "key", "new", noon + seconds(1), noon + seconds(1)));
}

TEST(RecentNonces, AKeyThatUsesUpItsShareShrinksItsOwnWindowOnly) {
  RecentNonces nonces({.nonces_max = 100, .nonces_per_key_max = 2});
  EXPECT_TRUE(use(nonces, "busy", "first", noon, noon));
  EXPECT_TRUE(use(nonces, "quiet", "first", noon, noon));
  EXPECT_TRUE(use(nonces, "busy", "second", noon + seconds(1), noon));
  EXPECT_TRUE(nonces.can_remember("busy", noon));
  EXPECT_TRUE(use(nonces, "busy", "third", noon + seconds(2), noon));
  EXPECT_FALSE(nonces.can_remember("busy", noon));  // "first" was forgotten: nothing as old as it is accepted
  EXPECT_TRUE(nonces.can_remember("busy", noon + seconds(1)));
  EXPECT_FALSE(use(nonces, "busy", "second", noon + seconds(1), noon));
  EXPECT_TRUE(nonces.can_remember("quiet", noon));
  EXPECT_FALSE(use(nonces, "quiet", "first", noon, noon));
}

TEST(RecentNonces, AFullMemoryShrinksEverybodysWindow) {
  RecentNonces nonces({.nonces_max = 2, .nonces_per_key_max = 2});
  EXPECT_TRUE(use(nonces, "a", "n", noon, noon));
  EXPECT_TRUE(use(nonces, "b", "n", noon + seconds(1), noon));
  EXPECT_TRUE(use(nonces, "c", "n", noon + seconds(2), noon));
  EXPECT_FALSE(nonces.can_remember("a", noon));
  EXPECT_FALSE(nonces.can_remember("d", noon));
  EXPECT_TRUE(nonces.can_remember("d", noon + seconds(1)));
  EXPECT_EQ(nonces.size(), 2u);
}

// Random histories of requests, replays and time, with bounds that are met all the time.
TEST(RecentNonces, NoReplayEverPassesAndMemoryStaysInsideItsBounds) {
  constexpr Bounds bounds{.nonces_max = 64, .nonces_per_key_max = 24};
  constexpr auto steps = 200'000;
  RecentNonces nonces(bounds);
  std::mt19937 random(7);  // NOLINT(cert-msc51-cpp): the same history each time
  const auto below = [&](unsigned limit) { return random() % limit; };
  struct Sent {
    std::string key, nonce;
    base::WallTime time;
  };
  std::deque<Sent> accepted;
  std::set<std::tuple<std::string, std::string, base::WallTime>> once;
  base::WallTime now = noon;
  size_t replays = 0, fresh = 0;
  for (int step = 0; step < steps; ++step) {
    if (below(4) == 0) now += seconds(below(40));
    const bool replay = !accepted.empty() && below(3) == 0;
    const Sent sent = replay ? accepted[below(static_cast<unsigned>(accepted.size()))]
                             : Sent{"key" + std::to_string(below(5)), std::to_string(step),
                                    now - minutes(15) + seconds(below(1800))};
    const bool in_window = sent.time >= now - clock_skew_max && sent.time <= now + clock_skew_max;
    const bool passes = in_window && nonces.can_remember(sent.key, sent.time) &&
                        use(nonces, sent.key, sent.nonce, sent.time, now);
    ASSERT_LE(nonces.size(), bounds.nonces_max);
    if (!passes) continue;
    ASSERT_TRUE(once.emplace(sent.key, sent.nonce, sent.time).second) << "a replay passed at step " << step;
    ++(replay ? replays : fresh);
    accepted.push_back(sent);
    if (accepted.size() > 500) accepted.pop_front();
  }
  EXPECT_EQ(replays, 0u);
  EXPECT_GT(fresh, 1000u);
}

}  // namespace
}  // namespace sluice::nonces
