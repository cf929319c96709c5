#include "control/policy/wildcard.h"

namespace sluice::policy {
namespace {

// Where the character after the one at `at` begins.
size_t next_character(std::string_view text, size_t at) {
  do ++at;
  while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80);
  return at;
}

}  // namespace

char lower(char letter) {
  return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
}

Wildcard::Wildcard(std::string_view pattern, Case letters) : letters_(letters) {
  for (const char c : pattern) {
    if (c == '*' && pattern_.ends_with('*')) continue;
    pattern_.push_back(letters == Case::Ignored ? lower(c) : c);
  }
}

bool Wildcard::matches(std::string_view text) const {
  constexpr size_t none = std::string_view::npos;
  size_t at = 0, in_text = 0;
  size_t after_star = none, star_ends = 0;  // the last '*' seen, and what it covers so far
  while (in_text < text.size()) {
    if (at < pattern_.size()) {
      const char expected = pattern_[at];
      const char found = letters_ == Case::Ignored ? lower(text[in_text]) : text[in_text];
      if (expected == '*') {
        after_star = ++at;
        star_ends = in_text;
        continue;
      }
      if (expected == '?' || expected == found) {
        ++at;
        in_text = expected == '?' ? next_character(text, in_text) : in_text + 1;
        continue;
      }
    }
    if (after_star == none) return false;
    at = after_star;
    in_text = star_ends = next_character(text, star_ends);
  }
  if (at < pattern_.size() && pattern_[at] == '*') ++at;
  return at == pattern_.size();
}

}  // namespace sluice::policy
