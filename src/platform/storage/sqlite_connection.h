#pragma once
// One SQLite connection as a Transaction: opened in WAL mode with synchronous=FULL, foreign keys enforced,
// text in double quotes refused, statements cached. Used by one thread at a time. All failures are
// EngineErrors.
//
// Beginning and ending transactions belongs to the owner of the connection. A unit that tries it with SQL of
// its own (COMMIT, SAVEPOINT, ATTACH ...) gets a Defect when the statement is prepared.

#include <memory>
#include <string>
#include <string_view>

#include "platform/storage/statement_cache.h"
#include "platform/storage/transaction.h"

struct sqlite3;

namespace sluice::storage {

class SqliteConnection final : public Transaction {
 public:
  enum class Access { ReadWrite, ReadOnly };

  // How long one statement waits for another connection's lock before it is a Retry.
  static constexpr int busy_timeout_ms = 500;
  static constexpr size_t statements_max = 128;
  // A file control of ours: a VFS that keeps a disk of its own syncs the directory of the database by it.
  // Others do not know it, and the directory is synced by its path.
  static constexpr int sync_directory_operation = 0x534c5543;
  // Pages that the writer keeps. A group that changes more than fits would write them to the log twice.
  static constexpr int cache_kib_max = 16 * 1024;

  // ReadWrite creates the database, and makes its name and its log's durable; ReadOnly expects it to be
  // there, in WAL mode. Empty `vfs`: the default one.
  SqliteConnection(const std::string& path, const std::string& vfs, Access access);
  SqliteConnection(const SqliteConnection&) = delete;
  SqliteConnection& operator=(const SqliteConnection&) = delete;

  int64_t execute(std::string_view sql, std::initializer_list<Value> parameters = {}) override;
  void query(std::string_view sql, std::span<const Value> parameters,
             const std::function<void(const Row&)>& each) override;
  using Transaction::query;

  // Several statements without parameters, as migrations have them.
  void execute_script(const std::string& sql);

  void begin_read() { control("BEGIN"); }             // the snapshot is taken by the first read
  void begin_write() { control("BEGIN IMMEDIATE"); }  // takes the one write lock
  void commit() { control("COMMIT"); }
  // Afterwards there is no transaction, whatever went wrong before.
  void rollback() noexcept;
  // SQLite ends a transaction by itself after some errors.
  bool in_transaction() const;

  // Marks a unit inside the transaction. Not nested.
  void mark() { control("SAVEPOINT unit"); }
  void keep_mark() { control("RELEASE unit"); }
  void undo_to_mark();

  // True while rows break a foreign key that is checked at COMMIT only.
  bool has_broken_references() const;

  // Writes the database as it is at one instant into `path`, where an empty file is or none: compacted,
  // without a log. Other connections go on reading and writing. The copy is not synced. Outside any
  // transaction.
  void copy_into(const std::string& path);

  sqlite3* handle() const { return connection_.get(); }

 private:
  struct Close {
    void operator()(sqlite3* connection) const;
  };
  static std::unique_ptr<sqlite3, Close> open(const std::string& path, const std::string& vfs, Access access);

  void control(std::string_view sql);

  const std::unique_ptr<sqlite3, Close> connection_;
  StatementCache control_statements_;
  StatementCache statements_;
  // The statement at work is our own: it may begin and end transactions, and attach files.
  bool controlling_ = false;
};

}  // namespace sluice::storage
