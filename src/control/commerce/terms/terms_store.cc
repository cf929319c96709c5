#include "control/commerce/terms/terms_store.h"

#include "platform/base/log.h"

namespace sluice::commerce {
namespace {

void tell(storage::Transaction& tx, int64_t revision) {
  tx.execute("UPDATE terms_revision SET revision = ?", {revision});
}

Term to_term(const storage::Row& row) {
  return {.key = row.integer(0),
          .kind = to_term_kind(row.text(1)),
          .name = std::string(row.text(2)),
          .document = std::string(row.text(3)),
          .created = base::from_unix_ms(row.integer(4))};
}

constexpr std::string_view select = "SELECT key, kind, name, document, created_ms FROM terms ";

storage::Where wanted(const TermFilter& filter) {
  storage::Where where;
  if (filter.kind) where.equals("kind", to_text(*filter.kind));
  where.equals_if_sent("name", filter.name);
  return where;
}

}  // namespace

void insert_term(storage::Transaction& tx, const Term& term, int64_t revision) {
  tx.execute("INSERT INTO terms (key, kind, name, document, created_ms) VALUES (?, ?, ?, ?, ?)",
             {term.key, to_text(term.kind), term.name, term.document, base::to_unix_ms(term.created)});
  tell(tx, revision);
}

void replace_term(storage::Transaction& tx, const Term& term, int64_t revision) {
  delete_term(tx, term.kind, term.name, revision);
  insert_term(tx, term, revision);
}

bool delete_term(storage::Transaction& tx, TermKind kind, std::string_view name, int64_t revision) {
  tell(tx, revision);
  return tx.execute("DELETE FROM terms WHERE kind = ? AND name = ?", {to_text(kind), name}) > 0;
}

bool delete_term(storage::Transaction& tx, TermKind kind, int64_t key, int64_t revision) {
  tell(tx, revision);
  return tx.execute("DELETE FROM terms WHERE kind = ? AND key = ?", {to_text(kind), key}) > 0;
}

std::optional<Term> find_term(storage::Transaction& tx, TermKind kind, std::string_view name) {
  std::optional<Term> found;
  tx.query(std::string(select) + "WHERE kind = ? AND name = ? ORDER BY key DESC LIMIT 1",
           {to_text(kind), name}, [&](const storage::Row& row) { found = to_term(row); });
  return found;
}

std::optional<Term> find_term(storage::Transaction& tx, int64_t key) {
  std::optional<Term> found;
  tx.query(std::string(select) + "WHERE key = ?", {key},
           [&](const storage::Row& row) { found = to_term(row); });
  return found;
}

std::vector<Term> list_terms(storage::Transaction& tx, TermKind kind) {
  std::vector<Term> terms;
  tx.query(std::string(select) + "WHERE kind = ? ORDER BY key", {to_text(kind)},
           [&](const storage::Row& row) { terms.push_back(to_term(row)); });
  return terms;
}

std::vector<Term> list_terms(storage::Transaction& tx, const TermFilter& filter, const storage::Page& page) {
  std::vector<Term> terms;
  storage::query_page(tx, std::string(select), wanted(filter), "key", page,
                      [&](const storage::Row& row) { terms.push_back(to_term(row)); });
  return terms;
}

int64_t count_terms(storage::Transaction& tx, const TermFilter& filter) {
  return storage::count_rows(tx, "terms", wanted(filter));
}

int64_t document_bytes(storage::Transaction& tx) {
  int64_t bytes = 0;
  tx.query("SELECT COALESCE(SUM(LENGTH(CAST(document AS BLOB))), 0) FROM terms", {},
           [&](const storage::Row& row) { bytes = row.integer(0); });
  return bytes;
}

int64_t terms_revision(storage::Transaction& tx) {
  int64_t revision = 0;
  tx.query("SELECT revision FROM terms_revision", {},
           [&](const storage::Row& row) { revision = row.integer(0); });
  return revision;
}

std::shared_ptr<const Terms> TermsCache::at(storage::Transaction& tx) {
  const int64_t revision = terms_revision(tx);
  {
    const std::lock_guard lock(mutex_);
    if (revision == revision_) return newest_;
  }
  auto terms = std::make_shared<Terms>();
  tx.query(std::string(select) + "ORDER BY key", {}, [&](const storage::Row& row) {
    const Term term = to_term(row);
    if (const auto taken = take_in(*terms, term); !taken) {
      base::log_error("terms.unreadable", {{"kind", to_text(term.kind)},
                                           {"name", term.name},
                                           {"field", taken.error().field},
                                           {"reason", taken.error().message}});
      take_in_unreadable(*terms, term, taken.error());
    }
  });
  const std::lock_guard lock(mutex_);
  // A unit on an older snapshot must not take the place of what a newer one has read.
  if (revision > revision_) {
    revision_ = revision;
    newest_ = terms;
  }
  return terms;
}

}  // namespace sluice::commerce
