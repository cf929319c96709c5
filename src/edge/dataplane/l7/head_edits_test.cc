#include "edge/dataplane/l7/head_edits.h"

#include <algorithm>
#include <random>

#include <gtest/gtest.h>

namespace sluice::l7 {
namespace {

// What apply_edits() makes of a head that stands between room and a body.
std::string edited(const std::string& head, const std::vector<HeadEdit>& edits) {
  constexpr size_t room = 128;
  const std::string body = "the body stays where it is";
  std::string buffer = std::string(room, '#') + head + body;
  char* const begin = buffer.data() + room;
  char* const end = begin + head.size();
  char* const now = apply_edits(begin, end, edits);
  EXPECT_EQ(now, begin - growth_of(edits));
  EXPECT_EQ(std::string(end, body.size()), body);
  return std::string(now, static_cast<size_t>(end - now));
}

TEST(HeadEdits, NothingToDoMovesNothing) {
  EXPECT_EQ(edited("abcdef", {}), "abcdef");
  EXPECT_EQ(edited("abcdef", {{.at = 3}}), "abcdef");
}

TEST(HeadEdits, RemovesInsertsAndReplaces) {
  EXPECT_EQ(edited("abcdef", {{.at = 2, .removed_bytes = 2}}), "abef");
  EXPECT_EQ(edited("abcdef", {{.at = 2, .inserted = "XYZ"}}), "abXYZcdef");
  EXPECT_EQ(edited("abcdef", {{.at = 0, .inserted = "XYZ"}}), "XYZabcdef");
  EXPECT_EQ(edited("abcdef", {{.at = 6, .inserted = "XYZ"}}), "abcdefXYZ");
  EXPECT_EQ(edited("abcdef", {{.at = 1, .removed_bytes = 4, .inserted = "-"}}), "a-f");
  EXPECT_EQ(edited("abcdef", {{.at = 0, .removed_bytes = 6}}), "");
}

TEST(HeadEdits, SeveralAtOnePlaceStandInTheirOrder) {
  EXPECT_EQ(edited("abcdef", {{.at = 2, .inserted = "1"}, {.at = 2, .removed_bytes = 1, .inserted = "2"}}),
            "ab12def");
}

TEST(HeadEdits, RandomEditsMatchAPlainCopy) {
  constexpr unsigned seed = 4711;
  SCOPED_TRACE(seed);
  std::mt19937 random(seed);
  const std::string texts[] = {"", "1", "four", "somewhat longer"};
  for (int round = 0; round < 20000; ++round) {
    std::string head(random() % 40, ' ');
    for (char& c : head) c = static_cast<char>('a' + random() % 26);
    std::vector<HeadEdit> edits;
    std::string expected;
    size_t copied = 0;
    for (size_t at = 0; at <= head.size() && edits.size() < 6;) {
      at += random() % 12;
      if (at > head.size()) break;
      const size_t removed = std::min<size_t>(random() % 6, head.size() - at);
      const std::string& inserted = texts[random() % 4];
      edits.push_back({at, removed, inserted});
      expected += head.substr(copied, at - copied) + inserted;
      copied = at + removed;
      at = copied;
    }
    expected += head.substr(copied);
    ASSERT_EQ(edited(head, edits), expected) << "round " << round << ", head " << head;
  }
}

}  // namespace
}  // namespace sluice::l7
