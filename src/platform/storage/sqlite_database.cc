#include "platform/storage/sqlite_database.h"

#include <cassert>
#include <cerrno>
#include <cstring>
#include <system_error>

#include <fcntl.h>
#include <sys/stat.h>

#include "platform/base/unique_fd.h"
#include "platform/storage/group_writer.h"
#include "platform/storage/reader_pool.h"
#include "platform/storage/sqlite_connection.h"
#include "platform/storage/sqlite_migrations.h"

namespace sluice::storage {
namespace {

class SqliteDatabase final : public Database {
 public:
  SqliteDatabase(std::unique_ptr<SqliteConnection> writer,
                 std::vector<std::unique_ptr<SqliteConnection>> readers,
                 std::vector<std::unique_ptr<SqliteConnection>> delivery_reader, const SqliteOptions& options)
      : writer_(std::move(writer),
                {options.units_waiting_max, options.units_per_commit_max, options.attempts_per_unit_max}),
        readers_(std::move(readers), {options.units_waiting_max, options.attempts_per_unit_max}),
        delivery_reader_(std::move(delivery_reader),
                         {options.units_waiting_max, options.attempts_per_unit_max}) {}

  // All doors close before any side is waited for: a `done` of one may submit to another.
  ~SqliteDatabase() override {
    writer_.refuse_new();
    readers_.refuse_new();
    delivery_reader_.refuse_new();
    writer_.finish();
    readers_.finish();
    delivery_reader_.finish();
  }

  void submit_write(Unit unit, Done done) override { writer_.submit(std::move(unit), std::move(done)); }
  void submit_read(Lane lane, Unit unit, Done done) override {
    ReaderPool& pool = lane == Lane::Delivery ? delivery_reader_ : readers_;
    pool.submit(std::move(unit), std::move(done));
  }
  void set_commit_listener(CommitListener commit_listener) override {
    writer_.set_commit_listener(std::move(commit_listener));
  }

 private:
  GroupWriter writer_;  // its connection closes last, and so may fold the log into the file
  ReaderPool readers_;
  ReaderPool delivery_reader_;
};

std::vector<std::unique_ptr<SqliteConnection>> open_readers(const SqliteOptions& options, int count) {
  std::vector<std::unique_ptr<SqliteConnection>> readers;
  for (int i = 0; i < count; ++i) {
    readers.push_back(
        std::make_unique<SqliteConnection>(options.path, options.vfs, SqliteConnection::Access::ReadOnly));
  }
  return readers;
}

// Gives a new file the mode that SQLite will then copy to the log and the index beside it. A file that is
// there is not touched: closing a second descriptor of it would drop SQLite's locks in this process (POSIX).
void create_private(const std::string& path) {
  const base::UniqueFd created(
      ::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR));
  if (!created && errno != EEXIST) throw EngineError(EngineError::Kind::Unavailable, std::strerror(errno));
}

}  // namespace

base::Result<std::unique_ptr<Database>, std::string> open_sqlite(const SqliteOptions& options) {
  assert(options.reader_threads > 0 && options.units_per_commit_max > 0 && options.attempts_per_unit_max > 0);
  try {
    create_private(options.path);
    auto writer =
        std::make_unique<SqliteConnection>(options.path, options.vfs, SqliteConnection::Access::ReadWrite);
    migrate(*writer, options.migrations);
    return std::unique_ptr<Database>(std::make_unique<SqliteDatabase>(
        std::move(writer), open_readers(options, options.reader_threads), open_readers(options, 1), options));
  } catch (const EngineError& error) {
    return base::Unexpected{"cannot open the database " + options.path + ": " + error.what()};
  } catch (const std::system_error& error) {  // no thread to be had
    return base::Unexpected{"cannot open the database " + options.path + ": " + error.what()};
  }
}

}  // namespace sluice::storage
