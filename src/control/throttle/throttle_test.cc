#include "control/throttle/throttle.h"

#include <random>

#include <gtest/gtest.h>

namespace sluice::throttle {
namespace {

using std::chrono::milliseconds;
using By = Refusal::By;

constexpr int64_t alice = 1, bob = 2;

api::Action action_of(int api_per_second, int user_per_second) {
  return {.name = "Act",
          .rate_limits = {.api_per_second = api_per_second, .user_per_second = user_per_second}};
}

base::MonotonicTime at(int64_t ms) {
  return base::MonotonicTime{} + milliseconds(ms);
}

std::optional<By> by(const std::optional<Refusal>& refusal) {
  return refusal ? std::optional(refusal->by) : std::nullopt;
}

int admitted(Throttle& throttle, const api::Action& action, int64_t account, int calls,
             base::MonotonicTime now) {
  int count = 0;
  for (int i = 0; i < calls; ++i) count += !throttle.admit(action, account, now);
  return count;
}

TEST(Throttle, AnAccountHasItsOwnRateAndAllTogetherHaveOne) {
  const api::Action action = action_of(8, 5);
  Throttle throttle({});
  EXPECT_EQ(admitted(throttle, action, alice, 9, at(0)), 5);
  EXPECT_EQ(by(throttle.admit(action, alice, at(0))), By::User);
  EXPECT_EQ(admitted(throttle, action, bob, 9, at(0)), 3);
  EXPECT_EQ(by(throttle.admit(action, bob, at(0))), By::Api);
  const api::Action other = action_of(8, 5);
  EXPECT_EQ(admitted(throttle, other, alice, 9, at(0)), 5) << "another action";
}

TEST(Throttle, ASecondLaterThereIsRoomToTheMillisecond) {
  const api::Action action = action_of(100, 2);
  Throttle throttle({});
  EXPECT_FALSE(throttle.admit(action, alice, at(0)));
  EXPECT_FALSE(throttle.admit(action, alice, at(400)));
  const auto refused = throttle.admit(action, alice, at(999));
  ASSERT_TRUE(refused);
  EXPECT_EQ(refused->retry_after, milliseconds(1));
  EXPECT_FALSE(throttle.admit(action, alice, at(1000)));
  EXPECT_EQ(throttle.admit(action, alice, at(1000))->retry_after, milliseconds(400));
  EXPECT_FALSE(throttle.admit(action, alice, at(1400)));
}

TEST(Throttle, ARefusedCallCountsNowhere) {
  const api::Action action = action_of(6, 5);
  Throttle throttle({});
  admitted(throttle, action, alice, 5, at(0));
  for (int i = 0; i < 1000; ++i) EXPECT_EQ(by(throttle.admit(action, alice, at(500))), By::User);
  EXPECT_FALSE(throttle.admit(action, bob, at(500))) << "alice's refused calls took nothing of the rest";
  for (int i = 0; i < 1000; ++i) EXPECT_EQ(by(throttle.admit(action, bob, at(600))), By::Api);
  EXPECT_EQ(admitted(throttle, action, alice, 9, at(1000)), 5);
}

// A plain reading of the rule: all instants are kept and counted again for each call.
class Reference {
 public:
  std::optional<By> admit(const api::Action& action, int64_t account, base::MonotonicTime now) {
    int of_account = 0, of_all = 0;
    for (const auto& [who, when] : admitted_) {
      if (when + window <= now) continue;
      ++of_all;
      of_account += who == account;
    }
    if (of_account >= action.rate_limits.user_per_second) return By::User;
    if (of_all >= action.rate_limits.api_per_second) return By::Api;
    admitted_.emplace_back(account, now);
    return std::nullopt;
  }

 private:
  std::vector<std::pair<int64_t, base::MonotonicTime>> admitted_;
};

TEST(Throttle, DecidesAsTheReferenceOnRandomCalls) {
  for (unsigned seed = 1; seed <= 20; ++seed) {
    SCOPED_TRACE(seed);
    std::mt19937 random(seed);
    const api::Action action =
        action_of(1 + static_cast<int>(random() % 20), 1 + static_cast<int>(random() % 8));
    Throttle throttle({});
    Reference reference;
    int64_t now_us = 0;
    for (int call = 0; call < 1000; ++call) {
      now_us += static_cast<int64_t>(random() % 200'000);
      const auto now = base::MonotonicTime{} + std::chrono::microseconds(now_us);
      const int64_t account = 1 + static_cast<int64_t>(random() % 4);
      ASSERT_EQ(by(throttle.admit(action, account, now)), reference.admit(action, account, now)) << call;
    }
  }
}

TEST(Throttle, WhoeverRetriesWhenToldToIsAdmitted) {
  const api::Action action = action_of(7, 3);
  Throttle throttle({});
  std::mt19937 random(1);
  base::MonotonicTime now{};
  for (int call = 0; call < 500; ++call) {
    now += milliseconds(random() % 50);
    const auto refused = throttle.admit(action, alice, now);
    if (!refused) continue;
    EXPECT_GT(refused->retry_after, base::Duration::zero());
    EXPECT_LE(refused->retry_after, window);
    now += refused->retry_after;
    EXPECT_FALSE(throttle.admit(action, alice, now)) << call;
  }
}

TEST(Throttle, IdleAccountsTakeNoMemory) {
  constexpr int64_t accounts = 10'000;
  const api::Action action = action_of(1'000'000, 5);
  Throttle throttle({});
  for (int64_t account = 1; account <= accounts; ++account) throttle.admit(action, account, at(0));
  EXPECT_EQ(throttle.keys(), accounts + 1);
  for (int64_t call = 0; call < accounts; ++call) throttle.admit(action, alice, at(1000 + call));
  EXPECT_LE(throttle.keys(), 4u);
}

TEST(Throttle, RatesAreScaledAndNeverBelowOne) {
  const api::Action action = action_of(100, 5);
  Throttle doubled({.factor = 2}), tiny({.factor = 0.01}), off({.factor = std::nullopt});
  EXPECT_EQ(admitted(doubled, action, alice, 50, at(0)), 10);
  EXPECT_EQ(admitted(tiny, action, alice, 50, at(0)), 1);
  EXPECT_EQ(admitted(off, action, alice, 500, at(0)), 500);
  EXPECT_EQ(off.keys(), 0u);
}

TEST(Rates, AreReadFromWordsAndNumbers) {
  EXPECT_EQ(parse_rates("documented")->factor, 1);
  EXPECT_EQ(parse_rates("off")->factor, std::nullopt);
  EXPECT_EQ(parse_rates("2.5")->factor, 2.5);
  for (const char* wrong : {"", "on", "0", "-1", "1e9", "nan", "inf", "2x", " 2", "0.001"}) {
    const auto rates = parse_rates(wrong);
    ASSERT_FALSE(rates) << wrong;
    EXPECT_NE(rates.error().find("accepted: documented, off, or a factor"), std::string::npos);
  }
}

}  // namespace
}  // namespace sluice::throttle
