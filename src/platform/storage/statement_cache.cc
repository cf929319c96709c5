#include "platform/storage/statement_cache.h"

#include <sqlite3.h>

#include "platform/storage/sqlite_error.h"

namespace sluice::storage {

void StatementCache::Finalize::operator()(sqlite3_stmt* statement) const {
  sqlite3_finalize(statement);
}

StatementCache::Loan::~Loan() {
  sqlite3_reset(get());  // repeats the error of the last step, which was reported then
  sqlite3_clear_bindings(get());
  cache_.take_back(std::move(entry_));
}

StatementCache::Loan StatementCache::borrow(std::string_view sql) {
  std::list<Entry> entry;
  if (const auto found = idle_by_sql_.find(sql); found != idle_by_sql_.end()) {
    entry.splice(entry.begin(), idle_, found->second);
    idle_by_sql_.erase(found);
    return Loan(*this, std::move(entry));
  }
  Entry& made = entry.emplace_back(Entry{std::string(sql), nullptr});
  sqlite3_stmt* statement = nullptr;
  const char* rest = nullptr;
  // The length counts the terminating zero, which spares SQLite a copy of the text.
  const int result = sqlite3_prepare_v3(connection_, made.sql.c_str(), static_cast<int>(made.sql.size() + 1),
                                        SQLITE_PREPARE_PERSISTENT, &statement, &rest);
  made.statement.reset(statement);
  if (result != SQLITE_OK) throw last_error(connection_, sql);
  if (statement == nullptr ||
      std::string_view(rest).find_first_not_of(" \t\r\n;") != std::string_view::npos) {
    throw EngineError(EngineError::Kind::Defect, "expected exactly one statement (" + made.sql + ")");
  }
  return Loan(*this, std::move(entry));
}

void StatementCache::take_back(std::list<Entry> entry) {
  // A second loan of the same SQL came home first: one is enough.
  if (!idle_by_sql_.try_emplace(entry.front().sql, entry.begin()).second) return;
  idle_.splice(idle_.begin(), entry);
  if (idle_.size() <= statements_max_) return;
  idle_by_sql_.erase(idle_.back().sql);
  idle_.pop_back();
}

}  // namespace sluice::storage
