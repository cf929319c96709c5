#pragma once
// The prepared statements of one connection, kept by their SQL text. Not thread-safe.

#include <list>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

struct sqlite3;
struct sqlite3_stmt;

namespace sluice::storage {

class StatementCache {
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const;
  };
  struct Entry {
    std::string sql;
    std::unique_ptr<sqlite3_stmt, Finalize> statement;
  };

 public:
  // `connection` outlives the cache. At most `statements_max` idle statements are kept; the least recently
  // used goes first.
  StatementCache(sqlite3* connection, size_t statements_max)
      : connection_(connection), statements_max_(statements_max) {}

  // A statement out of the cache. While it is out a second borrower of the same SQL gets another one, so the
  // rows of a query may be answered with that same query. It goes back reset and without parameters.
  class Loan {
   public:
    ~Loan();
    Loan(const Loan&) = delete;
    Loan& operator=(const Loan&) = delete;
    sqlite3_stmt* get() const { return entry_.front().statement.get(); }

   private:
    friend class StatementCache;
    Loan(StatementCache& cache, std::list<Entry> entry) : cache_(cache), entry_(std::move(entry)) {}

    StatementCache& cache_;
    std::list<Entry> entry_;  // exactly one
  };

  // Throws EngineError for SQL that does not compile, is empty, or holds more than one statement.
  Loan borrow(std::string_view sql);

 private:
  void take_back(std::list<Entry> entry);

  sqlite3* const connection_;
  const size_t statements_max_;
  std::list<Entry> idle_;                                                         // most recently used first
  std::unordered_map<std::string_view, std::list<Entry>::iterator> idle_by_sql_;  // keys point into idle_
};

}  // namespace sluice::storage
