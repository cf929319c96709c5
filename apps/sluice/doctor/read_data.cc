#include "doctor/read_data.h"

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <sstream>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include "control/identity/identity_store.h"
#include "control/identity/reseal.h"
#include "control/plane/data_files.h"
#include "control/schema/schema.h"
#include "platform/base/random.h"
#include "platform/base/unique_fd.h"
#include "platform/storage/sqlite_look.h"
#include "sealing_key.h"

namespace sluice::app {
namespace {

constexpr mode_t permission_bits = 07777;

// "1: FLOCK  ADVISORY  WRITE 1234 fe:01:5678 0 EOF": the kind is the second word, then come process and file.
std::optional<pid_t> holder_of(const struct stat& file) {
  const std::string wanted =
      fmt::format("{:02x}:{:02x}:{}", major(file.st_dev), minor(file.st_dev), file.st_ino);
  std::ifstream locks("/proc/locks");
  for (std::string line; std::getline(locks, line);) {
    std::istringstream words(line);
    std::string number, kind, advisory, access, name;
    pid_t pid = 0;
    if (words >> number >> kind >> advisory >> access >> pid >> name && kind == "FLOCK" && name == wanted &&
        pid > 0) {
      return pid;
    }
  }
  return std::nullopt;
}

}  // namespace

ServerReading read_server(const std::string& data_dir) {
  ServerReading reading{.data_dir = data_dir, .is_running = false, .pid = std::nullopt};
  const base::UniqueFd lock(
      ::open((data_dir + "/" + control::lock_file).c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
  // Shared, and given back at once: two doctors do not see each other.
  if (!lock || ::flock(lock.get(), LOCK_SH | LOCK_NB) == 0 || errno != EWOULDBLOCK) return reading;
  reading.is_running = true;
  struct stat status {};
  if (::fstat(lock.get(), &status) == 0) reading.pid = holder_of(status);
  return reading;
}

DirectoryReading read_directory(const std::string& path) {
  DirectoryReading reading{.path = path, .user = ::geteuid()};
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0) return reading;
  reading.exists = true;
  reading.is_directory = S_ISDIR(status.st_mode);
  reading.owner = status.st_uid;
  reading.mode = status.st_mode & permission_bits;
  return reading;
}

SecretFileReading read_secret_file(const std::string& path) {
  SecretFileReading reading{.path = path};
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0) return reading;
  reading.exists = true;
  reading.is_readable = ::access(path.c_str(), R_OK) == 0;
  reading.mode = status.st_mode & permission_bits;
  return reading;
}

SchemaReading read_schema(const std::string& data_dir) {
  const auto migrations = schema::migrations();
  SchemaReading reading{
      .path = data_dir + "/" + control::database_file, .error = {}, .newest = migrations.back().number};
  reading.exists = ::access(reading.path.c_str(), F_OK) == 0;
  if (!reading.exists) return reading;
  const auto version = storage::look_into_sqlite(reading.path, migrations, [](storage::Transaction&) {});
  if (version) reading.version = *version;
  if (!version) reading.error = version.error();
  return reading;
}

SealingReading read_sealing_key(const std::string& data_dir, const std::string& key_path,
                                const std::optional<identity::Sealer>& from_environment) {
  SealingReading reading{.source = from_environment ? sealing_key_variable : key_path};
  reading.exists = from_environment || ::access(key_path.c_str(), F_OK) == 0;
  std::optional<identity::Sealer> sealer = from_environment;
  if (!sealer && reading.exists) {
    base::SystemRandom random;
    auto read = identity::Sealer::from_file(key_path, random);
    if (read) sealer = std::move(*read);
    if (!read) reading.error = read.error();
  }
  if (sealer) {
    reading.key_id = sealer->key_id();
    reading.has_earlier = sealer->has_earlier();
  }
  // What cannot be read is the schema's finding.
  const auto looked = storage::look_into_sqlite(data_dir + "/" + control::database_file, schema::migrations(),
                                                [&](storage::Transaction& tx) {
                                                  reading.has_data = !identity::list_accounts(tx).empty();
                                                  if (sealer)
                                                    reading.unopened = identity::find_unopened(tx, *sealer);
                                                });
  static_cast<void>(looked);
  return reading;
}

}  // namespace sluice::app
