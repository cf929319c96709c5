#include "platform/storage/sqlite_copy.h"

#include <cerrno>
#include <cstdlib>
#include <cstring>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "platform/base/unique_fd.h"
#include "platform/storage/sqlite_connection.h"
#include "platform/storage/sqlite_migrations.h"

namespace sluice::storage {
namespace {

using Access = SqliteConnection::Access;

[[noreturn]] void refuse(const std::string& sentence) {
  throw EngineError(EngineError::Kind::Unavailable, sentence);
}

[[noreturn]] void cannot_write(const std::string& path) {
  refuse("cannot write " + path + ": " + std::strerror(errno));
}

// A file without a name of its own yet; gone with this object. Its descriptor is closed last, as closing one
// drops SQLite's locks on the file (POSIX).
class PartialFile {
 public:
  explicit PartialFile(const std::string& to)
      : to_(to), path_(to + partial_suffix + "XXXXXX"), file_(::mkostemp(path_.data(), O_CLOEXEC)) {
    if (!file_) cannot_write(to);
  }
  ~PartialFile() { ::unlink(path_.c_str()); }
  PartialFile(const PartialFile&) = delete;
  PartialFile& operator=(const PartialFile&) = delete;

  const std::string& path() const { return path_; }

  int64_t bytes() const {
    struct stat status {};
    if (::fstat(file_.get(), &status) != 0) cannot_write(to_);
    return status.st_size;
  }

  // A link rather than a rename, which would replace what somebody has put there meanwhile.
  void give_name() const {
    if (::fsync(file_.get()) != 0) cannot_write(to_);
    if (::link(path_.c_str(), to_.c_str()) != 0) cannot_write(to_);
    ::unlink(path_.c_str());
    const size_t slash = to_.rfind('/');
    const std::string directory = slash == std::string::npos ? "." : to_.substr(0, slash + 1);
    const base::UniqueFd folder(::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!folder || ::fsync(folder.get()) != 0) cannot_write(to_);
  }

 private:
  const std::string to_;
  std::string path_;
  const base::UniqueFd file_;
};

// The schema version.
int check(const std::string& path, std::span<const Migration> migrations) {
  SqliteConnection connection(path, "", Access::ReadOnly);
  const int version = schema_version(connection, migrations);
  if (version == 0) refuse("it has no schema version: it is no database of this program");
  connection.query("PRAGMA integrity_check(1)", {}, [](const Row& row) {
    if (row.text(0) != "ok") refuse("it is damaged: " + std::string(row.text(0)));
  });
  connection.query("PRAGMA foreign_key_check", {}, [](const Row& row) {
    refuse("it is damaged: a row of " + std::string(row.text(0)) + " names a row of " +
           std::string(row.text(2)) + " that is not there");
  });
  return version;
}

}  // namespace

base::Result<CopiedDatabase, std::string> copy_sqlite(const std::string& from, const std::string& to,
                                                      std::span<const Migration> migrations) {
  try {
    if (::access(from.c_str(), R_OK) != 0) refuse(std::strerror(errno));
    struct stat status {};
    if (::lstat(to.c_str(), &status) == 0) refuse(to + " is there already");
    const PartialFile partial(to);
    SqliteConnection(from, "", Access::ReadOnly).copy_into(partial.path());
    const int version = check(partial.path(), migrations);
    partial.give_name();
    return CopiedDatabase{.schema_version = version, .bytes = partial.bytes()};
  } catch (const EngineError& error) {
    return base::Unexpected{"cannot copy the database " + from + ": " + error.what()};
  }
}

}  // namespace sluice::storage
