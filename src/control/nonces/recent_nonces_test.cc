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

constexpr int64_t busy = 1, quiet = 2;

// A key of the account that has its number.
bool remember(RecentNonces& nonces, int64_t account, std::string_view nonce, base::WallTime time,
              base::WallTime now) {
  return nonces.remember(account, {digest_of(std::to_string(account), nonce), time}, now);
}

TEST(RecentNonces, ANonceServesOncePerKey) {
  RecentNonces nonces;
  const auto use_by = [&](std::string_view key, std::string_view nonce, base::WallTime time) {
    return nonces.remember(1, {digest_of(key, nonce), time}, noon);
  };
  EXPECT_TRUE(use_by("key", "nonce", noon));
  EXPECT_FALSE(use_by("key", "nonce", noon));
  EXPECT_FALSE(use_by("key", "nonce", noon + seconds(1)));
  EXPECT_TRUE(use_by("other", "nonce", noon));
  EXPECT_TRUE(use_by("key", "other", noon));
}

TEST(RecentNonces, KeyAndNonceDoNotRunIntoEachOther) {
  EXPECT_FALSE(digest_of("ab", "c") == digest_of("a", "bc"));
}

TEST(RecentNonces, AreRememberedAsLongAsTheirTimestampIsAccepted) {
  RecentNonces nonces;
  EXPECT_TRUE(remember(nonces, 1, "nonce", noon, noon));
  EXPECT_FALSE(remember(nonces, 1, "nonce", noon, noon + minutes(15)));
  // From here on the timestamp itself is refused, so forgetting is safe.
  EXPECT_TRUE(remember(nonces, 1, "nonce", noon + minutes(16), noon + minutes(16)));
  EXPECT_EQ(nonces.size(), 1u);
}

TEST(RecentNonces, AClockThatStepsForwardAndBackLetsNoReplayPass) {
  RecentNonces nonces;
  EXPECT_TRUE(remember(nonces, 1, "nonce", noon, noon));
  EXPECT_TRUE(remember(nonces, 1, "later", noon + minutes(60), noon + minutes(60)));
  EXPECT_FALSE(remember(nonces, 1, "nonce", noon, noon));
  EXPECT_TRUE(remember(nonces, 1, "new", noon + seconds(1), noon + seconds(1)));
}

TEST(RecentNonces, AnAccountThatUsesUpItsShareShrinksItsOwnWindowOnly) {
  RecentNonces nonces({.nonces_max = 100, .nonces_per_account_max = 2});
  EXPECT_TRUE(remember(nonces, busy, "first", noon, noon));
  EXPECT_TRUE(remember(nonces, quiet, "first", noon, noon));
  EXPECT_TRUE(remember(nonces, busy, "second", noon + seconds(1), noon));
  EXPECT_TRUE(nonces.can_remember(busy, noon));
  EXPECT_TRUE(remember(nonces, busy, "third", noon + seconds(2), noon));
  EXPECT_FALSE(nonces.can_remember(busy, noon));  // "first" was forgotten: nothing as old as it is accepted
  EXPECT_TRUE(nonces.can_remember(busy, noon + seconds(1)));
  EXPECT_FALSE(remember(nonces, busy, "second", noon + seconds(1), noon));
  EXPECT_TRUE(nonces.can_remember(quiet, noon));
  EXPECT_FALSE(remember(nonces, quiet, "first", noon, noon));
}

TEST(RecentNonces, AllKeysOfAnAccountHaveOneShare) {
  RecentNonces nonces({.nonces_max = 100, .nonces_per_account_max = 4});
  for (int key = 0; key < 50; ++key) {
    const Nonce nonce{digest_of("key" + std::to_string(key), "nonce"), noon + seconds(key)};
    EXPECT_TRUE(nonces.remember(busy, nonce, noon));
    EXPECT_LE(nonces.size(), 4u);
  }
  EXPECT_FALSE(nonces.can_remember(busy, noon + seconds(45)));
  EXPECT_TRUE(nonces.can_remember(quiet, noon));
}

