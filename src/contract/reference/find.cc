#include "contract/reference/find.h"

#include <algorithm>
#include <numeric>
#include <string>

#include "contract/api/catalogue.h"

namespace sluice::reference {
namespace {

std::string lower(std::string_view text) {
  std::string lowered(text);
  for (char& c : lowered) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return lowered;
}

// Insertions, deletions and replacements that turn one into the other (Levenshtein).
size_t edits_between(std::string_view a, std::string_view b) {
  std::vector<size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), size_t{0});
  for (size_t i = 0; i < a.size(); ++i) {
    size_t diagonal = row[0];
    row[0] = i + 1;
    for (size_t j = 0; j < b.size(); ++j) {
      const size_t replaced = diagonal + (a[i] == b[j] ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({replaced, diagonal + 1, row[j] + 1});
    }
  }
  return row[b.size()];
}

}  // namespace

const api::Action* find_action(std::string_view name) {
  return api::find_action(name);
}

std::vector<std::string_view> suggest_actions(std::string_view name) {
  std::vector<std::string_view> known;
  for (const api::Action* action : api::all_actions()) known.push_back(action->name);
  return suggest_names(name, known);
}

std::vector<std::string_view> suggest_names(std::string_view name, std::span<const std::string_view> known) {
  if (name.empty() || name.size() > suggested_name_bytes_max) return {};
  const std::string wanted = lower(name);
  struct Candidate {
    size_t edits;
    std::string_view name;
  };
  std::vector<Candidate> candidates;
  for (const std::string_view each : known) {
    const std::string candidate = lower(each);
    const size_t edits = edits_between(wanted, candidate);
    const bool contained = wanted.size() >= 4 && (candidate.find(wanted) != std::string::npos ||
                                                  wanted.find(candidate) != std::string::npos);
    if (contained || edits <= 2 + wanted.size() / 4) candidates.push_back({edits, each});
  }
  std::ranges::stable_sort(candidates, {}, &Candidate::edits);
  std::vector<std::string_view> names;
  for (const Candidate& candidate : candidates) {
    if (names.size() < suggestions_max) names.push_back(candidate.name);
  }
  return names;
}

}  // namespace sluice::reference
