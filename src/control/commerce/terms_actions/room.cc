#include "control/commerce/terms_actions/room.h"

#include <fmt/format.h>

#include "control/commerce/terms/terms_store.h"

namespace sluice::commerce {

std::optional<std::string> find_excess(storage::Transaction& tx, const TermLimits& limits) {
  if (count_terms(tx, {}) > limits.terms_max) return fmt::format("there are at most {}", limits.terms_max);
  if (document_bytes(tx) > limits.document_bytes_max) {
    return fmt::format("their documents have at most {} bytes together", limits.document_bytes_max);
  }
  return std::nullopt;
}

}  // namespace sluice::commerce
