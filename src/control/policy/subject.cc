#include "control/policy/subject.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <vector>

namespace sluice::policy {
namespace {

using Word = uint64_t;
constexpr size_t word_bits = 64;

bool is_continuation(char byte) {
  return (static_cast<unsigned char>(byte) & 0xC0) == 0x80;
}

std::string lowered(std::string_view text) {
  std::string copy(text);
  for (char& c : copy) c = lower(c);
  return copy;
}

void put(Word* set, size_t position) {
  set[position / word_bits] |= Word{1} << (position % word_bits);
}

}  // namespace

char lower(char letter) {
  return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
}

size_t next_character(std::string_view text, size_t at) {
  do ++at;
  while (at < text.size() && is_continuation(text[at]));
  return at;
}

size_t previous_character(std::string_view text, size_t at) {
  do --at;
  while (at > 0 && is_continuation(text[at]));
  return at;
}

Subject::Subject(std::string_view text, Case letters)
    : lowered_(letters == Case::Ignored ? lowered(text) : std::string()),
      text_(letters == Case::Ignored ? std::string_view(lowered_) : text) {}

Subject::~Subject() = default;

Positions& Subject::positions() const {
  if (positions_ == nullptr) positions_ = std::make_unique<Positions>(text_);
  return *positions_;
}

// A set has a bit for each byte and one for the end of the text. What follows a part of the pattern says
// whether any position is left.
struct Positions::Sets {
  explicit Sets(std::string_view text)
      : words(text.size() / word_bits + 1),
        rows(words),
        inside(words),
        continued(words),
        begins(words),
        reached(words) {
    for (size_t i = 0; i < text.size(); ++i) {
      uint16_t& row = row_of[static_cast<unsigned char>(text[i])];
      if (row == 0) {
        row = static_cast<uint16_t>(rows.size() / words);
        rows.resize(rows.size() + words);
      }
      put(&rows[row * words], i);
      put(inside.data(), i);
      put(is_continuation(text[i]) ? continued.data() : begins.data(), i);
    }
    put(begins.data(), text.size());
  }

  // Of what is reached, which is something.
  size_t lowest() const {
    size_t word = 0;
    while (reached[word] == 0) ++word;
    return word * word_bits + static_cast<size_t>(std::countr_zero(reached[word]));
  }

  void begin_at(size_t position) {
    std::ranges::fill(reached, 0);
    put(reached.data(), position);
  }

  // The byte: one further, from where it stands.
  bool follow(char byte) {
    const Word* const row = &rows[row_of[static_cast<unsigned char>(byte)] * words];
    Word carried = 0, any = 0;
    for (size_t i = 0; i < words; ++i) {
      const Word stands = reached[i] & row[i];
      any |= stands;
      reached[i] = stands << 1 | carried;
      carried = stands >> (word_bits - 1);
    }
    return any != 0;
  }

  // '?': one further, and then over the continuation bytes. Adding them to where one has got to carries past
  // each run of them.
  bool follow_any_character() {
    Word carried = 0, overflow = 0, any = 0;
    for (size_t i = 0; i < words; ++i) {
      const Word stands = reached[i] & inside[i];
      any |= stands;
      const Word next = stands << 1 | carried;
      carried = stands >> (word_bits - 1);
      const Word once = (next & continued[i]) + continued[i];
      const Word twice = once + overflow;
      overflow = static_cast<Word>(once < continued[i]) | static_cast<Word>(twice < once);
      reached[i] = (next | twice) & ~continued[i];
    }
    return any != 0;
  }

  // '*': here, and wherever a character begins from here on.
  bool follow_any_run() {
    const size_t from = lowest(), word = from / word_bits;
    reached[word] |= begins[word] & (~Word{1} << (from % word_bits));
    for (size_t i = word + 1; i < words; ++i) reached[i] |= begins[i];
    return true;
  }

  const size_t words;
  std::array<uint16_t, 256> row_of{};  // 0: bytes that the text does not have
  std::vector<Word> rows;
  std::vector<Word> inside, continued, begins;
  std::vector<Word> reached;
};

Positions::Positions(std::string_view text) : sets_(std::make_unique<Sets>(text)) {}
Positions::~Positions() = default;

bool Positions::lead_through(std::string_view pattern, size_t begin, size_t end) {
  Sets& sets = *sets_;
  sets.begin_at(begin);
  // What the last '*' takes is what is left.
  for (const char c : pattern.substr(0, pattern.size() - 1)) {
    const bool goes_on = c == '*'   ? sets.follow_any_run()
                         : c == '?' ? sets.follow_any_character()
                                    : sets.follow(c);
    if (!goes_on) return false;
  }
  return sets.lowest() <= end;
}

}  // namespace sluice::policy
