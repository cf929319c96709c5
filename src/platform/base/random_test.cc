#include "platform/base/random.h"

#include <array>
#include <map>
#include <set>

#include <gtest/gtest.h>

namespace sluice::base {
namespace {

// 0, 1, ... 255, 0, ...
class CountingRandom final : public Random {
 public:
  void fill(std::span<uint8_t> bytes) override {
    for (uint8_t& byte : bytes) byte = next_++;
  }

 private:
  uint8_t next_ = 0;
};

TEST(RandomText, HasTheLengthAndTheAlphabetAskedFor) {
  SeededRandom random(1);
  for (const size_t length : {0, 1, 63, 64, 65, 1'000}) {
    const std::string text = random.text(length, "xyz");
    EXPECT_EQ(text.size(), length);
    EXPECT_EQ(text.find_first_not_of("xyz"), std::string::npos);
  }
}

TEST(RandomText, BytesThatWouldFavourSomeCharactersAreDrawnAgain) {
  // 256 = 25 * 10 + 6: without the refusal the first six digits would come once more than the others.
  CountingRandom random;
  std::map<char, int> count;
  for (const char c : random.text(size_t{250} * 8, "0123456789")) ++count[c];
  ASSERT_EQ(count.size(), 10U);
  for (const auto& [digit, times] : count) EXPECT_EQ(times, 200) << digit;
}

TEST(RandomText, EveryCharacterIsEquallyLikely) {
  constexpr size_t characters = 200;  // 56 of 256 byte values have to be refused
  constexpr size_t draws = 400'000;
  std::string alphabet;
  for (size_t i = 0; i < characters; ++i) alphabet.push_back(static_cast<char>(i));
  SeededRandom random(20261122);
  std::array<double, characters> count{};
  for (const unsigned char c : random.text(draws, alphabet)) ++count[c];

  constexpr double expected = double{draws} / characters;
  double chi_squared = 0;
  for (const double times : count) chi_squared += (times - expected) * (times - expected) / expected;
  // 199 degrees of freedom: mean 199, standard deviation 20. The sequence is fixed, so this never flickers.
  EXPECT_GT(chi_squared, 120);
  EXPECT_LT(chi_squared, 280);
}

TEST(RandomText, AllByteValuesAreAPossibleAlphabet) {
  std::string alphabet;
  for (int i = 0; i < 256; ++i) alphabet.push_back(static_cast<char>(i));
  CountingRandom random;
  EXPECT_EQ(random.text(256, alphabet), alphabet);
}

TEST(RandomNumber, TakesItsBytesInOrder) {
  CountingRandom random;
  EXPECT_EQ(random.next_u64(), 0x0001020304050607U);
  EXPECT_EQ(random.next_u64(), 0x08090A0B0C0D0E0FU);
}

TEST(SeededRandom, SameSeedSameSequence) {
  SeededRandom a(7), b(7), other(8);
  const uint64_t first = a.next_u64();
  EXPECT_EQ(b.next_u64(), first);
  EXPECT_NE(other.next_u64(), first);
  EXPECT_EQ(a.text(20, "abc"), b.text(20, "abc"));
}

TEST(SystemRandom, FillsTheWholeSpanAndDoesNotRepeat) {
  SystemRandom random;
  std::array<uint8_t, 4096> bytes{};
  random.fill(bytes);
  // 4096 fair draws leave about 16 zeros; a part left unfilled would leave hundreds.
  EXPECT_LT(std::count(bytes.begin(), bytes.end(), 0), 100);
  std::set<uint64_t> seen;
  for (int i = 0; i < 1'000; ++i) EXPECT_TRUE(seen.insert(random.next_u64()).second);
}

TEST(SystemRandom, FillsNothingWithoutFailing) {
  SystemRandom().fill({});
}

}  // namespace
}  // namespace sluice::base
