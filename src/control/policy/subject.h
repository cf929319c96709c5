#pragma once
// A text that many patterns (wildcard.h) are held against. What a pattern needs to know of it is found out at
// most once. One thread; shorter-lived than the text.

#include <memory>
#include <string>
#include <string_view>

namespace sluice::policy {

// Of ASCII letters only.
enum class Case { Exact, Ignored };

char lower(char letter);  // of ASCII

class Positions;

class Subject {
 public:
  // With the same Case as the patterns.
  explicit Subject(std::string_view text, Case letters = Case::Exact);
  ~Subject();
  Subject(const Subject&) = delete;
  Subject& operator=(const Subject&) = delete;

  // In lower case if letters are ignored.
  std::string_view text() const { return text_; }
  Positions& positions() const;

 private:
  const std::string lowered_;
  const std::string_view text_;
  mutable std::unique_ptr<Positions> positions_;  // made when first asked for
};

// The positions of each byte of a text as sets of bits, 64 in a word. By them a pattern is followed from all
// the places at once where it may have got to: a byte of the pattern costs as many words as the set has,
// whatever pattern and text are. (The automaton of the pattern, with a bit for each position of the text
// instead of one for each of the pattern: a text is met by many patterns, so its side is the one to prepare.)
class Positions {
 public:
  explicit Positions(std::string_view text);
  ~Positions();
  Positions(const Positions&) = delete;
  Positions& operator=(const Positions&) = delete;

  // Whether `pattern`, which begins and ends with '*', matches what is from `begin` to `end`; both are where
  // characters begin, or the end of the text. At most (pattern) times (text / 64 + 1) steps.
  bool lead_through(std::string_view pattern, size_t begin, size_t end);

 private:
  struct Sets;
  const std::unique_ptr<Sets> sets_;
};

// A character is a byte and the continuation bytes of UTF-8 that follow it. Where the next one begins, and
// the one before; `at` is less than the text's size, and more than 0.
size_t next_character(std::string_view text, size_t at);
size_t previous_character(std::string_view text, size_t at);

}  // namespace sluice::policy
