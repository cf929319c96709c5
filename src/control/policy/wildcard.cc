#include "control/policy/wildcard.h"

namespace sluice::policy {

Wildcard::Wildcard(std::string_view pattern, Case letters) : letters_(letters) {
  for (const char c : pattern) {
    if (c == '*' && pattern_.ends_with('*')) continue;
    pattern_.push_back(letters == Case::Ignored ? lower(c) : c);
  }
}

bool Wildcard::matches(const Subject& subject) const {
  const std::string_view text = subject.text();
  size_t first_star = 0, begin = 0;
  for (; first_star < pattern_.size() && pattern_[first_star] != '*'; ++first_star) {
    if (begin == text.size()) return false;
    if (pattern_[first_star] == '?') {
      begin = next_character(text, begin);
    } else if (pattern_[first_star] != text[begin++]) {
      return false;
    }
  }
  if (first_star == pattern_.size()) return begin == text.size();
  size_t last_star = pattern_.size() - 1, end = text.size();
  for (; pattern_[last_star] != '*'; --last_star) {
    if (end <= begin) return false;
    if (pattern_[last_star] == '?') {
      end = previous_character(text, end);
    } else if (pattern_[last_star] != text[--end]) {
      return false;
    }
  }
  if (end < begin) return false;
  if (first_star == last_star) return true;
  const std::string_view between = std::string_view(pattern_).substr(first_star, last_star + 1 - first_star);
  return subject.positions().lead_through(between, begin, end);
}

}  // namespace sluice::policy
