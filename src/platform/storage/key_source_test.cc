#include "platform/storage/key_source.h"

#include <algorithm>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

namespace sluice::storage {
namespace {

using std::chrono::milliseconds;

constexpr int64_t per_ms = int64_t{1} << 21;
constexpr int64_t per_count = KeySource::slots;
const base::WallTime epoch = *base::parse_iso8601("2020-01-01T00:00:00Z");

TEST(KeySource, CarriesMillisecondsSince2020AboveACounter) {
  base::ManualClock clock(epoch + milliseconds(5));
  KeySource keys(clock);
  EXPECT_EQ(keys.next(), 5 * per_ms);
  EXPECT_EQ(keys.next(), 5 * per_ms + per_count);
  clock.advance(milliseconds(2));
  EXPECT_EQ(keys.next(), 7 * per_ms);
}

TEST(KeySource, GrowsWhenTheClockStepsBack) {
  base::ManualClock clock(epoch + milliseconds(5));
  KeySource keys(clock);
  const int64_t before = keys.next();
  clock.advance(-milliseconds(3));
  EXPECT_EQ(keys.next(), before + per_count);
}

TEST(KeySource, GrowsFromWhatAnEarlierSourceHasLeft) {
  base::ManualClock clock(epoch + milliseconds(5));
  for (const int64_t left : {5 * per_ms, 5 * per_ms + 7 * per_count + 3, 6 * per_ms - 1, 9 * per_ms}) {
    KeySource keys(clock);
    keys.start(0, left);
    EXPECT_GT(keys.next(), left);
    const int64_t mine = keys.next();
    keys.start(0, left);  // older than its own
    EXPECT_GT(keys.next(), mine);
  }
}

TEST(KeySource, SlotsNeverDrawTheSameKey) {
  base::ManualClock clock(epoch + milliseconds(5));
  KeySource one(clock), other(clock);
  one.start(1, 0);
  other.start(2 + KeySource::slots, 0);
  std::vector<int64_t> drawn;
  for (int i = 0; i < 5'000; ++i) {  // more than a millisecond holds
    drawn.push_back(one.next());
    drawn.push_back(other.next());
  }
  std::ranges::sort(drawn);
  EXPECT_TRUE(std::ranges::adjacent_find(drawn) == drawn.end());
}

TEST(KeySource, IsPositiveBeforeItsEpoch) {
  base::ManualClock clock(epoch - std::chrono::hours(24));
  KeySource keys(clock);
  EXPECT_GT(keys.next(), 0);
}

TEST(KeySource, TellsWhichKeysAreOlderThanATime) {
  base::ManualClock clock(epoch + milliseconds(5));
  KeySource keys(clock);
  const int64_t before = keys.next();
  const int64_t between = KeySource::first_at(epoch + milliseconds(6));
  clock.advance(milliseconds(1));
  EXPECT_LT(before, between);
  EXPECT_EQ(KeySource::drawn_at(before), epoch + milliseconds(5));
  EXPECT_GE(keys.next(), between);
}

TEST(KeySource, StaysPositiveUntil2159) {
  base::ManualClock clock(*base::parse_iso8601("2159-01-01T00:00:00Z"));
  KeySource keys(clock);
  EXPECT_GT(keys.next(), 0);
}

TEST(KeySource, NeverRepeatsAcrossThreads) {
  base::ManualClock clock(epoch);
  KeySource keys(clock);
  constexpr size_t threads_count = 4;
  constexpr size_t keys_each = 5'000;
  std::vector<std::vector<int64_t>> drawn(threads_count);
  {
    std::vector<std::jthread> threads;
    for (auto& mine : drawn) {
      threads.emplace_back([&keys, &mine] {
        for (size_t i = 0; i < keys_each; ++i) mine.push_back(keys.next());
      });
    }
  }
  std::vector<int64_t> all;
  for (const auto& mine : drawn) {
    EXPECT_TRUE(std::ranges::is_sorted(mine));
    all.insert(all.end(), mine.begin(), mine.end());
  }
  std::ranges::sort(all);
  EXPECT_TRUE(std::ranges::adjacent_find(all) == all.end());
}

}  // namespace
}  // namespace sluice::storage
