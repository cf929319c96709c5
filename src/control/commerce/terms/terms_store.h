#pragma once
// The documents in the database, and the value made of them.

#include <memory>
#include <mutex>
#include <optional>

#include "control/commerce/terms/terms.h"
#include "platform/storage/transaction.h"
#include "platform/storage/where.h"

namespace sluice::commerce {

// Each change is told by a revision that nobody has used before: a key that is drawn for it.
void insert_term(storage::Transaction& tx, const Term& term, int64_t revision);
// In the place of all of this kind and name.
void replace_term(storage::Transaction& tx, const Term& term, int64_t revision);
// False if there was none.
bool delete_term(storage::Transaction& tx, TermKind kind, std::string_view name, int64_t revision);
bool delete_term(storage::Transaction& tx, TermKind kind, int64_t key, int64_t revision);
std::optional<Term> find_term(storage::Transaction& tx, TermKind kind, std::string_view name);  // the newest
std::optional<Term> find_term(storage::Transaction& tx, int64_t key);
std::vector<Term> list_terms(storage::Transaction& tx, TermKind kind);  // oldest first

// Documents of this kind and name, where these are given. Oldest first.
struct TermFilter {
  std::optional<TermKind> kind;
  std::optional<std::string> name;
};
std::vector<Term> list_terms(storage::Transaction& tx, const TermFilter& filter, const storage::Page& page);
int64_t count_terms(storage::Transaction& tx, const TermFilter& filter);
int64_t document_bytes(storage::Transaction& tx);  // of all of them together

// 0 until something is inserted for the first time.
int64_t terms_revision(storage::Transaction& tx);

// The terms as a unit of work sees them, read anew only where they have changed. Thread-safe.
class TermsCache {
 public:
  // A document that cannot be read is logged, and stands for what take_in_unreadable() says.
  std::shared_ptr<const Terms> at(storage::Transaction& tx);

 private:
  std::mutex mutex_;
  int64_t revision_ = -1;                // guarded by mutex_, as is
  std::shared_ptr<const Terms> newest_;  // this
};

}  // namespace sluice::commerce
