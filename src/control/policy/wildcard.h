#pragma once
// Patterns in which '*' is any run of characters, the empty one included, and '?' is one character (a code
// point of UTF-8). Everything else is itself; there is no escape. Matching takes at most pattern times text
// steps: a '*' that matched too little gives way to the next one for good, so there is nothing to backtrack
// to.

#include <string>
#include <string_view>

namespace sluice::policy {

// Of ASCII letters only.
enum class Case { Exact, Ignored };

class Wildcard {
 public:
  explicit Wildcard(std::string_view pattern, Case letters = Case::Exact);

  bool matches(std::string_view text) const;
  // Nothing but '*'.
  bool matches_everything() const { return pattern_ == "*"; }
  bool operator==(const Wildcard&) const = default;

 private:
  std::string pattern_;  // runs of '*' are one; in lower case if letters are ignored
  Case letters_;
};

char lower(char letter);  // of ASCII

}  // namespace sluice::policy
