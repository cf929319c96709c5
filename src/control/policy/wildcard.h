#pragma once
// Patterns in which '*' is any run of characters, the empty one included, and '?' is one character (a code
// point of UTF-8). Everything else is itself; there is no escape. What stands before the first '*' and behind
// the last one is compared in place, what is between them by positions (subject.h): so a byte of the pattern
// costs at most one step for each 64 bytes of the text, however pattern and text were chosen.

#include <string>
#include <string_view>

#include "control/policy/subject.h"

namespace sluice::policy {

class Wildcard {
 public:
  explicit Wildcard(std::string_view pattern, Case letters = Case::Exact);

  // `subject` has the same Case.
  bool matches(const Subject& subject) const;
  bool matches(std::string_view text) const { return matches(Subject(text, letters_)); }
  // Nothing but '*'.
  bool matches_everything() const { return pattern_ == "*"; }
  bool operator==(const Wildcard&) const = default;

 private:
  std::string pattern_;  // runs of '*' are one; in lower case if letters are ignored
  Case letters_;
};

}  // namespace sluice::policy