TEST(RecentNonces, WhereAllAreTooManyTheOldestOfTheLargestHolderGo) {
  RecentNonces nonces({.nonces_max = 2, .nonces_per_account_max = 2});
  EXPECT_TRUE(remember(nonces, 1, "n", noon, noon));
  EXPECT_TRUE(remember(nonces, 2, "n", noon + seconds(1), noon));
  EXPECT_TRUE(remember(nonces, 3, "n", noon + seconds(2), noon));
  EXPECT_FALSE(nonces.can_remember(1, noon)) << "all held as much, and this one the oldest";
  EXPECT_TRUE(nonces.can_remember(1, noon + seconds(1)));
  for (const int64_t other : {2, 3, 4}) EXPECT_TRUE(nonces.can_remember(other, noon)) << other;
  EXPECT_EQ(nonces.size(), 2u);
  EXPECT_TRUE(remember(nonces, 3, "m", noon + seconds(3), noon));
  EXPECT_FALSE(nonces.can_remember(3, noon + seconds(2))) << "it held two of three";
  EXPECT_TRUE(nonces.can_remember(2, noon));
}

// Eight accounts fill the memory again and again, in whichever second they like, each of them well inside its
// share; a hundred others send something now and then.
TEST(RecentNonces, ManyBusyAccountsNeverShrinkTheWindowOfQuietOnes) {
  constexpr Bounds bounds{.nonces_max = 4000, .nonces_per_account_max = 2000};
  constexpr int busy_ones = 8, quiet_ones = 100, rounds = 20'000, quiet_every = 100;
  RecentNonces nonces(bounds);
  std::mt19937 random(11);  // NOLINT(cert-msc51-cpp): the same history each time
  const auto below = [&](unsigned limit) { return static_cast<unsigned>(random() % limit); };
  struct Sent {
    int64_t account;
    std::string nonce;
    base::WallTime time;
  };
  std::vector<Sent> of_quiet_ones;
  size_t refused = 0;
  for (int round = 0; round < rounds; ++round) {
    const int64_t account = below(busy_ones);
    const base::WallTime time = noon - minutes(15) + seconds(below(1800));
    if (!remember(nonces, account, std::to_string(round), time, noon)) ++refused;
    if (round % quiet_every == 0) {
      Sent sent{busy_ones + round / quiet_every % quiet_ones, std::to_string(round),
                noon - minutes(15) + seconds(below(1800))};
      ASSERT_TRUE(remember(nonces, sent.account, sent.nonce, sent.time, noon)) << "round " << round;
      of_quiet_ones.push_back(std::move(sent));
    }
    ASSERT_LE(nonces.size(), bounds.nonces_max);
  }
  EXPECT_GT(refused, 1000u) << "the busy ones did not meet the bound";
  for (int64_t account = 0; account < busy_ones + quiet_ones; ++account) {
    EXPECT_EQ(nonces.can_remember(account, noon - minutes(15)), account >= busy_ones) << account;
  }
  for (const Sent& sent : of_quiet_ones) {
    EXPECT_FALSE(remember(nonces, sent.account, sent.nonce, sent.time, noon)) << "a replay passed";
  }
}

// Random histories of requests, replays and time, with bounds that are met all the time.
TEST(RecentNonces, NoReplayEverPassesAndMemoryStaysInsideItsBounds) {
  constexpr Bounds bounds{.nonces_max = 64, .nonces_per_account_max = 24};
  constexpr auto steps = 200'000;
  RecentNonces nonces(bounds);
  std::mt19937 random(7);  // NOLINT(cert-msc51-cpp): the same history each time
  const auto below = [&](unsigned limit) { return static_cast<unsigned>(random() % limit); };
  struct Sent {
    int64_t account;
    std::string nonce;
    base::WallTime time;
  };
  std::deque<Sent> accepted;
  std::set<std::tuple<int64_t, std::string, base::WallTime>> once;
  base::WallTime now = noon;
  size_t replays = 0, fresh = 0;
  for (int step = 0; step < steps; ++step) {
    if (below(4) == 0) now += seconds(below(40));
    const bool replay = !accepted.empty() && below(3) == 0;
    const Sent sent = replay ? accepted[below(static_cast<unsigned>(accepted.size()))]
                             : Sent{below(5), std::to_string(step), now - minutes(15) + seconds(below(1800))};
    const bool in_window = sent.time >= now - clock_skew_max && sent.time <= now + clock_skew_max;
    const bool passes = in_window && nonces.can_remember(sent.account, sent.time) &&
                        remember(nonces, sent.account, sent.nonce, sent.time, now);
    ASSERT_LE(nonces.size(), bounds.nonces_max);
    if (!passes) continue;
    ASSERT_TRUE(once.emplace(sent.account, sent.nonce, sent.time).second)
        << "a replay passed at step " << step;
    ++(replay ? replays : fresh);
    accepted.push_back(sent);
    if (accepted.size() > 500) accepted.pop_front();
  }
  EXPECT_EQ(replays, 0u);
  EXPECT_GT(fresh, 1000u);
}

}  // namespace
}  // namespace sluice::nonces
