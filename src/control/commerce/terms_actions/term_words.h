#pragma once
// Terms as the API spells them.

#include <charconv>
#include <optional>
#include <string>

#include "contract/api/sluice/terms.h"
#include "control/commerce/terms/terms_store.h"
#include "platform/base/words.h"

namespace sluice::commerce {

inline TermKind kind_of(std::string_view kind) {
  return base::enum_of<TermKind>(api::term_kinds, kind);
}

inline std::string term_id(const Term& term) {
  return std::to_string(term.key);
}

// Nothing for what is not one's id.
inline std::optional<Term> find_term_by_id(storage::Transaction& tx, const std::string& id) {
  int64_t key = 0;
  const auto [end, error] = std::from_chars(id.data(), id.data() + id.size(), key);
  if (error != std::errc() || end != id.data() + id.size()) return std::nullopt;
  return find_term(tx, key);
}

}  // namespace sluice::commerce
